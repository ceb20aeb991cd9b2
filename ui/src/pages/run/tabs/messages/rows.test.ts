import type { Message } from "@/api/types";
import { chosen, extrasOf, isLong, rowsOf, taskCounts } from "./rows";

const START = Date.parse("2026-11-21T10:00:00Z");
const message = (sender: string, seconds: number, task_id?: string): Message => ({
  message_id: `${sender}${seconds}`,
  timestamp: new Date(START + seconds * 1000).toISOString(),
  sender: { agent_id: sender, agent_type: "specialist" },
  recipient: { agent_id: "orchestrator" },
  content: { type: "response", payload: { text: "…" } },
  metadata: { task_id },
});
const starts = (...messages: Message[]) => rowsOf(messages).map((row) => row.startsGroup);

test("consecutive messages of one sender form a group", () => {
  expect(starts(message("a", 0), message("a", 10), message("b", 20), message("a", 30))).toEqual([true, false, true, true]);
});

test("a pause or another task starts a new group", () => {
  expect(starts(message("a", 0), message("a", 301))).toEqual([true, true]);
  expect(starts(message("a", 0, "t1"), message("a", 1, "t2"))).toEqual([true, true]);
});

test("another recipient starts a new group", () => {
  const toAll = { ...message("a", 1), recipient: { broadcast: true } };
  expect(starts(message("a", 0), toAll)).toEqual([true, true]);
});

test("tasks are counted in order of first mention", () => {
  const counts = taskCounts([message("a", 0, "t2"), message("b", 1, "t1"), message("a", 2, "t2"), message("a", 3)]);
  expect([...counts]).toEqual([["t2", 2], ["t1", 1]]);
});

test("messages are filtered by task and by time", () => {
  const all = [message("a", 0, "t1"), message("a", 1, "t2"), message("a", 2, "t1")];
  expect(chosen(all, "t1", undefined)).toHaveLength(2);
  expect(chosen(all, "t1", all[1]!.timestamp)).toHaveLength(1);
});

test("a text of many characters or lines is long", () => {
  expect(isLong("x".repeat(481))).toBe(true);
  expect(isLong("a\n".repeat(7))).toBe(true);
  expect(isLong("a short one\nof two lines")).toBe(false);
});

test("the extras are the payload without its text", () => {
  expect(extrasOf(message("a", 0))).toBeNull();
  const bid = message("a", 0);
  bid.content.payload.score = 80;
  expect(extrasOf(bid)).toEqual({ score: 80 });
});
