/** Where the arrow keys move in the graph. */
import type { Direction, Layout, PlacedTask } from "./layout";

export type Key = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End";

type Step = "forward" | "back" | "next" | "previous";

/** By the layout's direction. */
const STEPS: Record<Direction, Partial<Record<Key, Step>>> = {
  right: { ArrowRight: "forward", ArrowLeft: "back", ArrowDown: "next", ArrowUp: "previous" },
  down: { ArrowDown: "forward", ArrowUp: "back", ArrowRight: "next", ArrowLeft: "previous" },
};

/** Along edges, or within a layer; undefined if there is no task that way. */
export function stepFrom(layout: Layout, task_id: string, key: Key): string | undefined {
  const here = layout.tasks.find((task) => task.task_id === task_id);
  if (!here) return undefined;
  if (key === "Home") return layout.tasks[0]?.task_id;
  if (key === "End") return layout.tasks.at(-1)?.task_id;
  switch (STEPS[layout.direction][key]) {
    case "forward":
      return along(layout, here, (edge) => edge.from === task_id && edge.to) ?? beside(layout, here, 1);
    case "back":
      return along(layout, here, (edge) => edge.to === task_id && edge.from) ?? beside(layout, here, -1);
    case "next":
      return inLayer(layout, here.layer)[here.row + 1]?.task_id;
    case "previous":
      return inLayer(layout, here.layer)[here.row - 1]?.task_id;
    default:
      return undefined;
  }
}

/** The nearest task at the other end of an edge. */
function along(layout: Layout, here: PlacedTask, otherEnd: (edge: Layout["edges"][number]) => string | false) {
  const ends = new Set(layout.edges.map(otherEnd).filter((id) => id !== false));
  return nearest(layout.tasks.filter((task) => ends.has(task.task_id)), here);
}

/** Without an edge, the next layer; otherwise a task without dependents would be a dead end. */
function beside(layout: Layout, here: PlacedTask, by: number) {
  return nearest(inLayer(layout, here.layer + by), here);
}

function nearest(tasks: readonly PlacedTask[], here: PlacedTask): string | undefined {
  const distance = (task: PlacedTask) => Math.hypot(task.x - here.x, task.y - here.y);
  return tasks.toSorted((a, b) => distance(a) - distance(b))[0]?.task_id;
}

function inLayer(layout: Layout, layer: number): PlacedTask[] {
  return layout.tasks.filter((task) => task.layer === layer).sort((a, b) => a.row - b.row);
}
