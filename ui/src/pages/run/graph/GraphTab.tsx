import { useMemo } from "react";
import type { RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { TaskProgress } from "@/components/RunRow";
import { useIsWide } from "@/shell/useIsWide";
import type { Go, Place } from "../place";
import { surroundingsOf } from "../taskPhase";
import { TaskGraph } from "./TaskGraph";
import { TaskList } from "./TaskList";
import { ViewSwitch } from "./ViewSwitch";
import styles from "./GraphTab.module.css";

export function GraphTab({ detail, place, go, onOpen }: {
  detail: RunDetail;
  place: Place;
  go: Go;
  onOpen: (task_id: string) => void;
}) {
  const isWide = useIsWide();
  const view = place.view ?? (isWide ? "graph" : "list");
  const tasks = detail.task_list;
  const around = useMemo(() => surroundingsOf(detail), [detail]);
  if (tasks.length === 0) return <NoTasks detail={detail} />;
  const shared = { tasks, around, selected: place.task, isLive: place.at === undefined && detail.ended_at === null, onOpen };
  const { done, total, dead } = detail.tasks;
  return (
    <div className={styles.tab}>
      <div className={styles.bar}>
        <span className={styles.count}>
          {done} of {total} done{dead > 0 && `, ${dead} given up`}
        </span>
        <span className={styles.progress}>
          <TaskProgress tasks={detail.tasks} />
        </span>
        <ViewSwitch view={view} onChange={(next) => go({ view: next })} />
      </div>
      {view === "graph" ? (
        <div className={styles.canvas}>
          <TaskGraph {...shared} />
        </div>
      ) : (
        <TaskList {...shared} />
      )}
    </div>
  );
}

function NoTasks({ detail }: { detail: RunDetail }) {
  const isOver = detail.ended_at !== null;
  return (
    <Card>
      <EmptyState icon="graph" title={isOver ? "No plan was made" : "No plan yet"}>
        {isOver ? detail.reason || "The run ended before its tasks were known." : "Tasks appear here once the goal is planned."}
      </EmptyState>
    </Card>
  );
}
