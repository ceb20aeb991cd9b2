/** The column of each task: after everything it depends on, and with no column too tall. */

export interface LayoutTask {
  task_id: string;
  depends_on: readonly string[];
}

/** Columns up to this height stay as the plan makes them. */
const FREE_HEIGHT = 14;

/** The tasks of each layer, in the plan's order. */
export function layersOf(tasks: readonly LayoutTask[]): string[][] {
  const natural = longestPaths(tasks);
  const height = heightLimit(tasks.length, natural);
  const placed = new Map<string, number>();
  const layers: string[][] = [];
  const inOrder = tasks.toSorted((a, b) => natural.get(a.task_id)! - natural.get(b.task_id)!);
  for (const { task_id, depends_on } of inOrder) {
    let layer = 1 + Math.max(-1, ...depends_on.map((id) => placed.get(id) ?? -1));
    while ((layers[layer]?.length ?? 0) >= height) layer += 1;
    while (layers.length <= layer) layers.push([]);
    layers[layer]!.push(task_id);
    placed.set(task_id, layer);
  }
  return layers;
}

/** The length of the longest dependency chain before each task. */
function longestPaths(tasks: readonly LayoutTask[]): Map<string, number> {
  const byId = new Map(tasks.map((task) => [task.task_id, task]));
  const depth = new Map<string, number>();
  const visit = (id: string): number => {
    const known = depth.get(id);
    if (known !== undefined) return known;
    // Also breaks cycles: plans have none, but an invalid one must not hang the page.
    depth.set(id, 0);
    const before = byId.get(id)!.depends_on.filter((dependency) => byId.has(dependency));
    const own = before.length === 0 ? 0 : 1 + Math.max(...before.map(visit));
    depth.set(id, own);
    return own;
  };
  for (const { task_id } of tasks) visit(task_id);
  return depth;
}

/** A column of a hundred tasks is unreadable, so it is folded into several. */
function heightLimit(count: number, natural: Map<string, number>): number {
  const heights = new Map<number, number>();
  for (const layer of natural.values()) heights.set(layer, (heights.get(layer) ?? 0) + 1);
  const tallest = Math.max(0, ...heights.values());
  return tallest <= FREE_HEIGHT ? FREE_HEIGHT : Math.max(10, Math.ceil(Math.sqrt(count) * 1.1));
}
