import { draftProblem, planOf, prettyDraft } from "./validation";

const task = (task_id: string, ...depends_on: string[]) => ({ task_id, depends_on, objective: { description: `do ${task_id}` } });
const plan = (...tasks: unknown[]) => JSON.stringify({ tasks });

test("a valid plan has no problem, and can be read", () => {
  const draft = plan(task("t1"), task("t2", "t1"));
  expect(draftProblem("plan", draft)).toBeNull();
  expect(planOf(draft)?.tasks.map(({ task_id }) => task_id)).toEqual(["t1", "t2"]);
});

test.each([
  ["nothing", " ", /empty/],
  ["no JSON", '{"tasks": [}', /line 1, column 12/],
  ["a list", "[]", /JSON object/],
  ["no tasks", '{"tasks": []}', /at least one/],
  ["a task without an id", plan({ objective: { description: "x" } }), /Task 1 needs a task_id/],
  ["two of a name", plan(task("t1"), task("t1")), /Two tasks are called t1/],
  ["no description", plan({ task_id: "t1", objective: { description: "" } }), /t1 needs an objective/],
  ["a dependency on nothing", plan(task("t1", "t9")), /t1 depends on t9/],
  ["dependencies that are no list", plan({ ...task("t1"), depends_on: "t2" }), /depends_on of t1/],
  ["a cycle", plan(task("t1"), task("t2", "t3"), task("t3", "t2")), /depend on each other: t2, t3/],
])("a plan with %s is refused", (_name, draft, problem) => {
  expect(draftProblem("plan", draft)).toMatch(problem);
  expect(planOf(draft)).toBeNull();
});

test("the place of a fault is named by line and column", () => {
  expect(draftProblem("effect", '{\n  "to": "x",\n  oops\n}')).toMatch(/line 3, column 3/);
});

test.each([
  ['{"a": 1', /ends too early/],
  ['{"a": 1,}', /line 1, column 9/],
  ["{'a': 1}", /column 2/],
  ['{"a": 01}', /column 7/],
  ['{"a": 1} x', /column 10/],
  ['{"a" 1}', /column 6/],
])("%s is no JSON", (draft, problem) => {
  expect(draftProblem("effect", draft)).toMatch(problem);
});

test("arguments can be any JSON object", () => {
  expect(draftProblem("effect", '{"to": ["a"]}')).toBeNull();
  expect(draftProblem("effect", "7")).toMatch(/JSON object/);
});

test("a result is any text", () => {
  expect(draftProblem("result", "{ not JSON")).toBeNull();
  expect(draftProblem("result", "")).toMatch(/empty/);
});

test("JSON is indented for editing, text is unchanged", () => {
  expect(prettyDraft("effect", '{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyDraft("effect", "{broken")).toBe("{broken");
  expect(prettyDraft("result", '{"a":1}')).toBe('{"a":1}');
});
