import { Link } from "react-router";
import { useGetRunQuery } from "@/api/api";
import { StatusBadge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { TaskProgress } from "@/components/RunRow";
import { Skeleton } from "@/components/Skeleton";
import { Duration } from "@/components/Time";
import styles from "./RunLine.module.css";

/** The run that a message started. The socket keeps its summary up to date. */
export function RunLine({ runId }: { runId: string }) {
  const { data: run, error } = useGetRunQuery({ run_id: runId });
  const isActive = run?.outcome === "running" || run?.outcome === "waiting";
  return (
    <Link to={`/runs/${encodeURIComponent(runId)}`} className={styles.run}>
      <span className={styles.head}>
        {run ? <StatusBadge state={run.outcome} /> : <Icon name="runs" />}
        <span className={styles.goal}>{run?.goal ?? (error ? `Run ${runId}` : "")}</span>
        <Icon name="chevronRight" size={14} />
      </span>
      {run && (
        <span className={styles.foot}>
          <span>{run.tasks.total > 0 ? `${run.tasks.done} of ${run.tasks.total} tasks` : "Planning"}</span>
          <TaskProgress tasks={run.tasks} />
          {isActive ? <Duration from={run.started_at} to={null} /> : <Duration seconds={run.seconds} />}
        </span>
      )}
      {!run && !error && <Skeleton />}
    </Link>
  );
}
