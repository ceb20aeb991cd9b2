import type { Artifact, TaskView } from "@/api/types";
import { change, modelRows, pairFiles, pairTasks } from "./comparison";

const task = (task_id: string, description: string, depends_on: string[] = []) =>
  ({ task_id, description, depends_on, type: "analysis" }) as unknown as TaskView;
const ids = (a: TaskView[], b: TaskView[]) => pairTasks(a, b).map((pair) => [pair.a?.task_id, pair.b?.task_id, pair.differs]);

test("tasks are matched by description, even under another id", () => {
  const a = [task("t1", "Compute the level"), task("t2", "Write the page", ["t1"])];
  const b = [task("t1", "Read the file"), task("t2", "compute  the level"), task("t3", "Write the page", ["t2"])];
  expect(ids(a, b)).toEqual([
    ["t1", "t2", []],
    ["t2", "t3", []],
    [undefined, "t1", []],
  ]);
});

test("tasks of one id with different descriptions are marked as different", () => {
  const a = [task("t1", "Compute the level"), task("t2", "Write", ["t1"])];
  const b = [task("t1", "Compute the change"), task("t2", "Write")];
  expect(ids(a, b)).toEqual([["t1", "t1", ["description"]], ["t2", "t2", ["dependencies"]]]);
});

test("a task in only one plan has no match", () => {
  expect(ids([task("t1", "a")], [task("t2", "b")])).toEqual([["t1", undefined, []], [undefined, "t2", []]]);
});

test("files are matched by name, differences first", () => {
  const file = (name: string, digest: string, role: Artifact["role"] = "result") =>
    ({ name, digest, role, task_id: null, size_bytes: 1, media_type: "", href: "" }) as Artifact;
  const pairs = pairFiles(
    [file("same.md", "1"), file("old.md", "2"), file("page.md", "3"), file("in.csv", "9", "input")],
    [file("same.md", "1"), file("page.md", "4"), file("new.md", "5")],
  );
  expect(pairs.map(({ name, state }) => [name, state])).toEqual([
    ["page.md", "changed"], ["old.md", "only a"], ["new.md", "only b"], ["same.md", "same"],
  ]);
});

test("models are listed by role", () => {
  expect(modelRows({ default: "a" }, { default: "b", planner: "c" })).toEqual([
    { role: "default", a: "a", b: "b" },
    { role: "planner", a: "", b: "c" },
  ]);
});

test.each([[100, 60, "40% less"], [100, 130, "30% more"], [10, 25, "2.5×"], [0, 5, ""], [5, 5, ""], [1000, 1001, ""]])(
  "from %d to %d is %j",
  (from, to, text) => {
    expect(change(from, to)).toBe(text);
  },
);
