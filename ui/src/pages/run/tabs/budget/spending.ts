/** A run's spending, its breakdown, and its growth over time. Pure. */
import type { Call, RunDetail, Span, TaskView } from "@/api/types";
import { formatCount, formatDuration, formatPercent, formatTokens, formatUsd, totalTokens } from "@/text/format";

export interface LimitLine {
  id: "calls" | "tokens" | "usd" | "seconds" | "agents";
  label: string;
  spent: number;
  limit: number | null;
  /** The expected further spending. */
  forecast: number | null;
  /** "38k of 500k (8%)", or "38k, no limit". */
  text: string;
  /** "about 12k more" */
  forecastText: string;
  isOver: boolean;
}

export function limitLines({ spent, limits, forecast, seconds, task_list, ended_at }: RunDetail): LimitLine[] {
  const coming = ended_at === null ? forecast : null;
  const attempts = task_list.reduce((sum, task) => sum + task.attempts, 0);
  return [
    line("calls", "Model calls", spent.calls, limits.calls, coming?.calls, formatCount),
    line("tokens", "Tokens", totalTokens(spent), limits.tokens, coming?.tokens, formatTokens),
    line("usd", "Cost", Number(spent.usd), limits.usd === null ? null : Number(limits.usd), coming && Number(coming.usd), formatUsd),
    // The forecast is model time; tasks in parallel take less elapsed time.
    line("seconds", "Time", seconds, limits.seconds, coming?.seconds, formatDuration),
    line("agents", "Attempts started", attempts, limits.agents, null, formatCount),
  ];
}

function line(
  id: LimitLine["id"], label: string, spent: number, limit: number | null, forecast: number | null | undefined,
  format: (amount: number) => string,
): LimitLine {
  const expected = spent + (forecast ?? 0);
  return {
    id, label, spent, limit,
    forecast: forecast ?? null,
    text: limit === null ? `${format(spent)}, no limit` : `${format(spent)} of ${format(limit)}${limit > 0 ? ` (${formatPercent(spent / limit)})` : ""}`,
    forecastText: forecast ? `about ${format(forecast)} more` : "",
    isOver: limit !== null && expected > limit,
  };
}

export interface Point {
  /** Since the start of the run. */
  seconds: number;
  tokens: number;
  calls: number;
  usd: number;
  call: Call;
}

/** Total spending up to and including each call. */
export function cumulate(calls: readonly Call[], startedAt: string): Point[] {
  const start = Date.parse(startedAt);
  let tokens = 0;
  let count = 0;
  let usd = 0;
  return calls
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.number - b.number)
    .map((call) => {
      tokens += totalTokens(call.usage);
      count += call.usage.calls;
      usd += Number(call.usage.usd);
      return { seconds: Math.max(0, (Date.parse(call.at) - start) / 1000), tokens, calls: count, usd, call };
    });
}

const MAX_POINTS = 400;

/** A line needs no more points than pixels; the last one is always kept. */
export function thinned(points: readonly Point[], most = MAX_POINTS): Point[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => points[Math.round(at * step)]!);
}

export type By = "task" | "agent" | "model";
export interface Share {
  name: string;
  calls: number;
  tools: number;
  tokens: number;
  usd: number;
  seconds: number;
}

/** Totals by task, agent or model; the most tokens first. */
export function sharesOf(calls: readonly Call[], spans: readonly Span[], by: By): Share[] {
  const agents = agentsOf(spans);
  const shares = new Map<string, Share>();
  for (const call of calls) {
    const name = nameOf(call, by, agents);
    const share = shares.get(name) ?? { name, calls: 0, tools: 0, tokens: 0, usd: 0, seconds: 0 };
    shares.set(name, share);
    if (call.kind === "tool") share.tools += 1;
    share.calls += call.usage.calls;
    share.tokens += totalTokens(call.usage);
    share.usd += Number(call.usage.usd);
    share.seconds += call.usage.seconds;
  }
  return [...shares.values()].sort((a, b) => b.tokens - a.tokens || b.calls - a.calls || b.tools - a.tools);
}

function agentsOf(spans: readonly Span[]): Map<string, string> {
  return new Map(spans.flatMap(({ kind, attempt_id, lane }) => (kind === "attempt" && attempt_id ? [[attempt_id, lane]] : [])));
}

function nameOf(call: Call, by: By, agents: Map<string, string>): string {
  const task = call.attempt_id.includes("#") ? call.attempt_id.replace(/#[^#]*$/, "") : null;
  if (by === "model") return call.kind === "llm" ? call.name : `tool ${call.name}`;
  if (by === "task") return task ?? call.attempt_id;
  return agents.get(call.attempt_id) ?? (task === null ? call.attempt_id : "unknown");
}

export type Purpose = "all" | "plan" | "tasks" | "failed";

/** "plan" selects calls that belong to no task: for the plan and the result. */
export function callsOf(calls: readonly Call[], tasks: readonly TaskView[], purpose: Purpose): Call[] {
  if (purpose === "all") return [...calls];
  if (purpose === "failed") return calls.filter(({ ok }) => !ok);
  const ids = new Set(tasks.map(({ task_id }) => task_id));
  return calls.filter(({ attempt_id }) => ids.has(attempt_id.replace(/#[^#]*$/, "")) === (purpose === "tasks"));
}
