/** Goals and their runs. */
import type { AgentCard, CheckResult, Task } from "../nouns";
import type { Limits, Usage, Verdict } from "./common";
import type { Agreement, Check, TaskView } from "./task";
import type { Artifact } from "./trace";
import type { Approval } from "./inbox";

export interface InputFile {
  name: string;
  digest: string;
  size_bytes: number;
}
export interface Consent {
  plan?: boolean;
  /** Tool calls of at least this risk need approval; none: no call does. */
  effects?: "none" | "low" | "medium" | "high";
  results?: boolean;
  questions?: boolean;
}
export interface Goal {
  text: string;
  inputs?: InputFile[];
  checks?: Check[];
  deliverable?: { kind: "markdown" | "files" | "json"; json_schema?: unknown };
  limits?: Partial<Limits>;
  priority?: number;
  /** Work that is done twice, by two methods: none, cheap work, or all. */
  care?: "low" | "normal" | "high";
  seed?: number;
  public?: boolean;
  consent?: Consent;
}

export type RunStatus = "running" | "winding_down" | "reached" | "failed" | "cancelled";
export type RunOutcome =
  | "accepted"
  | "corroborated"
  | "unproven"
  | "failed"
  | "cancelled"
  | "running"
  | "waiting"
  | "interrupted";
export type Phase = "specify" | "plan" | "act" | "review" | "correct" | "done";
export interface TaskCounts {
  total: number;
  waiting: number;
  working: number;
  reviewing: number;
  done: number;
  dead: number;
}
export interface RunSummary {
  run_id: string;
  goal: string;
  status: RunStatus;
  /** Shown as the badge. */
  outcome: RunOutcome;
  verdict: "" | Verdict;
  phase: Phase;
  started_at: string;
  last_at: string;
  ended_at: string | null;
  seconds: number;
  tasks: TaskCounts;
  spent: Usage;
  limits: Limits;
  /** How many questions are open. */
  questions: number;
  parent: string | null;
  forked_from: string | null;
  public: boolean;
  reason: string;
}
export interface RunsQuery {
  status?: RunStatus[];
  outcome?: RunOutcome[];
  q?: string;
  limit?: number;
}
export interface RunStart {
  goal: Goal;
  plan?: "single";
  /** The LLM that works; by default that of the settings. */
  llm?: string;
}
export interface Cost {
  calls: number;
  tokens: number;
  /** null: no price is known. */
  usd: string | null;
  seconds: number;
}
export interface Forecast extends Cost {
  basis: string;
  /** The ends of the 80 % intervals. */
  low?: Cost;
  high?: Cost;
}
/** One way to run a goal; `llm`, `care` and `single` make that way. */
export interface Estimate {
  name: string;
  /** What is given up for it; empty if nothing is. */
  trade: string;
  llm: string;
  care: "low" | "normal" | "high";
  single: boolean;
  cost: Forecast & { low: Cost; high: Cost };
  /** The limits that it may exceed; true: it probably does. */
  over: Record<string, boolean>;
}
/** What a goal would take: as asked, then the ways that take less time. */
export interface Estimates {
  kind: string;
  tasks: number;
  /** LLMs that have to be loaded first, which is in no time. */
  loads: number;
  ways: Estimate[];
  covered: Record<string, { covered: number; runs: number }>;
}
/** What computed the result of a task. */
export interface Program {
  task_id: string;
  way: string;
  language: string;
  code: string;
}
export interface RunResult {
  text: string;
  files: Artifact[];
  verdict: Verdict;
  /** The verdict in one line, as the command line prints it; empty until the run is over. */
  says: string;
  programs: Program[];
  results: CheckResult[];
  /** What several methods gave, by the tasks that more than one was tried on. */
  agreements: Record<string, Agreement>;
  unproven: string[];
  missing: string[];
  /** How input files were read, and what was not. */
  notes: string[];
}
export interface DoubtfulEffect {
  attempt_id: string;
  ordinal: number;
  tool: string;
  request: string;
}
/** What was not begun, as a limit leaves no room for it. */
export interface Economy {
  step: string;
  /** Empty for the run as a whole. */
  task_id: string;
  limit: string;
  says: string;
}
export interface RunDetail extends RunSummary {
  goal_document: Goal;
  plan: { tasks: Task[]; complexity: "simple" | "composite"; why: string } | null;
  task_list: TaskView[];
  agents: AgentCard[];
  llms: Record<string, string>;
  result: RunResult | null;
  open_questions: Approval[];
  last_seq: number;
  /** The event that this state is as of; below last_seq in a replay. */
  seq: number;
  /** The last event whose calls and costs are included; below seq while a long run is being read. */
  counted_seq: number;
  cursor: number;
  doubtful: DoubtfulEffect[];
  /** Prompts that were shortened, or that nothing shows were read as a whole. */
  remarks: string[];
  /** What was left out to keep a limit. */
  economies: Economy[];
  /** How it went on as it came near a limit. */
  stages: string[];
  forecast: Forecast | null;
}
export interface Fork {
  at: number;
  llms?: Record<string, string>;
  limits?: Partial<Limits>;
  agents?: Record<string, string>;
  /** Effects after that event may happen again. */
  repeat_effects?: boolean;
}
