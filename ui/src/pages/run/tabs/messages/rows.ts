/** Messages as rows of a chat, grouped by sender. Pure. */
import type { Message } from "@/api/types";

export interface Row {
  message: Message;
  /** A new sender, another task, or a pause: name and time are shown. */
  startsGroup: boolean;
}

const PAUSE_MS = 5 * 60_000;

export function rowsOf(messages: readonly Message[]): Row[] {
  return messages.map((message, at) => ({ message, startsGroup: startsGroup(messages[at - 1], message) }));
}

function startsGroup(previous: Message | undefined, message: Message): boolean {
  if (!previous) return true;
  return (
    previous.sender.agent_id !== message.sender.agent_id ||
    previous.metadata.task_id !== message.metadata.task_id ||
    previous.recipient.agent_id !== message.recipient.agent_id ||
    Date.parse(message.timestamp) - Date.parse(previous.timestamp) > PAUSE_MS
  );
}

/** The payload without the text and its digest; null if that is all. */
export function extrasOf({ content }: Message): Record<string, unknown> | null {
  const { text: _text, digest: _digest, ...extras } = content.payload;
  return Object.keys(extras).length > 0 ? extras : null;
}

/** How many messages each task has, in order of first mention. */
export function taskCounts(messages: readonly Message[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { metadata } of messages) {
    if (metadata.task_id) counts.set(metadata.task_id, (counts.get(metadata.task_id) ?? 0) + 1);
  }
  return counts;
}

/** Messages up to a moment, and of one task if one is chosen. */
export function chosen(messages: readonly Message[], task: string | null, until: string | undefined): Message[] {
  const end = until === undefined ? Infinity : Date.parse(until);
  return messages.filter(
    ({ metadata, timestamp }) => (task === null || metadata.task_id === task) && Date.parse(timestamp) <= end,
  );
}

const LONG_CHARACTERS = 480;
const LONG_LINES = 7;

export function isLong(text: string): boolean {
  return text.length > LONG_CHARACTERS || text.split("\n", LONG_LINES + 1).length > LONG_LINES;
}

export function senderName({ sender }: Message): string {
  return sender.agent_type === "human" && sender.agent_id === "user" ? "You" : sender.agent_id;
}

/** "to all", "to coding"; empty without a recipient. */
export function recipientText({ recipient }: Message): string {
  if (recipient.broadcast) return "to all";
  if (!recipient.agent_id) return "";
  return `to ${recipient.agent_id === "user" ? "you" : recipient.agent_id}`;
}
