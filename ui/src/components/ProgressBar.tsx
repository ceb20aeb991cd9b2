import { cx } from "@/cx";
import styles from "./ProgressBar.module.css";

export interface Part {
  value: number;
  tone: "ok" | "accent" | "bad" | "warn" | "neutral";
}

/** Progress, as parts of a whole. `label` says the same in words. */
export function ProgressBar({ parts, total, label, className }: {
  parts: readonly Part[];
  total: number;
  label: string;
  className?: string;
}) {
  const whole = Math.max(total, 1);
  return (
    <span role="img" aria-label={label} title={label} className={cx(styles.bar, className)}>
      {parts.map(({ value, tone }, at) =>
        value > 0 ? (
          <span key={at} className={styles[tone]} style={{ width: `${Math.min(100, (100 * value) / whole)}%` }} />
        ) : null,
      )}
    </span>
  );
}
