/** Messages as rows of a chat: one after another of the same sender stand under one name. Pure. */
import type { Message } from "@/api/types";

export interface Row {
  message: Message;
  /** A new sender, another task, or a pause: name and time are shown. */
  begins: boolean;
}

const PAUSE_MS = 5 * 60_000;

export function rowsOf(messages: readonly Message[]): Row[] {
  return messages.map((message, at) => ({ message, begins: begins(messages[at - 1], message) }));
}

function begins(before: Message | undefined, message: Message): boolean {
  if (!before) return true;
  return (
    before.sender.agent_id !== message.sender.agent_id ||
    before.metadata.task_id !== message.metadata.task_id ||
    before.recipient.agent_id !== message.recipient.agent_id ||
    Date.parse(message.timestamp) - Date.parse(before.timestamp) > PAUSE_MS
  );
}

/** What a message carries beside its text; the digest of a text that stands there already tells nothing. */
export function extrasOf({ content }: Message): Record<string, unknown> | null {
  const { text: _text, digest: _digest, ...extras } = content.payload;
  return Object.keys(extras).length > 0 ? extras : null;
}

/** The tasks that are talked about, with how often, in the order in which they come up. */
export function taskCounts(messages: readonly Message[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { metadata } of messages) {
    if (metadata.task_id) counts.set(metadata.task_id, (counts.get(metadata.task_id) ?? 0) + 1);
  }
  return counts;
}

/** Those up to a moment of the run, and of one task if it is chosen. */
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

/** "to all", "to coding"; nothing where it is not told. */
export function recipientText({ recipient }: Message): string {
  if (recipient.broadcast) return "to all";
  if (!recipient.agent_id) return "";
  return `to ${recipient.agent_id === "user" ? "you" : recipient.agent_id}`;
}
