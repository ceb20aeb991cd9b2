import { memo } from "react";
import { Link } from "react-router";
import type { RunSummary, TaskCounts } from "@/api/types";
import { formatTokens, formatUsd, totalTokens } from "@/text/format";
import { StatusBadge } from "./Badge";
import { ProgressBar } from "./ProgressBar";
import { Duration, Time } from "./Time";
import styles from "./RunRow.module.css";

const PHASES: Record<RunSummary["phase"], string> = {
  specify: "Specifying",
  plan: "Planning",
  act: "Acting",
  review: "Reviewing",
  correct: "Correcting",
  done: "Done",
};

/** A run as one line of a list; two lines on a phone. */
export const RunRow = memo(function RunRow({ run }: { run: RunSummary }) {
  const isOver = run.ended_at !== null;
  const isActive = run.outcome === "running" || run.outcome === "waiting";
  return (
    <Link to={`/runs/${run.run_id}`} className={styles.row}>
      <StatusBadge state={run.outcome} className={styles.badge} />
      <span className={styles.goal} title={run.goal}>
        {run.goal}
      </span>
      <span className={styles.progress}>
        <span className={styles.phase}>
          <span>{isOver ? "Tasks" : PHASES[run.phase]}</span>
          <span>{run.tasks.total > 0 && `${run.tasks.done}/${run.tasks.total}`}</span>
        </span>
        <TaskProgress tasks={run.tasks} />
      </span>
      <span className={styles.spent}>{formatTokens(totalTokens(run.spent))} tok</span>
      <span className={styles.usd}>{formatUsd(run.spent.usd)}</span>
      <span className={styles.duration}>
        {isActive ? <Duration from={run.started_at} to={null} /> : <Duration seconds={run.seconds} />}
      </span>
      <Time at={run.started_at} className={styles.age} />
    </Link>
  );
});

/** Column headings, hidden from screen readers: each cell is self-explanatory. */
export function RunRowHeader() {
  return (
    <div className={styles.header} aria-hidden>
      <span>Outcome</span>
      <span>Goal</span>
      <span>Progress</span>
      <span className={styles.right}>Tokens</span>
      <span className={styles.right}>Cost</span>
      <span className={styles.right}>Time</span>
      <span className={styles.right}>Started</span>
    </div>
  );
}

export function TaskProgress({ tasks }: { tasks: TaskCounts }) {
  const active = tasks.working + tasks.reviewing;
  const label = [
    `${tasks.done} of ${tasks.total} tasks done`,
    active > 0 && `${active} in progress`,
    tasks.dead > 0 && `${tasks.dead} given up`,
  ].filter(Boolean).join(", ");
  return (
    <ProgressBar
      label={label}
      total={tasks.total}
      parts={[
        { value: tasks.done, tone: "ok" },
        { value: active, tone: "accent" },
        { value: tasks.dead, tone: "bad" },
      ]}
    />
  );
}
