import type { Stamped } from "@/api/types";
import { adjacentMark, marksOf, thinned } from "./marks";
import { paceOf } from "./useReplay";

const stamped = (seq: number, type: Stamped["type"], event: object): Stamped =>
  ({ cursor: seq, run_id: "r", seq, at: "2026-11-21T10:00:00Z", type, event }) as Stamped;

const EVENTS = [
  stamped(9, "GoalReached", { result: { verdict: "accepted" } }),
  stamped(2, "PlanMade", { plan: { tasks: [{}, {}] } }),
  stamped(4, "CallAnswered", { attempt_id: "t1#1", name: "llm" }),
  stamped(5, "Rejected", { attempt_id: "t1#1" }),
  stamped(5, "Rejected", { attempt_id: "t1#1" }),
];

test("key events are marked once, in order and with a text", () => {
  expect(marksOf(EVENTS)).toEqual([
    { seq: 2, kind: "plan", text: "Plan made: 2 tasks" },
    { seq: 5, kind: "bad", text: "t1#1 rejected" },
    { seq: 9, kind: "end", text: "Goal reached: accepted" },
  ]);
});

test("where marks crowd, the more important one stays", () => {
  const crowd = Array.from({ length: 1000 }, (_, n) => ({ seq: n + 1, kind: n === 500 ? "bad" as const : "good" as const, text: "" }));
  const thin = thinned(crowd, 1000, 100);
  expect(thin.length).toBeLessThanOrEqual(100);
  expect(thin.filter(({ kind }) => kind === "bad")).toHaveLength(1);
});

test("each mark leads to the next and the previous one", () => {
  const marks = marksOf(EVENTS);
  expect(adjacentMark(marks, 2, true)?.seq).toBe(5);
  expect(adjacentMark(marks, 5, false)?.seq).toBe(2);
  expect(adjacentMark(marks, 9, true)).toBeUndefined();
});

test("a higher speed means larger steps, not more requests", () => {
  expect(paceOf(1).step).toBe(1);
  expect(paceOf(64).step).toBe(32);
  expect(paceOf(64).wait).toBeGreaterThanOrEqual(paceOf(4).wait - 1);
});
