import type { Stamped } from "@/api/types";
import { matches, mergeEvents, NO_FILTER, summaryOf, taskOf, typeText } from "./entries";

function stamped(seq: number, type: string, event: object): Stamped {
  return { cursor: seq, run_id: "r1", seq, at: "2026-11-21T10:00:00Z", type, event } as Stamped;
}
const failed = stamped(4, "AttemptFailed", { attempt_id: "t1#2", code: "x", reason: "The host is gone", retryable: true });
const noBids = stamped(5, "NoBids", { task_id: "t2", round: 1, reason: "Nobody can" });
const asked = stamped(6, "Asked", { question: { question_id: "q", kind: "question", title: "Which?", task_id: "t3" } });
const planCall = stamped(7, "CallAnswered", {
  attempt_id: "plan", ordinal: 0, kind: "llm", name: "m", request: "", response: "", ok: false,
  usage: { prompt_tokens: 10, completion_tokens: 5 },
});

test("live events follow the pages, each once", () => {
  const seqs = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => stamped(from + at, "NoBids", {}));
  const merged = mergeEvents([{ items: seqs(1, 4) }, { items: seqs(4, 6) }], seqs(4, 9));
  expect(merged.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  expect(mergeEvents([], seqs(1, 3))).toHaveLength(2);
  expect(mergeEvents([{ items: seqs(1, 4) }], seqs(1, 3))).toHaveLength(3);
});

test.each([[failed, "t1"], [noBids, "t2"], [asked, "t3"], [planCall, null]])("the task of an event", (event, task) => {
  expect(taskOf(event)).toBe(task);
});

test("type, task and text filter together", () => {
  expect(matches(failed, NO_FILTER)).toBe(true);
  expect(matches(failed, { type: "AttemptFailed", task: "t1", text: "HOST is" })).toBe(true);
  expect(matches(failed, { ...NO_FILTER, type: "NoBids" })).toBe(false);
  expect(matches(failed, { ...NO_FILTER, task: "t2" })).toBe(false);
  expect(matches(failed, { ...NO_FILTER, text: "elsewhere" })).toBe(false);
});

test("an event has a summary in one line", () => {
  expect(summaryOf(failed)).toBe("t1#2: The host is gone");
  expect(summaryOf(planCall)).toBe("model m, 15 tokens, failed");
  expect(summaryOf(stamped(1, "SomethingNew", {}))).toBe("");
});

test("a type is shown as words", () => {
  expect(typeText("CallAnswered")).toBe("Call answered");
});
