import type { Span } from "@/api/types";
import { adjacentBar, lanesOf } from "./lanes";
import { clock, isWhole, moved, ticksOf, within, zoomed } from "./range";

const at = (second: number) => new Date(second * 1000).toISOString();
const span = (lane: string, from: number, to: number | null, label = "x"): Span => ({
  lane, task_id: null, attempt_id: null, kind: "attempt", label, started_at: at(from), ended_at: to === null ? null : at(to), ok: null,
});

test("overlapping spans get their own rows", () => {
  const [lane] = lanesOf([span("a", 0, 10), span("a", 5, 8), span("a", 10, 12)], 20_000);
  expect(lane?.rows).toBe(2);
  expect(lane?.bars.map(({ row }) => row)).toEqual([0, 1, 0]);
});

test("the planner comes first, the result and the person last", () => {
  const lanes = lanesOf([span("you", 0, 1), span("b", 2, 3), span("synthesis", 5, 6), span("a", 3, 4), span("planner", 0, 1)], 0);
  expect(lanes.map(({ name }) => name)).toEqual(["planner", "b", "a", "synthesis", "you"]);
});

test("an open span ends now", () => {
  expect(lanesOf([span("a", 1, null)], 9000)[0]?.bars[0]?.end).toBe(9000);
});

test("arrow keys move along lanes and between them", () => {
  const lanes = lanesOf([span("a", 0, 1), span("a", 4, 5), span("b", 3, 6), span("b", 0.5, 1)], 0);
  const [first, second] = lanes[0]!.bars;
  expect(adjacentBar(lanes, first!.key, "ArrowRight")).toBe(second!.key);
  expect(adjacentBar(lanes, second!.key, "ArrowDown")).toBe(lanes[1]!.bars[1]!.key);
  expect(adjacentBar(lanes, first!.key, "ArrowUp")).toBeUndefined();
});

test("zooming keeps what is under the pointer and stays within the whole", () => {
  const whole = [0, 1000] as const;
  expect(zoomed(whole, whole, 2, 500)).toEqual([250, 750]);
  expect(zoomed([0, 500], whole, 0.1)).toEqual([0, 1000]);
  expect(moved([800, 1000], whole, 0.5)).toEqual([800, 1000]);
  expect(within([-100, 100], whole)).toEqual([0, 200]);
  expect(isWhole([0, 1000], whole)).toBe(true);
});

test("ticks are round and few", () => {
  expect(ticksOf([0, 76_000], 0, 6)).toEqual([0, 15, 30, 45, 60, 75]);
  expect(ticksOf([10_000, 10_000 + 86_400_000 * 30], 10_000, 6).length).toBeLessThanOrEqual(7);
});

test.each([
  [0, "0:00"],
  [75, "1:15"],
  [3720, "1:02:00"],
  [0.25, "0:00.25"],
  [1.5, "0:01.5"],
])("%d seconds read %s", (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
