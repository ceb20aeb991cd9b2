import { nondecreasing } from "./heights";
import { layersOf } from "./layers";
import { layoutOf, type LayoutTask, NODE_HEIGHT } from "./layout";
import { crossings, ordered } from "./order";
import { stepFrom } from "./steps";
import { strandsOf } from "./strands";

const tasks = (plan: Record<string, string[]>): LayoutTask[] =>
  Object.entries(plan).map(([task_id, depends_on]) => ({ task_id, depends_on }));

const DIAMOND = tasks({ a: [], b: ["a"], c: ["a"], d: ["b", "c", "a"] });
const WIDE = tasks({
  ...Object.fromEntries(Array.from({ length: 198 }, (_, n) => [`t${n}`, n < 99 ? [] : [`t${n - 99}`]])),
  sum: Array.from({ length: 198 }, (_, n) => `t${n}`),
  end: ["sum"],
});

test("a task comes after everything it depends on", () => {
  expect(layersOf(DIAMOND)).toEqual([["a"], ["b", "c"], ["d"]]);
});

test("a cycle or an unknown dependency does not hang the layout", () => {
  expect(layersOf(tasks({ a: ["b"], b: ["a", "gone"] })).flat().toSorted()).toEqual(["a", "b"]);
});

test("a very wide plan is folded, and order is kept", () => {
  const layers = layersOf(WIDE);
  expect(Math.max(...layers.map((layer) => layer.length))).toBeLessThan(20);
  const place = new Map(layers.flatMap((ids, layer) => ids.map((id) => [id, layer] as const)));
  for (const { task_id, depends_on } of WIDE) {
    for (const before of depends_on) expect(place.get(before)!).toBeLessThan(place.get(task_id)!);
  }
});

test("crossing edges are uncrossed", () => {
  const crossed = tasks({ a: [], b: [], c: ["b"], d: ["a"] });
  const { vertices, columns } = strandsOf(crossed, layersOf(crossed));
  expect(crossings(vertices, columns)).toBe(1);
  expect(crossings(vertices, ordered(vertices, columns))).toBe(0);
});

test("an edge that crosses a column goes around its tasks", () => {
  const { edges, tasks: placed } = layoutOf(DIAMOND);
  const long = edges.find(({ from, to }) => from === "a" && to === "d")!;
  expect(long.points).toHaveLength(4);
  const [, [, y]] = long.points as [[number, number], [number, number]];
  for (const task of placed.filter(({ layer }) => layer === 1)) {
    expect(y < task.y || y > task.y + NODE_HEIGHT).toBe(true);
  }
});

test("no two tasks overlap, and all are inside the drawing", () => {
  const layout = layoutOf(WIDE);
  for (const layer of new Set(layout.tasks.map((task) => task.layer))) {
    const sorted = layout.tasks.filter((task) => task.layer === layer).toSorted((a, b) => a.y - b.y);
    sorted.slice(1).forEach((task, at) => expect(task.y - sorted[at]!.y).toBeGreaterThanOrEqual(NODE_HEIGHT));
  }
  expect(Math.min(...layout.tasks.map(({ y }) => y))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...layout.tasks.map(({ y }) => y)) + NODE_HEIGHT).toBeLessThanOrEqual(layout.height + 1);
});

test("downwards the layout is the same, turned", () => {
  const layout = layoutOf(DIAMOND, "down");
  const y = new Map(layout.tasks.map((task) => [task.task_id, task.y]));
  expect(y.get("a")).toBe(0);
  expect(y.get("b")).toBe(y.get("c"));
  expect(y.get("d")!).toBeGreaterThan(y.get("b")!);
  expect(stepFrom(layout, "d", "ArrowUp")).toBeDefined();
  expect(stepFrom(layout, "a", "ArrowUp")).toBeUndefined();
});

test("an empty plan has an empty layout", () => {
  expect(layoutOf([])).toEqual({ direction: "right", tasks: [], edges: [], width: 0, height: 0 });
});

test.each([
  [[1, 2, 3], [1, 2, 3]],
  [[3, 1], [2, 2]],
  [[1, 5, 3, 4], [1, 4, 4, 4]],
])("%j made nondecreasing is %j", (values, result) => {
  expect(nondecreasing(values)).toEqual(result);
});

test("arrow keys follow edges and columns", () => {
  const layout = layoutOf(DIAMOND);
  const [upper, lower] = layout.tasks.filter(({ layer }) => layer === 1).toSorted((a, b) => a.y - b.y);
  expect(stepFrom(layout, upper!.task_id, "ArrowDown")).toBe(lower!.task_id);
  expect(stepFrom(layout, upper!.task_id, "ArrowRight")).toBe("d");
  expect(stepFrom(layout, lower!.task_id, "ArrowLeft")).toBe("a");
  expect(stepFrom(layout, "a", "ArrowLeft")).toBeUndefined();
  expect(stepFrom(layout, "b", "End")).toBe("d");
});
