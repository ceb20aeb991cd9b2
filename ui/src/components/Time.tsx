/** Times, durations and amounts, formatted, with the exact value as their title. */
import { useEffect, useState } from "react";
import {
  formatAgo, formatCount, formatDateTime, formatDuration, formatTokens, formatUsd, totalTokens,
} from "@/text/format";
import type { Usage } from "@/api/types";

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** The current time, updated at an interval; null stops it. */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (everyMs === null) return;
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** "5 m ago", with the absolute time as its title. */
export function Time({ at, className }: { at: string; className?: string }) {
  const [fresh, setFresh] = useState(() => Date.now() - Date.parse(at) < MINUTE_MS);
  const now = useNow(fresh ? SECOND_MS * 5 : MINUTE_MS);
  useEffect(() => setFresh(now - Date.parse(at) < MINUTE_MS), [now, at]);
  return (
    <time dateTime={at} title={formatDateTime(at)} className={className}>
      {formatAgo(at, now)}
    </time>
  );
}

/** A duration. Without an end time it keeps counting. */
export function Duration(props: { seconds: number | null } | { from: string; to: string | null }) {
  const running = "from" in props && props.to === null;
  const now = useNow(running ? SECOND_MS : null);
  if ("seconds" in props) return <span>{formatDuration(props.seconds)}</span>;
  const end = props.to === null ? now : Date.parse(props.to);
  const seconds = Math.max(0, (end - Date.parse(props.from)) / 1000);
  // Tenths would flicker while it counts.
  return <span>{formatDuration(running ? Math.max(1, Math.floor(seconds)) : seconds)}</span>;
}

export function Tokens({ usage }: { usage: Pick<Usage, "prompt_tokens" | "cached_tokens" | "completion_tokens"> }) {
  const title = [
    `${formatCount(usage.prompt_tokens)} prompt`,
    usage.cached_tokens > 0 ? `(${formatCount(usage.cached_tokens)} cached)` : "",
    `+ ${formatCount(usage.completion_tokens)} completion tokens`,
  ].filter(Boolean).join(" ");
  return <span title={title}>{formatTokens(totalTokens(usage))}</span>;
}

export function Usd({ amount }: { amount: string | null }) {
  return <span title={amount === null ? undefined : `${amount} USD`}>{formatUsd(amount)}</span>;
}
