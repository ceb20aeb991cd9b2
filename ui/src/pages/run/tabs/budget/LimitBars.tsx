import type { Forecast } from "@/api/types";
import { Badge } from "@/components/Badge";
import { cx } from "@/cx";
import type { LimitLine } from "./spending";
import styles from "./LimitBars.module.css";

const NEAR = 0.8;

/** Each limit as a bar with spending and forecast, and the same in words. */
export function LimitBars({ lines, forecast }: { lines: LimitLine[]; forecast: Forecast | null }) {
  return (
    <div className={styles.limits}>
      <dl className={styles.list}>
        {lines.map((line) => (
          <div key={line.id} className={styles.line}>
            <dt>{line.label}</dt>
            <dd className={styles.bar}>
              <Bar line={line} />
            </dd>
            <dd className={styles.text}>
              <strong>{line.text}</strong>
              {line.forecastText && <span className={styles.forecast}>{line.forecastText}</span>}
              {line.isOver && (
                <Badge tone="warn" icon="warning">
                  {line.limit !== null && line.spent >= line.limit ? "Limit reached" : "May not be enough"}
                </Badge>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.legend}>
        <span className={cx(styles.key, styles.spent)} aria-hidden /> spent
        {forecast && (
          <>
            <span className={cx(styles.key, styles.coming)} aria-hidden /> forecast
          </>
        )}
      </p>
      {forecast && (
        <p className={styles.basis}>
          Forecast: {forecast.basis}. Its time is model time; tasks that run in parallel finish sooner.
        </p>
      )}
    </div>
  );
}

/** Hidden from screen readers, as the text next to it says the same. */
function Bar({ line: { spent, limit, forecast } }: { line: LimitLine }) {
  const whole = limit ?? 0;
  if (whole <= 0) return <span className={styles.track} data-none aria-hidden />;
  const share = Math.min(1, spent / whole);
  const coming = Math.min(1 - share, (forecast ?? 0) / whole);
  const tone = share >= 1 ? styles.full : share >= NEAR ? styles.near : styles.spent;
  return (
    <span className={styles.track} aria-hidden>
      {spent > 0 && <span className={tone} style={{ width: `${Math.max(0.5, share * 100)}%` }} />}
      {coming > 0 && <span className={styles.coming} style={{ width: `${Math.max(0.5, coming * 100)}%` }} />}
    </span>
  );
}
