/** What needs a person's decision. */

export type ApprovalKind = "plan" | "effect" | "result" | "question";
export type ApprovalState = "open" | "answered" | "withdrawn";
export type Decision = "approve" | "reject" | "edit" | "answer";
export interface Approval {
  question_id: string;
  run_id: string;
  goal: string;
  task_id: string | null;
  attempt_id: string | null;
  kind: ApprovalKind;
  title: string;
  detail: string;
  risk: "low" | "medium" | "high";
  options: string[];
  /** plan: the plan as JSON; effect: the arguments as JSON; result: the answer's text. */
  draft: string | null;
  asked_at: string;
  state: ApprovalState;
  answer: {
    decision: Decision;
    words: string;
    /** Of a plan: the answer also approves its effects. */
    covers: boolean;
    by: string;
    at: string;
  } | null;
}
export interface ApprovalAnswer {
  decision: Decision;
  words?: string;
  draft?: string;
  /** Of a plan: also approve its effects, instead of one by one. */
  covers?: boolean;
}
