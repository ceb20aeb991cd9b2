import { cycleIn, importsOf } from "./imports";

test.each([
  [{ a: ["b", "c"], b: ["c"], c: [] }, null],
  [{ a: ["b"], b: ["c"], c: ["b"] }, ["b", "c", "b"]],
  [{ a: ["a"] }, ["a", "a"]],
])("the cycle in %j is %j", (imports, cycle) => {
  expect(cycleIn(new Map(Object.entries<string[]>(imports)))).toEqual(cycle);
});

test("the app's imports form no cycle", () => {
  const imports = importsOf(process.cwd());
  // Every kind of import is followed: lazy, types only, relative and "@/…".
  expect(imports.get("src/routes.tsx")).toEqual(expect.arrayContaining(["src/pages/run/Run.tsx"]));
  expect(imports.get("src/api/events.ts")).toEqual(["src/api/nouns.ts"]);
  expect(imports.get("src/pages/run/Run.tsx")).toEqual(expect.arrayContaining(["src/api/problem.ts"]));
  expect(cycleIn(imports)).toBeNull();
});
