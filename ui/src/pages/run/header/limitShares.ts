import type { Limits, Usage } from "@/api/types";
import { totalTokens } from "@/text/format";

export interface Meter {
  id: "calls" | "tokens" | "usd" | "seconds";
  name: string;
  spent: number;
  limit: number | null;
  /** In [0, 1]; null without a limit. */
  share: number | null;
}

/** `seconds` is the time since the start, which the limit of that name counts. */
export function metersOf(spent: Usage, limits: Limits, seconds: number): Meter[] {
  const meter = (id: Meter["id"], name: string, value: number, limit: number | null): Meter => ({
    id,
    name,
    spent: value,
    limit,
    share: limit === null ? null : Math.min(1, limit > 0 ? value / limit : Number(value > 0)),
  });
  return [
    meter("seconds", "Time", seconds, limits.seconds),
    meter("calls", "Calls", spent.calls, limits.calls),
    meter("tokens", "Tokens", totalTokens(spent), limits.tokens),
    meter("usd", "Cost", Number(spent.usd), limits.usd === null ? null : Number(limits.usd)),
  ];
}
