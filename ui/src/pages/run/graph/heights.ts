/** The position of each vertex in its column: as close to its neighbours as the spacing allows. */
import type { Vertex } from "./strands";

const ROUNDS = 12;

export interface Spacing {
  /** Of a task; a bend has none. */
  height: number;
  /** Between two tasks. */
  gap: number;
  /** Between bends, and around them. */
  bendGap: number;
}

/** The centre of each vertex; the first edge is at 0. */
export function heights(vertices: readonly Vertex[], columns: readonly (readonly number[])[], spacing: Spacing): Float64Array {
  const y = new Float64Array(vertices.length);
  const offsets = columns.map((column) => stacked(vertices, column, spacing));
  columns.forEach((column, layer) => column.forEach((at, index) => (y[at] = offsets[layer]![index]!)));
  for (let round = 0; round < ROUNDS; round += 1) {
    const forward = round % 2 === 0;
    for (let step = 0; step < columns.length; step += 1) {
      const layer = forward ? step : columns.length - 1 - step;
      settle(vertices, columns[layer]!, offsets[layer]!, y, round >= ROUNDS - 2 ? "both" : forward ? "before" : "after");
    }
  }
  const top = Math.min(...y) - spacing.height / 2;
  return y.map((value) => value - top);
}

/** The offsets of a column that is packed from the top. */
function stacked(vertices: readonly Vertex[], column: readonly number[], { height, gap, bendGap }: Spacing): number[] {
  let at = 0;
  return column.map((vertex, index) => {
    const before = column[index - 1];
    if (before !== undefined) {
      const bends = Number(vertices[vertex]!.isBend) + Number(vertices[before]!.isBend);
      at += bends === 0 ? height + gap : (height / 2) * (2 - bends) + bendGap;
    }
    return at;
  });
}

function settle(
  vertices: readonly Vertex[],
  column: readonly number[],
  offsets: readonly number[],
  y: Float64Array,
  side: "before" | "after" | "both",
) {
  const targets = column.map((at, index) => {
    const { before, after } = vertices[at]!;
    const near = side === "both" ? [...before, ...after] : side === "before" ? before : after;
    const aim = near.length > 0 ? near.reduce((sum, other) => sum + y[other]!, 0) / near.length : y[at]!;
    return aim - offsets[index]!;
  });
  nondecreasing(targets).forEach((value, index) => (y[column[index]!] = value + offsets[index]!));
}

/** The closest non-decreasing values by least squares: pools adjacent violators. */
export function nondecreasing(values: readonly number[]): number[] {
  const pools: { sum: number; count: number }[] = [];
  for (const value of values) {
    let pool = { sum: value, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: last.sum + pool.sum, count: last.count + pool.count };
    }
    pools.push(pool);
  }
  return pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
