/** What a thread shows: what was said, what is being said, and what went wrong. Pure. */
import type { Problem } from "@/api/problem";
import type { LiveText } from "@/api/live";
import type { Message } from "@/api/types";
import { textOf } from "@/text/message";

/** A message on its way, or one that did not get through. */
export interface Pending {
  text: string;
  asRun: boolean;
  sentAt: number;
  /** How many messages there were before it. */
  before: number;
  problem?: Problem;
}

export interface Thread {
  messages: Message[];
  /** What was sent and is not in the journal yet. */
  unsaid: string | null;
  /** The last word is a person's, and nothing here waits for its answer. */
  isUnanswered: boolean;
}

export function threadOf(messages: readonly Message[], pending: Pending | undefined): Thread {
  const isSaid = pending !== undefined && newSince(messages, pending.before).some((message) => isByPerson(message) && textOf(message) === pending.text.trim());
  const last = messages.at(-1);
  return {
    messages: [...messages],
    unsaid: pending && !isSaid ? pending.text : null,
    isUnanswered: pending === undefined && last !== undefined && isByPerson(last),
  };
}

export function isByPerson({ sender }: Message): boolean {
  return sender.agent_type === "human";
}

/** Another try does not say it again: a last word that has no answer may be the one that was sent. */
function newSince(messages: readonly Message[], before: number): readonly Message[] {
  const last = messages[before - 1];
  return messages.slice(last && isByPerson(last) ? before - 1 : before);
}

/** The run that a message became, if it is a note of that. */
export function runOf({ content }: Message): string | null {
  const { run_id } = content.payload;
  return typeof run_id === "string" ? run_id : null;
}

/** The model stopped at its limit, not because it was done. */
export function isCutOff({ content }: Message): boolean {
  return content.payload.finish === "length";
}

/** What is being written now; what was written before the question is of another answer. */
export function writtenNow(texts: Record<string, LiveText>, conversationId: string, since: number | undefined): LiveText | undefined {
  return Object.values(texts)
    .filter(({ run_id, done, startedAt }) => run_id === conversationId && (since === undefined ? !done : startedAt >= since))
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];
}

/** "840 tokens in 4.2 s": what an answer took, as far as it is told. */
export function measured({ metadata }: Message): { tokens: number | null; seconds: number | null } {
  const metrics = metadata.performance_metrics as { latency_ms?: number | null; tokens_used?: number | null } | null | undefined;
  return { tokens: metrics?.tokens_used ?? null, seconds: metrics?.latency_ms == null ? null : metrics.latency_ms / 1000 };
}

const DAY_MS = 86_400_000;

/** Conversations under "Today", "Yesterday" and "Earlier"; in the order in which they come. */
export function byDay<Item extends { last_at: string }>(items: readonly Item[], now: number): [string, Item[]][] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const at = Date.parse(item.last_at);
    const name = at >= midnight ? "Today" : at >= midnight - DAY_MS ? "Yesterday" : "Earlier";
    groups.set(name, [...(groups.get(name) ?? []), item]);
  }
  return [...groups];
}
