import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cycleIn, importsOf } from "./imports";

const MAX_LINES = 400;

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

test("no source file exceeds 400 lines", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((file) => /\.(tsx?|css)$/.test(file));
  expect(files).toContain("routes.tsx");
  const isLong = (file: string) => readFileSync(join("src", file), "utf8").trimEnd().split("\n").length > MAX_LINES;
  expect(files.filter(isLong)).toEqual([]);
});
