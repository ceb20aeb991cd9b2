import type { Approval } from "@/api/types";
import { decisionText, neighbour, ordered, tooLateText } from "./looks";

const approval = (question_id: string, asked_at: string, changes: Partial<Approval> = {}) =>
  ({ question_id, asked_at, state: "open", answer: null, ...changes }) as Approval;
const LIST = [approval("b", "2026-11-21T10:00:02Z"), approval("a", "2026-11-21T10:00:01Z"), approval("c", "2026-11-21T10:00:03Z")];
const ids = (list: Approval[]) => list.map(({ question_id }) => question_id).join("");

test("open questions come oldest first, others newest first", () => {
  expect(ids(ordered(LIST, "open"))).toBe("abc");
  expect(ids(ordered(LIST, "all"))).toBe("cba");
});

test.each([["b", 1, "c"], ["c", 1, "c"], ["b", -1, "a"], ["a", -1, "a"], [undefined, 1, "a"], ["gone", -1, "c"]] as const)(
  "from %s by %i it goes to %s",
  (from, by, to) => {
    expect(neighbour(ordered(LIST, "open"), from, by)?.question_id).toBe(to);
  },
);

test("a late answer shows who answered first", () => {
  const answer = { decision: "reject" as const, covers: false, words: "", by: "dana", at: "" };
  expect(tooLateText(approval("a", "", { state: "answered", answer }))).toMatch(/^dana answered first: rejected/);
  expect(tooLateText(approval("a", "", { state: "withdrawn" }))).toMatch(/withdrawn/);
});

test("a plan that was approved with its effects says so", () => {
  expect(decisionText({ decision: "approve", covers: true })).toBe("Approved, including effects");
  expect(decisionText({ decision: "approve", covers: false })).toBe("Approved");
});
