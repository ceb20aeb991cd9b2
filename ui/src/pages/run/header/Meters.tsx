import type { RunDetail } from "@/api/types";
import { useNow } from "@/components/Time";
import { cx } from "@/cx";
import { formatCount, formatDuration, formatTokens, formatUsd } from "@/text/format";
import { metersOf, type Meter } from "./limitShares";
import styles from "./Meters.module.css";

const FORMATS: Record<Meter["id"], (value: number) => string> = {
  calls: formatCount,
  tokens: formatTokens,
  usd: formatUsd,
  seconds: formatDuration,
};

/** How much of each limit the run has used. */
export function Meters({ detail, ticks }: { detail: RunDetail; ticks: boolean }) {
  const now = useNow(ticks ? 1000 : null);
  const seconds = ticks ? Math.max(1, Math.floor((now - Date.parse(detail.started_at)) / 1000)) : detail.seconds;
  return (
    <dl className={styles.meters}>
      {metersOf(detail.spent, detail.limits, seconds).map((meter) => (
        <MeterItem key={meter.id} meter={meter} />
      ))}
    </dl>
  );
}

function MeterItem({ meter: { id, name, spent, limit, share } }: { meter: Meter }) {
  const format = FORMATS[id];
  return (
    <div className={styles.meter}>
      <dt>{name}</dt>
      <dd>
        <span className={styles.spent}>{format(spent)}</span>
        <span className={styles.limit}>{limit === null ? "no limit" : `of ${format(limit)}`}</span>
        <span className={styles.track} aria-hidden>
          {share !== null && <span className={cx(styles.fill, styles[toneOf(share)])} style={{ width: `${100 * share}%` }} />}
        </span>
      </dd>
    </div>
  );
}

function toneOf(share: number): "normal" | "near" | "full" {
  return share >= 1 ? "full" : share >= 0.8 ? "near" : "normal";
}
