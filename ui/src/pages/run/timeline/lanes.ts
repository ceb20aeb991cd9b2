/** The timeline's lanes, each with rows in which no two spans overlap. */
import type { Span } from "@/api/types";

export interface Bar {
  key: string;
  span: Span;
  /** In milliseconds; an open span ends at the end of the chart. */
  start: number;
  end: number;
  row: number;
}
export interface Lane {
  name: string;
  rows: number;
  bars: Bar[];
}

const FIRST = ["planner"];
const LAST = ["synthesis", "you"];

/** Planner first, agents by their first start, then synthesis and you. */
export function lanesOf(spans: readonly Span[], now: number): Lane[] {
  const byLane = new Map<string, Span[]>();
  for (const span of spans.toSorted((a, b) => Date.parse(a.started_at) - Date.parse(b.started_at))) {
    byLane.set(span.lane, [...(byLane.get(span.lane) ?? []), span]);
  }
  const lanes = [...byLane].map(([name, own]) => laneOf(name, own, now));
  return lanes.sort((a, b) => placeOf(a.name) - placeOf(b.name) || a.bars[0]!.start - b.bars[0]!.start);
}

function placeOf(name: string): number {
  if (FIRST.includes(name)) return 0;
  const last = LAST.indexOf(name);
  return last < 0 ? 1 : 2 + last;
}

/** Each span takes the first free row. */
function laneOf(name: string, spans: readonly Span[], now: number): Lane {
  const ends: number[] = [];
  const bars = spans.map((span, at): Bar => {
    const start = Date.parse(span.started_at);
    const end = Math.max(start, span.ended_at === null ? now : Date.parse(span.ended_at));
    const free = ends.findIndex((taken) => taken <= start);
    const row = free < 0 ? ends.length : free;
    ends[row] = end;
    return { key: `${span.kind} ${span.attempt_id ?? span.label} ${at}`, span, start, end, row };
  });
  return { name, rows: ends.length, bars };
}

/** Where the arrow keys move: along the lane, or to the closest span in the next lane. */
export function adjacentBar(lanes: readonly Lane[], key: string, direction: string): string | undefined {
  const lane = lanes.findIndex(({ bars }) => bars.some((bar) => bar.key === key));
  if (lane < 0) return undefined;
  const { bars } = lanes[lane]!;
  const at = bars.findIndex((bar) => bar.key === key);
  switch (direction) {
    case "ArrowRight":
      return bars[at + 1]?.key;
    case "ArrowLeft":
      return bars[at - 1]?.key;
    case "Home":
      return bars[0]?.key;
    case "End":
      return bars.at(-1)?.key;
    case "ArrowUp":
    case "ArrowDown": {
      const start = bars[at]!.start;
      const other = lanes[lane + (direction === "ArrowDown" ? 1 : -1)]?.bars ?? [];
      return other.toSorted((a, b) => Math.abs(a.start - start) - Math.abs(b.start - start))[0]?.key;
    }
    default:
      return undefined;
  }
}
