/** Words for what waits for a person. */
import type { Approval, ApprovalKind, Decision } from "@/api/types";

/** What approving and rejecting do, so that nobody has to guess. */
export const CONSEQUENCES: Record<Exclude<ApprovalKind, "question">, { approve: string; reject: string; edit: string; draft: string }> = {
  plan: {
    approve: "The tasks begin.",
    reject: "The run ends. Say why; it is kept with the run.",
    edit: "The run goes on with the plan as you leave it.",
    draft: "Plan (JSON)",
  },
  effect: {
    approve: "The tool is called with these arguments.",
    reject: "The call is not made, and the agent is told so in your words.",
    edit: "The tool is called with the arguments as you leave them.",
    draft: "Arguments (JSON)",
  },
  result: {
    approve: "The result stands.",
    reject: "The task is done again with your words.",
    edit: "The text as you leave it takes the place of the result.",
    draft: "Result",
  },
};

const DECISIONS: Record<Decision, string> = {
  approve: "Approved",
  reject: "Rejected",
  edit: "Approved with changes",
  answer: "Answered",
};

export function decisionText({ decision, covers }: { decision: Decision; covers?: boolean }): string {
  return covers && decision !== "reject" ? `${DECISIONS[decision]}, its effects too` : DECISIONS[decision];
}

/** "dana had rejected this already", for whoever came second. */
export function tooLateText({ state, answer }: Approval): string {
  if (state === "withdrawn") return "It was withdrawn before your answer came: the run no longer waits for it.";
  if (!answer) return "Somebody else answered this first.";
  return `${answer.by || "Somebody else"} was first: ${decisionText(answer).toLowerCase()}. Your answer was not taken.`;
}

export const FILTERS = [
  { id: "open", label: "Open" },
  { id: "answered", label: "Answered" },
  { id: "all", label: "All" },
] as const;
export type InboxFilter = (typeof FILTERS)[number]["id"];

/** What waits longest comes first while it is open; else the newest. */
export function ordered(approvals: readonly Approval[], filter: InboxFilter): Approval[] {
  const when = ({ answer, asked_at }: Approval) => (filter === "answered" ? (answer?.at ?? asked_at) : asked_at);
  const direction = filter === "open" ? 1 : -1;
  return approvals.toSorted((a, b) => direction * (Date.parse(when(a)) - Date.parse(when(b))));
}

/** The one to go to from another: `by` places on, or the nearest end. */
export function neighbour<Item extends { question_id: string }>(items: readonly Item[], from: string | undefined, by: 1 | -1): Item | undefined {
  const at = items.findIndex(({ question_id }) => question_id === from);
  if (at < 0) return by > 0 ? items[0] : items.at(-1);
  return items[Math.max(0, Math.min(items.length - 1, at + by))];
}
