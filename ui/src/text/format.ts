/** Numbers, amounts and times as text. Pure: "now" is passed in. */

const DASH = "–";
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

const whole = new Intl.NumberFormat("en-US");
const dateTime = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
});
const shortDate = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const longDate = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });

export function formatCount(count: number): string {
  return whole.format(count);
}

/** 950, 1.2k, 34k, 5.1M: short enough for a column. */
export function formatTokens(tokens: number): string {
  if (tokens < 1000) return String(Math.round(tokens));
  if (tokens < 999_500) return `${upToOneDecimal(tokens / 1000)}k`;
  return `${upToOneDecimal(tokens / 1_000_000)}M`;
}

function upToOneDecimal(value: number): string {
  return value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value));
}

/** Cents; below a cent, two significant digits, so that it never reads as free. */
export function formatUsd(usd: string | number | null | undefined): string {
  if (usd === null || usd === undefined || usd === "") return DASH;
  const amount = Number(usd);
  if (!Number.isFinite(amount)) return DASH;
  if (amount === 0) return "$0";
  if (Math.abs(amount) < 0.000001) return "<$0.000001";
  if (Math.abs(amount) < 0.01) return `$${Number(amount.toPrecision(2)).toFixed(6).replace(/0+$/, "")}`;
  return `$${amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
}

/** 120 ms, 4.2 s, 1 m 16 s, 2 h 5 m, 3 d 4 h. */
export function formatDuration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return DASH;
  if (seconds < 0.9995) return `${Math.round(Math.max(0, seconds) * 1000)} ms`;
  if (seconds < 9.95) return `${Math.round(seconds * 10) / 10} s`;
  const s = Math.round(seconds);
  if (s < MINUTE) return `${s} s`;
  if (s < HOUR) return pair(s, MINUTE, "m", 1, "s");
  if (s < DAY) return pair(s, HOUR, "h", MINUTE, "m");
  return pair(s, DAY, "d", HOUR, "h");
}

function pair(seconds: number, big: number, bigUnit: string, small: number, smallUnit: string): string {
  const rest = Math.floor((seconds % big) / small);
  return `${Math.floor(seconds / big)} ${bigUnit}${rest > 0 ? ` ${rest} ${smallUnit}` : ""}`;
}

/** "just now", "5 m ago", "3 h ago", "2 d ago", then the date. */
export function formatAgo(iso: string, now: number): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return DASH;
  const seconds = (now - at) / 1000;
  if (seconds < -5) return dateTime.format(at);
  if (seconds < 5) return "just now";
  if (seconds < MINUTE) return `${Math.floor(seconds)} s ago`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} m ago`;
  if (seconds < DAY) return `${Math.floor(seconds / HOUR)} h ago`;
  if (seconds < 7 * DAY) return `${Math.floor(seconds / DAY)} d ago`;
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? shortDate : longDate).format(at);
}

export function formatDateTime(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? DASH : dateTime.format(at);
}

export function formatBytes(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? Math.round(value) : upToOneDecimal(value)} ${units[unit]}`;
}

export function formatPercent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

export function totalTokens(usage: { prompt_tokens: number; completion_tokens: number }): number {
  return usage.prompt_tokens + usage.completion_tokens;
}
