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

/** A run as one line of a list; two on a phone. */
export const RunRow = memo(function RunRow({ run }: { run: RunSummary }) {
  const over = run.ended_at !== null;
  const isCarried = run.outcome === "running" || run.outcome === "waiting";
  return (
    <Link to={`/runs/${run.run_id}`} className={styles.row}>
      <StatusBadge state={run.outcome} className={styles.badge} />
      <span className={styles.goal} title={run.goal}>
        {run.goal}
      </span>
      <span className={styles.progress}>
        <span className={styles.phase}>
          <span>{over ? "Tasks" : PHASES[run.phase]}</span>
          <span>{run.tasks.total > 0 && `${run.tasks.done}/${run.tasks.total}`}</span>
        </span>
        <TaskProgress tasks={run.tasks} />
      </span>
      <span className={styles.spent}>{formatTokens(totalTokens(run.spent))} tok</span>
      <span className={styles.usd}>{formatUsd(run.spent.usd)}</span>
      <span className={styles.duration}>
        {isCarried ? <Duration from={run.started_at} to={null} /> : <Duration seconds={run.seconds} />}
      </span>
      <Time at={run.started_at} className={styles.age} />
    </Link>
  );
});

/** The names of the columns above rows; each row's cells speak for themselves. */
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
  const says = [
    `${tasks.done} of ${tasks.total} tasks done`,
    active > 0 && `${active} under way`,
    tasks.dead > 0 && `${tasks.dead} given up`,
  ].filter(Boolean).join(", ");
  return (
    <ProgressBar
      label={says}
      total={tasks.total}
      parts={[
        { value: tasks.done, tone: "ok" },
        { value: active, tone: "accent" },
        { value: tasks.dead, tone: "bad" },
      ]}
    />
  );
}
