/** Events as lines of a journal: their summaries and filters. Pure. */
import type { Stamped } from "@/api/types";
import { formatCount, formatUsd } from "@/text/format";
import { howEnded } from "../../howEnded";

export interface Filter {
  type: string;
  task: string;
  text: string;
}
export const NO_FILTER: Filter = { type: "", task: "", text: "" };

/** The pages and the live events, each event once and in order. */
export function mergeEvents(pages: readonly { items: readonly Stamped[] }[], live: readonly Stamped[]): Stamped[] {
  const merged = pages.flatMap((page) => page.items);
  const last = merged.at(-1)?.seq ?? 0;
  const first = live.findIndex(({ seq }) => seq > last);
  return first < 0 ? merged : merged.concat(live.slice(first));
}

/** The task an event belongs to. An attempt's id has the task's id before its "#". */
export function taskOf({ event }: Stamped): string | null {
  if ("task_id" in event) return event.task_id;
  if ("attempt_id" in event) return event.attempt_id.includes("#") ? event.attempt_id.replace(/#[^#]*$/, "") : null;
  if ("question" in event) return event.question.task_id ?? null;
  return null;
}

export function matches(stamped: Stamped, filter: Filter): boolean {
  if (filter.type && stamped.type !== filter.type) return false;
  if (filter.task && taskOf(stamped) !== filter.task) return false;
  return !filter.text || searchable(stamped).includes(filter.text.toLowerCase());
}

const texts = new WeakMap<Stamped, string>();

/** Cached per event, as each key press searches ten thousand of them. */
function searchable(stamped: Stamped): string {
  let text = texts.get(stamped);
  if (text === undefined) {
    text = `${stamped.seq} ${stamped.type} ${JSON.stringify(stamped.event)}`.toLowerCase();
    texts.set(stamped, text);
  }
  return text;
}

/** What happened, in one line. */
export function summaryOf(stamped: Stamped): string {
  switch (stamped.type) {
    case "GoalAccepted":
      return stamped.event.goal.text;
    case "ExperienceTaken":
      return `as of event ${stamped.event.cursor} of the journal`;
    case "ForecastMade":
      return `${formatCount(stamped.event.forecast.low.tokens)} to ${formatCount(stamped.event.forecast.high.tokens)} tokens expected`;
    case "PlanMade":
      return `${stamped.event.plan.tasks.length} tasks: ${stamped.event.plan.tasks.map((task) => task.task_id).join(", ")}`;
    case "BidAnswered":
      return `${stamped.event.agent}: ${stamped.event.offer?.reason ?? (stamped.event.declined || stamped.event.fault)}`;
    case "BidsReceived":
      return bidsText(stamped.event.bids, stamped.event.declines?.length ?? 0);
    case "Awarded":
      return `to ${stamped.event.award.agent}${stamped.event.award.way ? ` by ${stamped.event.award.way}` : ""}, ${stamped.event.attempt_id}`;
    case "CallAnswered":
      return callText(stamped.event);
    case "TryFailed":
      return `try ${stamped.event.number} of ${stamped.event.name}: ${stamped.event.reason}`;
    case "EffectIntended":
    case "EffectDoubtful":
      return `${stamped.event.tool}, ${stamped.event.attempt_id}`;
    case "EffectSettled":
      return `${stamped.event.attempt_id}: ${stamped.event.verdict === "done" ? "it happened" : "it did not happen"}`;
    case "StructureMended":
      return `${stamped.event.step.replace("_", " ")}: ${stamped.event.fault}`;
    case "PromptCompacted":
      return `from ${stamped.event.before_tokens} to ${stamped.event.after_tokens} tokens`;
    case "ConversationHandedOver":
      return `${stamped.event.attempt_id}: ${stamped.event.messages} messages became one, from ${stamped.event.before_tokens} to ${stamped.event.after_tokens} tokens`;
    case "AnswerHeld":
      return [`${stamped.event.attempt_id} has an answer`, stamped.event.lacks].filter(Boolean).join(": ");
    case "Executed":
      return [stamped.event.attempt_id, ...Object.keys(stamped.event.outcome.files ?? {})].join(", ");
    case "AttemptFailed":
      return `${stamped.event.attempt_id}: ${stamped.event.reason}`;
    case "Accepted":
    case "Corroborated":
    case "Rejected":
    case "LeftUnproven":
      return reviewText(stamped.event.attempt_id, stamped.event.review);
    case "ResultRejected":
      return `reopens ${stamped.event.task_ids.join(", ")}`;
    case "RunResumed":
      return `after ${Math.round(stamped.event.down_s)} s`;
    case "CancelRequested":
      return `by ${stamped.event.by}`;
    case "Asked":
      return stamped.event.question.title;
    case "Answered":
      return [stamped.event.answer.decision, stamped.event.answer.words].filter(Boolean).join(": ");
    case "TaskReopened":
      return [stamped.event.task_ids.join(", "), stamped.event.words].filter(Boolean).join(": ");
    case "RunForked":
      return `from ${stamped.event.run_id} at event ${stamped.event.seq}`;
    case "GoalReached":
      return stamped.event.result.verdict;
    case "TimerFired":
      return stamped.event.timer_id;
    case "SessionOpened":
      return stamped.event.agent.name;
    case "MessagePosted":
      return `by ${stamped.event.message.sender.agent_id}`;
    case "PlanFailed":
    case "NoBids":
    case "DeadLettered":
    case "LimitReached":
    case "GoalFailed":
    case "GoalCancelled":
      return stamped.event.reason;
    case "Economised":
    case "StageEntered":
      return stamped.event.says;
  }
  // A newer server may send more types.
  return "";
}

function bidsText(bids: { agent: string; score: number }[], declined: number): string {
  const offers = bids.toSorted((a, b) => b.score - a.score).map(({ agent, score }) => `${agent} ${score.toFixed(1)}`);
  return [...offers, declined > 0 && `${declined} declined`].filter(Boolean).join(", ");
}

function callText({ kind, name, ok, usage, error, truncated }: Extract<Stamped, { type: "CallAnswered" }>["event"]): string {
  const tokens = (usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0);
  return [
    `${kind === "llm" ? "model" : "tool"} ${name}`,
    tokens > 0 && `${tokens} tokens`,
    usage?.usd && Number(usage.usd) > 0 && formatUsd(usage.usd),
    ok === false && "failed",
    howEnded({ error, truncated }),
  ].filter(Boolean).join(", ");
}

function reviewText(attemptId: string, { reviewer, results = [] }: { reviewer: string; results?: { passed: boolean | null }[] }): string {
  const passed = results.filter((result) => result.passed).length;
  return `${attemptId} by ${reviewer}${results.length > 0 ? `, ${passed} of ${results.length} checks passed` : ""}`;
}

export type Tone = "ok" | "bad" | "warn" | "accent" | "neutral";

const TONES: Partial<Record<Stamped["type"], Tone>> = {
  Accepted: "ok", Corroborated: "ok", GoalReached: "ok", PlanMade: "accent", GoalAccepted: "accent", Awarded: "accent",
  LeftUnproven: "warn", EffectDoubtful: "warn", TryFailed: "warn", Asked: "warn", LimitReached: "warn", StageEntered: "warn", Economised: "warn", ResultRejected: "warn",
  Rejected: "bad", AttemptFailed: "bad", DeadLettered: "bad", GoalFailed: "bad", PlanFailed: "bad", NoBids: "bad",
};

export function toneOf(type: Stamped["type"]): Tone {
  return TONES[type] ?? "neutral";
}

export const TYPES = [
  "GoalAccepted", "ExperienceTaken", "PlanMade", "PlanFailed", "BidAnswered", "BidsReceived", "Awarded", "NoBids",
  "CallAnswered", "TryFailed", "EffectIntended", "EffectDoubtful", "EffectSettled", "StructureMended", "PromptCompacted", "ConversationHandedOver",
  "AnswerHeld", "Executed", "AttemptFailed", "Accepted", "Corroborated", "Rejected", "LeftUnproven", "DeadLettered", "TimerFired", "LimitReached", "Economised", "StageEntered", "ForecastMade",
  "ResultRejected", "RunResumed", "CancelRequested", "GoalReached", "GoalFailed", "GoalCancelled", "Asked",
  "Answered", "TaskReopened", "RunForked",
] as const satisfies readonly Stamped["type"][];

/** "CallAnswered" as "Call answered". */
export function typeText(type: string): string {
  const words = type.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
