import { describe, expect, it } from "vitest";
import type { Attempt, Usage } from "@/api/types";
import { costLines } from "./cost";

const usage = (calls: number): Usage => ({
  calls, prompt_tokens: 10 * calls, cached_tokens: 0, completion_tokens: calls, usd: "0", seconds: 0,
});
const call = (number: number, attempt_id: string) => ({ number, attempt_id, usage: usage(1) });
const attempt = (changes: object) => ({ attempt_id: "t1#1", agent: "worker", ...changes }) as Attempt;

describe("costLines", () => {
  it("shows work and review apart if all calls are at hand", () => {
    const lines = costLines([attempt({ calls: [call(1, "t1#1"), call(2, "t1#1/review")], spent: usage(2), earlier_calls: 0 })]);
    expect(lines.map(({ id, usage }) => [id, usage.calls])).toEqual([["t1#1", 1], ["t1#1/review", 1]]);
  });

  it("shows what all calls took if the earlier ones are left out", () => {
    const lines = costLines([attempt({ calls: [call(901, "t1#1")], spent: usage(901), earlier_calls: 900 })]);
    expect(lines.map(({ id, usage }) => [id, usage.calls])).toEqual([["t1#1", 901]]);
  });
});
