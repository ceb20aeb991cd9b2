/** Types that the others share. Times are ISO 8601 in UTC; amounts of money are decimal strings. */

export interface Page<T> {
  items: T[];
  next: string | null;
}
export interface Items<T> {
  items: T[];
}

export type Role = "admin" | "orchestrator" | "specialist_agent" | "observer";
export interface Me {
  subject: string;
  role: Role;
  agent: string | null;
}

export interface Usage {
  calls: number;
  prompt_tokens: number;
  cached_tokens: number;
  completion_tokens: number;
  /** Of prompt and completion tokens: no host counted them. */
  estimated_tokens?: number;
  /** Tokens of LLMs without a known price, so that `usd` leaves them out. */
  unpriced_tokens?: number;
  usd: string;
  /** Of LLM time. */
  seconds: number;
}
export interface Limits {
  calls: number | null;
  tokens: number | null;
  usd: string | null;
  seconds: number | null;
  agents: number | null;
  depth: number;
}
export type Verdict = "accepted" | "corroborated" | "unproven" | "rejected";
