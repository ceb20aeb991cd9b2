import { grantOf } from "./roleWords";

test.each([
  ["run.list", { permission: "run.list", scope: "" }],
  ["run.list:all", { permission: "run.list", scope: "" }],
  ["run.list:public", { permission: "run.list", scope: "public only" }],
  ["task.read (own)", { permission: "task.read", scope: "own only" }],
])("%s is understood", (allowed, grant) => {
  expect(grantOf(allowed)).toEqual(grant);
});
