import type { Call, RunDetail, Span } from "@/api/types";
import { runSummary } from "@/test/samples";
import { taskView } from "../../samples";
import { callsOf, cumulate, limitLines, sharesOf, thinned } from "./spending";

const call = (number: number, attempt_id: string, tokens: number, changes: Partial<Call> = {}) =>
  ({
    number, attempt_id, ordinal: 0, kind: "llm", name: "m1", ok: true, error: "", truncated: false, request: "", response: "",
    at: new Date(Date.parse("2026-11-21T10:00:00Z") + number * 1000).toISOString(),
    usage: { calls: 1, prompt_tokens: tokens, cached_tokens: 0, completion_tokens: 0, usd: "0.01", seconds: 2 },
    ...changes,
  }) as Call;
const CALLS = [call(2, "t1#1", 100), call(1, "plan", 50), call(3, "t1#2", 30, { name: "m2" })];
const SPANS = [
  { kind: "attempt", attempt_id: "t1#1", lane: "coding" },
  { kind: "attempt", attempt_id: "t1#2", lane: "creative" },
] as Span[];

function detail(changes: Partial<RunDetail> = {}): RunDetail {
  return { ...runSummary(), task_list: [{ attempts: 2 }], forecast: null, ...changes } as RunDetail;
}

test("spending grows call by call, in order of time", () => {
  const points = cumulate(CALLS, "2026-11-21T10:00:00Z");
  expect(points.map(({ seconds, tokens, calls }) => [seconds, tokens, calls])).toEqual([[1, 50, 1], [2, 150, 2], [3, 180, 3]]);
});

test.each([
  ["task", [["t1", 130], ["plan", 50]]],
  ["agent", [["coding", 100], ["plan", 50], ["creative", 30]]],
  ["model", [["m1", 150], ["m2", 30]]],
] as const)("shares by %s", (by, shares) => {
  expect(sharesOf(CALLS, SPANS, by).map(({ name, tokens }) => [name, tokens])).toEqual(shares);
});

test("a limit has its spending and its forecast", () => {
  const forecast = { calls: 198, tokens: 1000, usd: "0", seconds: 5, basis: "" };
  const [calls, tokens] = limitLines(detail({ forecast }));
  expect(calls).toMatchObject({ text: "3 of 200 (2%)", forecastText: "about 198 more", isOver: true });
  expect(tokens).toMatchObject({ text: "1.2k of 500k (0%)", isOver: false });
});

test("without a limit, and after the end", () => {
  const limits = { ...runSummary().limits, calls: null };
  const forecast = { calls: 9, tokens: 9, usd: "0", seconds: 9, basis: "" };
  const [calls] = limitLines(detail({ limits, forecast, ended_at: "2026-11-21T10:01:00Z" }));
  expect(calls).toMatchObject({ text: "3, no limit", forecastText: "", isOver: false });
});

test("a thinned line keeps its ends", () => {
  const points = cumulate(Array.from({ length: 1000 }, (_, at) => call(at, "t1#1", 1)), "2026-11-21T10:00:00Z");
  const thin = thinned(points, 100);
  expect(thin).toHaveLength(100);
  expect([thin[0]?.tokens, thin.at(-1)?.tokens]).toEqual([1, 1000]);
});

test.each([
  ["all", [1, 2, 3, 4]],
  ["plan", [3]],
  ["tasks", [1, 2, 4]],
  ["failed", [4]],
] as const)("calls for %s", (purpose, numbers) => {
  const calls = [call(1, "t1#1", 1), call(2, "t1#1/review", 1), call(3, "plan", 1), { ...call(4, "t1#2", 1), ok: false }];
  expect(callsOf(calls, [taskView({ task_id: "t1" })], purpose).map(({ number }) => number)).toEqual(numbers);
});
