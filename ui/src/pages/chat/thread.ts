/** What a thread shows: the messages, and the one being sent. Pure. */
import type { Problem } from "@/api/problem";
import type { LiveText } from "@/api/live";
import type { Message } from "@/api/types";
import { textOf } from "@/text/message";

/** A message being sent, or one that failed. */
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
  /** The text sent that is not in the journal yet. */
  unrecorded: string | null;
  /** The last message is a person's, and no answer is in progress. */
  isUnanswered: boolean;
}

export function threadOf(messages: readonly Message[], pending: Pending | undefined): Thread {
  const isRecorded = pending !== undefined && newSince(messages, pending.before).some((message) => isByPerson(message) && textOf(message) === pending.text.trim());
  const last = messages.at(-1);
  return {
    messages: [...messages],
    unrecorded: pending && !isRecorded ? pending.text : null,
    isUnanswered: pending === undefined && last !== undefined && isByPerson(last),
  };
}

export function isByPerson({ sender }: Message): boolean {
  return sender.agent_type === "human";
}

/** A retry does not repeat the message: an unanswered last message may be the one being sent. */
function newSince(messages: readonly Message[], before: number): readonly Message[] {
  const last = messages[before - 1];
  return messages.slice(last && isByPerson(last) ? before - 1 : before);
}

/** The run that a message started, if this is the note about it. */
export function runOf({ content }: Message): string | null {
  const { run_id } = content.payload;
  return typeof run_id === "string" ? run_id : null;
}

/** The model stopped at its limit, not because it had finished. */
export function isCutOff({ content }: Message): boolean {
  return content.payload.finish === "length";
}

/** The text being written. Text from before the question belongs to another answer. */
export function writtenNow(texts: Record<string, LiveText>, conversationId: string, since: number | undefined): LiveText | undefined {
  return Object.values(texts)
    .filter(({ run_id, done, startedAt }) => run_id === conversationId && (since === undefined ? !done : startedAt >= since))
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];
}

/** An answer's tokens and time, where known. */
export function measured({ metadata }: Message): { tokens: number | null; seconds: number | null } {
  const metrics = metadata.performance_metrics as { latency_ms?: number | null; tokens_used?: number | null } | null | undefined;
  return { tokens: metrics?.tokens_used ?? null, seconds: metrics?.latency_ms == null ? null : metrics.latency_ms / 1000 };
}

const DAY_MS = 86_400_000;

/** Conversations under "Today", "Yesterday" and "Earlier", in the given order. */
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
