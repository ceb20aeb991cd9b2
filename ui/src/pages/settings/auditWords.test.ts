import { outcomeText, targetText, isSuccess } from "./auditWords";

test.each([
  ["200", "done", true],
  ["302", "done", true],
  ["403", "not allowed", false],
  ["418", "refused", false],
  ["503", "failed", false],
  ["something else", "something else", false],
])("%s is %s", (outcome, text, well) => {
  expect(outcomeText(outcome)).toBe(text);
  expect(isSuccess(outcome)).toBe(well);
});

test("paths are shown without the prefix of the API", () => {
  expect(targetText("/api/v1/keys/ab12")).toBe("/keys/ab12");
  expect(targetText("/login")).toBe("/login");
});
