import { cx } from "@/cx";
import styles from "./Fitness.module.css";

/** The agent's stated fitness for each type of task, best first. */
export function Fitness({ types, className }: { types: Record<string, number>; className?: string }) {
  const best = Object.entries(types).sort(([, a], [, b]) => b - a);
  if (best.length === 0) {
    return <p className={cx(styles.none, className)}>Takes any type of task, without a speciality.</p>;
  }
  return (
    <dl className={cx(styles.list, className)} aria-label="Fitness by type of task">
      {best.map(([type, fitness]) => (
        <div key={type} className={styles.row}>
          <dt>{type}</dt>
          <dd>
            <span className={styles.bar} aria-hidden>
              <span className={styles.fill} style={{ width: `${100 * Math.min(1, fitness)}%` }} />
            </span>
            <span className={styles.number}>{fitness.toFixed(2)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
