/** The order within each column: by the mean position of the neighbours, to reduce edge crossings. */
import type { Vertex } from "./strands";

const SWEEPS = 8;

/** The columns in the order with the fewest crossings of all sweeps. */
export function ordered(vertices: readonly Vertex[], columns: readonly (readonly number[])[]): number[][] {
  let current = columns.map((column) => [...column]);
  let best = current;
  let fewest = crossings(vertices, current);
  for (let sweep = 0; sweep < SWEEPS && fewest > 0; sweep += 1) {
    current = swept(vertices, current, sweep % 2 === 0);
    const count = crossings(vertices, current);
    if (count < fewest) [best, fewest] = [current, count];
  }
  return best;
}

function swept(vertices: readonly Vertex[], columns: readonly number[][], forward: boolean): number[][] {
  const rank = ranks(vertices.length, columns);
  const result = columns.map((column) => [...column]);
  const layers = result.map((_, layer) => layer);
  for (const layer of forward ? layers : layers.reverse()) {
    const column = result[layer]!;
    const middle = new Map(
      column.map((at) => {
        const near = forward ? vertices[at]!.before : vertices[at]!.after;
        return [at, near.length > 0 ? mean(near.map((other) => rank[other]!)) : rank[at]!];
      }),
    );
    column.sort((a, b) => middle.get(a)! - middle.get(b)! || rank[a]! - rank[b]!);
    place(rank, column);
  }
  return result;
}

/** How many pairs of edges between neighbouring columns cross. */
export function crossings(vertices: readonly Vertex[], columns: readonly (readonly number[])[]): number {
  const rank = ranks(vertices.length, columns);
  let count = 0;
  for (const column of columns) {
    const ends = column.flatMap((at) => vertices[at]!.after.map((to) => rank[to]!).sort((a, b) => a - b));
    count += inversions(ends);
  }
  return count;
}

/** Ranks are fractions of their column, so that columns of different heights compare. */
function ranks(count: number, columns: readonly (readonly number[])[]): Float64Array {
  const rank = new Float64Array(count);
  for (const column of columns) place(rank, column);
  return rank;
}

function place(rank: Float64Array, column: readonly number[]) {
  column.forEach((at, index) => {
    rank[at] = (index + 0.5) / column.length;
  });
}

/** By merge sort, as a wide plan has thousands of edges. */
function inversions(values: number[]): number {
  if (values.length < 2) return 0;
  const half = values.length >> 1;
  const left = values.slice(0, half);
  const right = values.slice(half);
  let count = inversions(left) + inversions(right);
  let l = 0;
  let r = 0;
  for (let at = 0; at < values.length; at += 1) {
    const takesLeft = r >= right.length || (l < left.length && left[l]! <= right[r]!);
    if (!takesLeft) count += left.length - l;
    values[at] = takesLeft ? left[l++]! : right[r++]!;
  }
  return count;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
