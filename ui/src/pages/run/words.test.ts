/** Texts that the page derives from numbers and states. */
import type { CheckResult } from "@/api/types";
import { USAGE } from "@/test/samples";
import { prettyJson } from "@/text/json";
import { byteSize } from "./call/TextBlock";
import { forkOf, emptyFork, limitError, seqError } from "./header/forkDraft";
import { metersOf } from "./header/limitShares";
import { evidenceText } from "./result/evidenceText";
import { madeBy } from "./result/Result";
import { attempt, taskView } from "./samples";
import { whyOf } from "./task/ChecksPart";
import { costLines, sumOf } from "./task/cost";
import { howEnded } from "./howEnded";
import { noteText } from "./task/noteText";
import { surroundingsOf, taskPhase } from "./taskPhase";

const check = (passed: boolean | null, proves = true): CheckResult => ({ says: "s", kind: "regex", passed, evidence: "", proves });
const review = (verdict: "accepted" | "rejected" | "unproven", ...results: CheckResult[]) => ({ verdict, reviewer: "checks", results, feedback: "" });

test.each([
  [review("accepted", check(true), check(true, false)), "1 content check passed."],
  [review("rejected", check(true), check(false)), "1 of 2 checks failed."],
  [review("unproven"), "It has no checks: nothing disproves it, and nothing proves it."],
  [review("unproven", check(null)), "1 of 1 checks could not run."],
  [review("unproven", check(true, false)), "The checks that passed cover format, not content."],
])("a verdict says why (%#)", (given, text) => {
  expect(whyOf(given)).toBe(text);
});

test("a verdict that rests on methods says what they say", () => {
  const agreement = { methods: [], says: "query and program agree" };
  expect(whyOf({ ...review("unproven"), verdict: "corroborated", agreement })).toBe("query and program agree.");
});

test("a result names the LLMs that were asked, or that none was", () => {
  const run = { llms: { worker: "tiny", planner: "tiny" }, seconds: 10, spent: USAGE };
  expect(madeBy(run)).toBe("tiny · 10 s");
  expect(madeBy({ ...run, spent: { ...USAGE, calls: 0 } })).toBe("without a call of an LLM · 10 s");
});

test("a result's text names its evidence", () => {
  const result = { text: "", files: [], unproven: [], missing: [], notes: [], agreements: {}, says: "", programs: [], verdict: "accepted" as const };
  expect(evidenceText({ ...result, results: [check(true), check(true), check(null)] })).toBe("2 checks passed, 1 could not run.");
  expect(evidenceText({ ...result, verdict: "unproven", results: [] })).toMatch(/nothing proves it/);
});

test("a task's phase names what it waits for", () => {
  const tasks = [taskView({ task_id: "a", status: "accepted" }), taskView({ task_id: "b" })];
  const around = surroundingsOf({ task_list: tasks, open_questions: [] });
  const phase = (changes: object) => taskPhase(taskView({ task_id: "c", ...changes }), around);
  expect(phase({ status: "waiting", depends_on: ["a", "b"] })).toBe("waits for b");
  expect(phase({ status: "waiting", depends_on: ["a"] })).toBe("ready");
  expect(phase({ status: "working", attempts: 2, rejections: 1 })).toBe("correcting, attempt 2");
  expect(phase({ status: "dead", reason: "no bids" })).toBe("no bids");
});

test("meters show the used share of each limit", () => {
  const limits = { calls: 4, tokens: null, usd: "0.5", seconds: 10, agents: null, depth: 3 };
  const shares = metersOf({ ...USAGE, usd: "0.75" }, limits, 5).map(({ id, share }) => [id, share]);
  expect(shares).toEqual([["seconds", 0.5], ["calls", 0.75], ["tokens", null], ["usd", 1]]);
});

test("a fork sends only changes", () => {
  const draft = emptyFork(7);
  expect(forkOf(draft)).toEqual({ at: 7 });
  expect(forkOf({ ...draft, llms: { worker: "x:y", judge: "" }, limits: { ...draft.limits, calls: "9", usd: "0.2" }, agent: { t1: "ada" } })).toEqual({
    at: 7, llms: { worker: "x:y" }, limits: { calls: 9, usd: "0.2" }, agents: { t1: "ada" },
  });
  expect(seqError("8", 7)).toBeDefined();
  expect(limitError("calls", "1.5")).toBe("Enter a whole number");
});

test("reviews are counted separately from the work", () => {
  const call = (attempt_id: string) => ({
    number: 1, attempt_id, ordinal: 0, kind: "llm" as const, name: "m", ok: true, error: "", truncated: false, usage: USAGE, request: "", response: "", at: "",
  });
  const lines = costLines([attempt({ calls: [call("t1#1"), call("t1#1"), call("t1#1/review")] })]);
  expect(lines.map(({ id, usage }) => [id, usage.calls])).toEqual([["t1#1", 6], ["t1#1/review", 3]]);
  expect(sumOf(lines.map((line) => line.usage)).calls).toBe(9);
});

test("notes of an attempt are put into words", () => {
  expect(noteText({ type: "PromptCompacted", event: { before_tokens: 9000, after_tokens: 4000, window_tokens: 4096, dropped: ["t1"] } })).toBe(
    "A prompt of 9,000 tokens was shortened to 4,000 tokens for a window of 4,096 tokens; left out: t1",
  );
  const steps = [{ step: "deduplicate" }, { step: "extract" }, { step: "summarise" }];
  expect(noteText({ type: "PromptCompacted", event: { before_tokens: 9000, after_tokens: 4000, window_tokens: 4096, dropped: [], steps } })).toBe(
    "A prompt of 9,000 tokens was shortened to 4,000 tokens for a window of 4,096 tokens by leaving out repeats, extracting what matters and a summary of the rest",
  );
  expect(noteText({ type: "ConversationHandedOver", event: { before_tokens: 9000, after_tokens: 2000, window_tokens: 4096, messages: 14 } })).toBe(
    "The conversation of 9,000 tokens outgrew the room in its window of 4,096 tokens. A fresh one of 2,000 tokens took over, with 14 messages as one",
  );
  expect(noteText({ type: "AnswerHeld", event: { lacks: "" } })).toBe("The attempt has an answer and works on");
  expect(noteText({ type: "AnswerHeld", event: { lacks: "no value for days" } })).toBe("The attempt has an answer and works on; of the answer: no value for days");
});

test.each([
  [{ error: "unavailable", truncated: false }, "error: unavailable"],
  [{ error: "", truncated: true }, "cut off"],
  [{}, ""],
])("a call that ended otherwise than answered says how: %o", (call, text) => {
  expect(howEnded(call)).toBe(text);
});

test("JSON is recognised, and bytes differ from characters", () => {
  expect(prettyJson('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(prettyJson("42")).toBeNull();
  expect(prettyJson("[not json")).toBeNull();
  expect(byteSize("né")).toBe(3);
});
