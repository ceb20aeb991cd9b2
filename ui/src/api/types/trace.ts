/** What a run produces: a timeline, messages and files. */

export interface Span {
  /** An agent, or "planner", "synthesis", "you". */
  lane: string;
  task_id: string | null;
  attempt_id: string | null;
  kind: "plan" | "attempt" | "review" | "question" | "synthesis";
  label: string;
  started_at: string;
  ended_at: string | null;
  ok: boolean | null;
}
export interface Timeline {
  spans: Span[];
}
export interface Message {
  message_id: string;
  timestamp: string;
  sender: {
    agent_id: string;
    agent_type: "specialist" | "meta" | "orchestrator" | "human";
    model?: string;
  };
  recipient: { agent_id?: string; broadcast?: boolean };
  content: {
    type: "task" | "query" | "response" | "notification" | "error";
    payload: { text: string; [field: string]: unknown };
  };
  metadata: { task_id?: string; conversation_id?: string; [field: string]: unknown };
}
export interface Artifact {
  name: string;
  digest: string;
  size_bytes: number;
  media_type: string;
  /** null for the result's files and the goal's inputs. */
  task_id: string | null;
  role: "input" | "task" | "result";
  href: string;
}
