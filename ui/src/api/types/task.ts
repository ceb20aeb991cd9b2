/** A run's tasks, their attempts, and the attempts' calls. */
import type { Agreement as Agreed, CheckResult, Task } from "../nouns";
import type { Usage, Verdict } from "./common";
import type { Artifact } from "./trace";

export type Check = NonNullable<Task["objective"]["success_criteria"]>[number];

export type TaskStatus =
  | "waiting"
  | "announced"
  | "working"
  | "reviewing"
  | "accepted"
  | "corroborated"
  | "unproven"
  | "dead";
export interface TaskView {
  task_id: string;
  type: string;
  description: string;
  depends_on: string[];
  status: TaskStatus;
  agent: string | null;
  llm: string | null;
  attempt_id: string | null;
  attempts: number;
  rejections: number;
  failures: number;
  outages: number;
  reason: string;
  started_at: string | null;
  ended_at: string | null;
  spent: Usage;
  priority: number;
  checks: number;
  deliverables: string[];
}
export interface Bid {
  agent: string;
  /** How the agent would work; empty for a way of its own. */
  way?: string;
  capability: number;
  availability: number;
  performance: number;
  priority: number;
  /** 0 to 100. */
  score: number;
  reasons: Record<string, string>;
}
export interface Choice {
  of: string;
  candidates: Record<string, number>;
  chosen: string;
  propensity: number;
  policy: string;
}
export interface Award {
  agent: string;
  way?: string;
  fallback: string | null;
  fallback_way?: string;
  choice: Choice | null;
}
export interface Auction {
  round: number;
  bids: Bid[];
  declines: { agent: string; reason: string }[];
  award: Award | null;
  reason: string;
}
export interface Call {
  number: number;
  attempt_id: string;
  ordinal: number;
  kind: "llm" | "tool";
  name: string;
  ok: boolean;
  error: string;
  truncated: boolean;
  usage: Usage;
  request: string;
  response: string;
  at: string;
}
export interface CallDetail extends Call {
  request_body: unknown;
  response_body: unknown;
}
export interface LlmRequest {
  llm: string;
  messages: { role: string; content: string; tool_calls?: unknown }[];
  json_schema?: unknown;
  tools?: unknown;
  max_tokens: number;
  temperature: number;
  seed?: number;
}
export interface LlmResponse {
  text: string;
  finish: string;
  prompt_tokens: number;
  completion_tokens: number;
  total_s: number;
  tool_calls?: unknown;
  thoughts?: string;
  verbatim?: string;
}
export interface ToolRequest {
  tool: string;
  arguments: unknown;
}
export interface ToolResponse {
  text: string;
  ok: boolean;
  data: unknown;
  files: Record<string, string>;
}
/** What several methods gave, and in words whether they agree. */
export type Agreement = Agreed & { says: string };
export interface Attempt {
  attempt_id: string;
  agent: string;
  llm: string;
  started_at: string;
  /** When the work was submitted or failed; the verdict comes later. */
  ended_at: string | null;
  judged_at?: string | null;
  fault: string;
  /** What all of its calls and those of its review took. */
  spent?: Usage;
  /** The newest ones. */
  calls: Call[];
  earlier_calls?: number;
  notes: { type: string; event: Record<string, unknown> }[];
  text: string | null;
  files: Artifact[];
  review: { verdict: Verdict; reviewer: string; results: CheckResult[]; feedback: string; agreement?: Agreement | null } | null;
  doubtful: string[];
}
export interface TaskDetail extends TaskView {
  success_criteria: Check[];
  auctions: Auction[];
  attempt_list: Attempt[];
}
