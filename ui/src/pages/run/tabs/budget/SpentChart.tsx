/** Spending over time as a stepped line. Loaded on demand, as Recharts is large. */
import { Area, AreaChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatCount, formatDuration, formatTokens, formatUsd } from "@/text/format";
import { thinned, type Point } from "./spending";
import styles from "./SpentChart.module.css";

export type Measure = "tokens" | "calls" | "usd";
type Datum = Omit<Point, "call"> & Partial<Pick<Point, "call">>;

const FORMATS: Record<Measure, (amount: number) => string> = { tokens: formatTokens, calls: formatCount, usd: formatUsd };
const TICK = { fill: "var(--text-3)", fontSize: 11 };

export function SpentChart({ points, measure, limit, seconds }: {
  points: Point[];
  measure: Measure;
  limit: number | null;
  /** How long the run has lasted; the line extends to there. */
  seconds: number;
}) {
  const format = FORMATS[measure];
  const last = points.at(-1);
  const origin: Datum = { seconds: 0, tokens: 0, calls: 0, usd: 0 };
  const end = last && seconds > last.seconds ? [{ ...last, seconds }] : [];
  const data: Datum[] = [origin, ...thinned(points), ...end];
  // A limit far above the line would flatten it.
  const showsLimit = limit !== null && last !== undefined && limit <= last[measure] * 2.5;
  return (
    <ResponsiveContainer width="100%" height={240}>
      <AreaChart data={data} margin={{ top: 12, right: 12, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="seconds"
          type="number"
          domain={[0, "dataMax"]}
          tickFormatter={(value: number) => (value === 0 ? "0" : formatDuration(Math.round(value)))}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: "var(--border-strong)" }}
          minTickGap={48}
        />
        <YAxis
          width={52}
          tickFormatter={format}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          allowDecimals={measure === "usd"}
          domain={[0, showsLimit ? Math.max(limit, last[measure]) : "auto"]}
        />
        <Tooltip
          cursor={{ stroke: "var(--border-strong)" }}
          isAnimationActive={false}
          content={({ active, payload }) => {
            const point = payload?.[0]?.payload as Datum | undefined;
            if (!active || !point) return null;
            return (
              <div className={styles.tip}>
                <strong>{format(point[measure])}</strong>
                <span>after {formatDuration(point.seconds)}</span>
                {point.call && <span>{point.call.attempt_id}, {point.call.name}</span>}
              </div>
            );
          }}
        />
        {showsLimit && (
          <ReferenceLine
            y={limit}
            stroke="var(--warn-fill)"
            strokeDasharray="4 4"
            label={{ value: `limit ${format(limit)}`, position: "insideTopRight", fill: "var(--text-2)", fontSize: 11 }}
          />
        )}
        <Area
          type="stepAfter"
          dataKey={measure}
          stroke="var(--accent)"
          strokeWidth={2}
          fill="var(--accent)"
          fillOpacity={0.12}
          isAnimationActive={false}
          activeDot={{ r: 3 }}
        />
      </AreaChart>
    </ResponsiveContainer>
  );
}
