/** The task graph's layout: layered (after Sugiyama), to the right or downwards. */
import { heights, type Spacing } from "./heights";
import { layersOf, type LayoutTask } from "./layers";
import { ordered } from "./order";
import { strandsOf, type Strand, type Vertex } from "./strands";

export type { LayoutTask } from "./layers";

export const NODE_WIDTH = 236;
export const NODE_HEIGHT = 92;

/** "right" is usual; "down" fits narrow frames. */
export type Direction = "right" | "down";

interface Frame {
  /** Of a card, along the direction. */
  length: number;
  layerGap: number;
  spacing: Spacing;
}
const FRAMES: Record<Direction, Frame> = {
  right: { length: NODE_WIDTH, layerGap: 72, spacing: { height: NODE_HEIGHT, gap: 20, bendGap: 14 } },
  down: { length: NODE_HEIGHT, layerGap: 56, spacing: { height: NODE_WIDTH, gap: 24, bendGap: 18 } },
};

export interface PlacedTask {
  task_id: string;
  /** The top left corner. */
  x: number;
  y: number;
  layer: number;
  /** Its place within its layer. */
  row: number;
}
export interface PlacedEdge {
  key: string;
  from: string;
  to: string;
  points: [number, number][];
}
export interface Layout {
  direction: Direction;
  tasks: PlacedTask[];
  edges: PlacedEdge[];
  width: number;
  height: number;
}

export function layoutOf(tasks: readonly LayoutTask[], direction: Direction = "right"): Layout {
  if (tasks.length === 0) return { direction, tasks: [], edges: [], width: 0, height: 0 };
  const frame = FRAMES[direction];
  const { vertices, strands, columns: given } = strandsOf(tasks, layersOf(tasks));
  const columns = ordered(vertices, given);
  const across = heights(vertices, columns, frame.spacing);
  const along = columns.length * (frame.length + frame.layerGap) - frame.layerGap;
  const breadth = Math.max(...across) + frame.spacing.height / 2;
  const [width, height] = turned(direction, along, breadth);
  return {
    direction,
    tasks: placedTasks(vertices, columns, across, direction),
    edges: strands.map((strand) => placedEdge(strand, vertices, across, direction)),
    width,
    height,
  };
}

function placedTasks(vertices: readonly Vertex[], columns: readonly number[][], across: Float64Array, direction: Direction): PlacedTask[] {
  return columns.flatMap((column, layer) =>
    column
      .filter((at) => !vertices[at]!.isBend)
      .map((at, row) => {
        const [x, y] = turned(direction, startOf(layer, direction), Math.round(across[at]! - FRAMES[direction].spacing.height / 2));
        return { task_id: vertices[at]!.key, x, y, layer, row };
      }),
  );
}

function placedEdge({ from, to, path }: Strand, vertices: readonly Vertex[], across: Float64Array, direction: Direction): PlacedEdge {
  const points = path.flatMap((at, index): [number, number][] => {
    const start = startOf(vertices[at]!.layer, direction);
    const middle = Math.round(across[at]!);
    const entry = turned(direction, start, middle);
    const exit = turned(direction, start + FRAMES[direction].length, middle);
    if (index === 0) return [exit];
    // Straight through a layer, so that the edge does not cut into the cards there.
    return index === path.length - 1 ? [entry] : [entry, exit];
  });
  return { key: `${from} ${to}`, from, to, points };
}

function startOf(layer: number, direction: Direction): number {
  return layer * (FRAMES[direction].length + FRAMES[direction].layerGap);
}

function turned(direction: Direction, along: number, across: number): [number, number] {
  return direction === "right" ? [along, across] : [across, along];
}
