/** Texts, filters and order of the inbox. */
import type { Approval, ApprovalKind, Decision } from "@/api/types";

/** What each decision does, shown next to it. */
export const CONSEQUENCES: Record<Exclude<ApprovalKind, "question">, { approve: string; reject: string; edit: string; draft: string }> = {
  plan: {
    approve: "The tasks start.",
    reject: "The run ends. Your reason is kept with it.",
    edit: "The run continues with your version of the plan.",
    draft: "Plan (JSON)",
  },
  effect: {
    approve: "The tool is called with these arguments.",
    reject: "The call is not made, and the agent sees your reason.",
    edit: "The tool is called with your arguments.",
    draft: "Arguments (JSON)",
  },
  result: {
    approve: "The result is kept as it is.",
    reject: "The task is done again with your feedback.",
    edit: "Your text replaces the result.",
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
  return covers && decision !== "reject" ? `${DECISIONS[decision]}, including effects` : DECISIONS[decision];
}

/** "dana answered first: rejected.", for a late answer. */
export function tooLateText({ state, answer }: Approval): string {
  if (state === "withdrawn") return "It was withdrawn before your answer arrived: the run no longer waits for it.";
  if (!answer) return "Someone else answered this first.";
  return `${answer.by || "Someone else"} answered first: ${decisionText(answer).toLowerCase()}. Your answer was not recorded.`;
}

export const FILTERS = [
  { id: "open", label: "Open" },
  { id: "answered", label: "Answered" },
  { id: "all", label: "All" },
] as const;
export type InboxFilter = (typeof FILTERS)[number]["id"];

/** Open questions oldest first, all others newest first. */
export function ordered(approvals: readonly Approval[], filter: InboxFilter): Approval[] {
  const when = ({ answer, asked_at }: Approval) => (filter === "answered" ? (answer?.at ?? asked_at) : asked_at);
  const direction = filter === "open" ? 1 : -1;
  return approvals.toSorted((a, b) => direction * (Date.parse(when(a)) - Date.parse(when(b))));
}

/** The item `by` places away, or the nearest end. */
export function neighbour<Item extends { question_id: string }>(items: readonly Item[], from: string | undefined, by: 1 | -1): Item | undefined {
  const at = items.findIndex(({ question_id }) => question_id === from);
  if (at < 0) return by > 0 ? items[0] : items.at(-1);
  return items[Math.max(0, Math.min(items.length - 1, at + by))];
}
