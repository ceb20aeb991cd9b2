import { Link } from "react-router";
import type { RunDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { Time } from "@/components/Time";
import { cx } from "@/cx";
import styles from "./RunHead.module.css";

/** The run on one side, with a link to it. */
export function RunHead({ run, side, goal }: { run: RunDetail; side: "A" | "B"; goal: boolean }) {
  return (
    <section className={styles.head} aria-label={`Run ${side}`}>
      <p className={styles.line}>
        <Side side={side} />
        <StatusBadge state={run.outcome} />
        <Time at={run.started_at} className={styles.age} />
      </p>
      {goal && <p className={styles.goal}>{run.goal}</p>}
      <Link to={`/runs/${encodeURIComponent(run.run_id)}`} className={styles.link}>
        {run.run_id}
      </Link>
    </section>
  );
}

export function Side({ side }: { side: "A" | "B" }) {
  return <span className={cx(styles.side, side === "B" && styles.b)}>{side}</span>;
}
