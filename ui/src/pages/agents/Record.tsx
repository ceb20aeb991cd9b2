import type { AgentView } from "@/api/types";
import { ProgressBar } from "@/components/ProgressBar";
import { formatCount } from "@/text/format";
import { cx } from "@/cx";
import styles from "./Record.module.css";

const PARTS = [
  { key: "accepted", tone: "ok" },
  { key: "corroborated", tone: "accent" },
  { key: "unproven", tone: "warn" },
  { key: "rejected", tone: "bad" },
  { key: "failed", tone: "neutral" },
] as const;

/** The outcomes of an agent's attempts, across all runs. */
export function Record({ record, className }: { record: AgentView["record"]; className?: string }) {
  const total = PARTS.reduce((sum, { key }) => sum + record[key], 0);
  if (total === 0) return <p className={cx(styles.none, className)}>No attempts yet</p>;
  return (
    <div className={cx(styles.record, className)}>
      <ProgressBar
        label={`${record.accepted} of ${total} attempts accepted`}
        total={total}
        parts={PARTS.map(({ key, tone }) => ({ value: record[key], tone }))}
      />
      <ul className={styles.legend} aria-label="Record">
        {PARTS.map(({ key, tone }) => (
          <li key={key} className={cx(record[key] === 0 && styles.zero)}>
            <span className={cx(styles.dot, styles[tone])} aria-hidden />
            {formatCount(record[key])} {key}
          </li>
        ))}
      </ul>
    </div>
  );
}
