import type { Attempt, Usage } from "@/api/types";

const NOTHING: Usage = { calls: 0, prompt_tokens: 0, cached_tokens: 0, completion_tokens: 0, usd: "0", seconds: 0 };

export function sumOf(usages: readonly Usage[]): Usage {
  return usages.reduce(
    (sum, usage) => ({
      calls: sum.calls + usage.calls,
      prompt_tokens: sum.prompt_tokens + usage.prompt_tokens,
      cached_tokens: sum.cached_tokens + usage.cached_tokens,
      completion_tokens: sum.completion_tokens + usage.completion_tokens,
      usd: String(Number(sum.usd) + Number(usage.usd)),
      seconds: sum.seconds + usage.seconds,
    }),
    NOTHING,
  );
}

export interface CostLine {
  id: string;
  name: string;
  usage: Usage;
}

/** The cost of each attempt, with its review on a separate line if all of its calls are at hand. */
export function costLines(attempts: readonly Attempt[]): CostLine[] {
  return attempts.flatMap(({ attempt_id, agent, calls, earlier_calls, spent }) => {
    if (earlier_calls && spent) return [{ id: attempt_id, name: `${attempt_id} by ${agent}, with its review`, usage: spent }];
    const isReview = (id: string) => id.endsWith("/review");
    const work = calls.filter((call) => !isReview(call.attempt_id)).map((call) => call.usage);
    const review = calls.filter((call) => isReview(call.attempt_id)).map((call) => call.usage);
    return [
      { id: attempt_id, name: `${attempt_id} by ${agent}`, usage: sumOf(work) },
      ...(review.length > 0 ? [{ id: `${attempt_id}/review`, name: `review of ${attempt_id}`, usage: sumOf(review) }] : []),
    ];
  });
}
