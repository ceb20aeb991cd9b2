/** Agents, and the models they use. */

export interface AgentDraft {
  description: string;
  types: Record<string, number>;
  capabilities: string[];
  instructions: string;
  tools: string[];
  role: string;
  capacity: number;
  priority: number;
}
export interface AgentView extends AgentDraft {
  name: string;
  kind: string;
  version: number;
  enabled: boolean;
  source: "builtin" | "own" | "program";
  busy: number;
  record: { accepted: number; corroborated: number; unproven: number; rejected: number; failed: number };
  llm: string;
}
/** What a pack brings, by name. */
export interface Pack {
  name: string;
  task_types: string[];
  checks: string[];
  tools: string[];
  agents: string[];
}
/** With the ETag that an update must send. */
export type AgentWithTag = AgentView & { etag: string | null };
export interface AgentResult {
  run_id: string;
  task_id: string;
  attempt_id: string;
  goal: string;
  status: string;
  verdict: string;
  at: string;
}
export interface ModelView {
  /** "adapter:name" */
  name: string;
  /** What its passport belongs to. */
  digest: string;
  adapter: string;
  size_bytes: number;
  context_tokens: number;
  loaded: boolean;
  /** What it takes while it is loaded; 0 if unknown. */
  memory_bytes: number;
  can_chat: boolean;
  can_embed: boolean;
  details: Record<string, unknown>;
  roles: string[];
  tokens_per_s: number | null;
  calls: number;
}
export type HostState = "ready" | "empty" | "unavailable" | "not_installed";
export interface Host {
  name: string;
  ok: boolean;
  state: HostState;
  summary: string;
  /** Parts of requests that models refused, so that requests to them leave them out. */
  left_out: LeftOut[];
  /** The host itself, or models of it, whose calls are held back because too many failed. */
  circuits: Circuit[];
  /** How many calls it gets at once; null for a host within the server. */
  calls: Calls | null;
}
export interface Circuit {
  /** Empty for the host itself. */
  model: string;
  state: "open" | "half_open";
  failures: number;
  since: string;
  retry_at: string;
  cause: string;
}
export interface Calls {
  limit: number;
  least: number;
  most: number;
  in_progress: number;
  waiting: number;
  paused_until: string | null;
}
export interface LeftOut {
  model: string;
  parts: string[];
}
export interface Models {
  items: ModelView[];
  hosts: Host[];
}
export interface Operation {
  operation_id: string;
  kind: "load" | "unload" | "pull" | "test";
  model: string;
  /** Only a test can be stopped. */
  state: "running" | "done" | "failed" | "stopped";
  /** What is done now, such as the probe of a test. */
  what: string;
  /** Bytes, or probes of a test. */
  done: number;
  total: number;
  error: string;
  started_at: string;
}
