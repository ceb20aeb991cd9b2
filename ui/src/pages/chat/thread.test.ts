import type { LiveText } from "@/api/live";
import type { Message } from "@/api/types";
import { byDay, isCutOff, runOf, threadOf, writtenNow, type Pending } from "./thread";

const message = (agent_type: "human" | "specialist", text: string, payload = {}) =>
  ({ sender: { agent_id: agent_type, agent_type }, content: { type: "query", payload: { text, ...payload } }, metadata: {} }) as unknown as Message;
const ASKED = message("human", "Why?");
const ANSWERED = message("specialist", "Because.");
const pending = (changes: Partial<Pending> = {}): Pending => ({ text: "Why?", asRun: false, sentAt: 0, before: 0, ...changes });

test("a sent message is shown until the journal has it", () => {
  expect(threadOf([], pending()).unrecorded).toBe("Why?");
  expect(threadOf([ASKED], pending()).unrecorded).toBeNull();
});

test("an equal earlier message is not the one being sent", () => {
  expect(threadOf([ASKED, ANSWERED], pending({ before: 2 })).unrecorded).toBe("Why?");
});

test("a retried question is the unanswered one", () => {
  expect(threadOf([ASKED], pending({ before: 1 })).unrecorded).toBeNull();
  expect(threadOf([ASKED], pending({ before: 1, text: "How?" })).unrecorded).toBe("How?");
});

test("a person's last message without an answer in progress is unanswered", () => {
  expect(threadOf([ASKED], undefined).isUnanswered).toBe(true);
  expect(threadOf([ASKED], pending()).isUnanswered).toBe(false);
  expect(threadOf([ASKED, ANSWERED], undefined).isUnanswered).toBe(false);
});

test("the text being written belongs to the conversation and to the question", () => {
  const text = (run_id: string, startedAt: number, done: boolean) => ({ run_id, startedAt, done }) as LiveText;
  const texts = { a: text("c1", 10, true), b: text("c1", 20, true), c: text("c2", 30, false) };
  expect(writtenNow(texts, "c1", 15)).toBe(texts.b);
  expect(writtenNow(texts, "c1", 25)).toBeUndefined();
  expect(writtenNow(texts, "c1", undefined)).toBeUndefined();
  expect(writtenNow(texts, "c2", undefined)).toBe(texts.c);
});

test("a note about a run names it, and a cut-off answer is recognised", () => {
  expect(runOf(message("specialist", "", { run_id: "r1" }))).toBe("r1");
  expect(runOf(ASKED)).toBeNull();
  expect(isCutOff(message("specialist", "", { finish: "length" }))).toBe(true);
});

test("conversations are grouped by day", () => {
  const now = new Date(2026, 10, 21, 12).getTime();
  const at = (hoursAgo: number) => ({ last_at: new Date(now - hoursAgo * 3_600_000).toISOString() });
  expect(byDay([at(1), at(11), at(13), at(40)], now).map(([name, items]) => [name, items.length])).toEqual([
    ["Today", 2], ["Yesterday", 1], ["Earlier", 1],
  ]);
});
