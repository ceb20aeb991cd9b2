import { lazy, Suspense, useMemo, useState } from "react";
import type { Call, RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { Table, type Column } from "@/components/Table";
import { formatCount, formatDuration, formatTokens, formatUsd } from "@/text/format";
import { Segments } from "@/components/Segments";
import type { Measure } from "./SpentChart";
import { cumulate, thinned, type Point } from "./spending";
import styles from "./Growth.module.css";

const SpentChart = lazy(async () => ({ default: (await import("./SpentChart")).SpentChart }));

const MEASURES = [
  { id: "tokens", label: "Tokens" },
  { id: "calls", label: "Calls" },
  { id: "usd", label: "USD" },
] as const satisfies readonly { id: Measure; label: string }[];
const MAX_LISTED = 200;

/** Spending over time, as a chart or a table. */
export function Growth({ calls, detail }: { calls: Call[]; detail: RunDetail }) {
  const [measure, setMeasure] = useState<Measure>("tokens");
  const [view, setView] = useState<"chart" | "table">("chart");
  const points = useMemo(() => cumulate(calls, detail.started_at), [calls, detail.started_at]);
  const limit = detail.limits[measure];

  return (
    <Card
      title="Over time"
      flush={view === "table"}
      actions={
        <Segments
          label="Show as"
          options={[{ id: "chart", label: "Chart" }, { id: "table", label: "Table" }]}
          value={view}
          onChange={setView}
        />
      }
    >
      {points.length === 0 && <EmptyState icon="budget" title="No spending yet" />}
      {points.length > 0 && view === "chart" && (
        <div className={styles.chart}>
          <Segments label="Measure" options={MEASURES} value={measure} onChange={setMeasure} />
          <figure aria-label={`${describe(points, measure)} The table has the numbers.`}>
            <Suspense fallback={<Skeleton height={240} />}>
              <SpentChart points={points} measure={measure} limit={limit === null ? null : Number(limit)} seconds={detail.seconds} />
            </Suspense>
          </figure>
        </div>
      )}
      {points.length > 0 && view === "table" && (
        <div className={styles.table}>
          <Table caption="Spending after each call" columns={COLUMNS} rows={thinned(points, MAX_LISTED)} rowKey={({ call }) => String(call.number)} />
          {points.length > MAX_LISTED && <p className={styles.note}>{MAX_LISTED} of {formatCount(points.length)} calls, evenly sampled.</p>}
        </div>
      )}
    </Card>
  );
}

function describe(points: Point[], measure: Measure): string {
  const last = points.at(-1)!;
  const amount = { tokens: `${formatCount(last.tokens)} tokens`, calls: `${formatCount(last.calls)} calls`, usd: formatUsd(last.usd) }[measure];
  return `${amount} after ${formatDuration(last.seconds)}, in ${formatCount(points.length)} steps.`;
}

const COLUMNS: Column<Point>[] = [
  { id: "time", title: "After", cell: ({ seconds }) => formatDuration(seconds) },
  { id: "call", title: "Call", cell: ({ call }) => <span className={styles.call}>{call.attempt_id} · {call.name}</span> },
  { id: "tokens", title: "Tokens so far", align: "right", cell: ({ tokens }) => formatTokens(tokens) },
  { id: "calls", title: "Calls", align: "right", wideOnly: true, cell: ({ calls }) => formatCount(calls) },
  { id: "usd", title: "Cost", align: "right", cell: ({ usd }) => formatUsd(usd) },
];
