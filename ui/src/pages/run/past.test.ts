import type { Auction, Call } from "@/api/types";
import { USAGE } from "@/test/samples";
import { spansAsOf, taskAsOf } from "./past";
import { at, attempt, taskDetail, taskView } from "./samples";

const call = (number: number, second: number): Call => ({
  number, attempt_id: "t1#1", ordinal: 0, kind: "llm", name: "m", ok: true, error: "", truncated: false, usage: USAGE, request: "", response: "", at: at(second),
});
const auction = (round: number, isAwarded = true): Auction => ({
  round, bids: [], declines: [], reason: "", award: isAwarded ? { agent: "ada", fallback: null, choice: null } : null,
});
const TASK = taskDetail({
  status: "accepted",
  attempt_list: [
    attempt({ calls: [call(1, 2), call(2, 8)], review: { verdict: "rejected", reviewer: "checks", results: [], feedback: "no" } }),
    attempt({ attempt_id: "t1#2", started_at: at(14), ended_at: at(20), judged_at: at(21) }),
  ],
  auctions: [auction(1, false), auction(2), auction(3)],
});

test("while an attempt is working, its answer and verdict are unknown", () => {
  const task = taskAsOf(TASK, taskView({ status: "working" }), at(5));
  expect(task.status).toBe("working");
  expect(task.attempt_list).toHaveLength(1);
  expect(task.attempt_list[0]).toMatchObject({ text: null, review: null, ended_at: null, calls: [{ number: 1 }] });
});

test("submitted work has no verdict before its review", () => {
  const [first] = taskAsOf(TASK, taskView(), at(11)).attempt_list;
  expect(first).toMatchObject({ text: "the answer", review: null });
});

test("later attempts and the auctions that led to them are left out", () => {
  const task = taskAsOf(TASK, taskView(), at(13));
  expect(task.attempt_list.map(({ attempt_id }) => attempt_id)).toEqual(["t1#1"]);
  expect(task.attempt_list[0]?.review?.verdict).toBe("rejected");
  expect(task.auctions.map(({ round }) => round)).toEqual([1, 2]);
});

test("at the end everything is included", () => {
  expect(taskAsOf(TASK, TASK, at(30))).toEqual(TASK);
});

test("spans in progress at that time are open, later ones are left out", () => {
  const span = (from: number, to: number) => ({
    lane: "ada", task_id: "t1", attempt_id: "t1#1", kind: "attempt" as const, label: "t1#1", started_at: at(from), ended_at: at(to), ok: true,
  });
  expect(spansAsOf([span(0, 4), span(3, 9), span(8, 9)], at(5))).toEqual([span(0, 4), { ...span(3, 9), ended_at: null, ok: null }]);
});
