import { memo } from "react";
import type { TaskView } from "@/api/types";
import { TaskBadge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { Duration } from "@/components/Time";
import { WindowList } from "@/components/VirtualList";
import { cx } from "@/cx";
import { formatTokens, totalTokens } from "@/text/format";
import { type Surroundings, taskPhase } from "../taskPhase";
import { Rate } from "./TaskNode";
import styles from "./TaskList.module.css";

const ROW_HEIGHT = 53;

/** The graph as text: for phones, and for anyone who prefers a list. */
export function TaskList({ tasks, around, selected, isLive, onOpen }: {
  tasks: readonly TaskView[];
  around: Surroundings;
  selected: string | undefined;
  isLive: boolean;
  onOpen: (task_id: string) => void;
}) {
  return (
    <Card flush className="container">
      <WindowList label="Tasks in the plan's order" items={tasks} itemKey={(task) => task.task_id} rowHeight={ROW_HEIGHT}>
        {(task) => (
          <TaskRow
            task={task}
            phase={taskPhase(task, around)}
            isSelected={task.task_id === selected}
            isLive={isLive}
            onOpen={onOpen}
          />
        )}
      </WindowList>
    </Card>
  );
}

const TaskRow = memo(function TaskRow({ task, phase, isSelected, isLive, onOpen }: {
  task: TaskView;
  phase: string;
  isSelected: boolean;
  isLive: boolean;
  onOpen: (task_id: string) => void;
}) {
  return (
    <button
      type="button"
      aria-pressed={isSelected}
      className={cx(styles.row, isSelected && styles.selected)}
      onClick={() => onOpen(task.task_id)}
    >
      <TaskBadge status={task.status} className={styles.badge} />
      <span className={styles.what}>
        <span className={styles.description}>
          <span className={styles.id}>{task.task_id}</span> {task.description}
        </span>
        <span className={styles.note}>
          {[task.agent, phase].filter(Boolean).join(" · ")}
          {task.depends_on.length > 0 && task.status !== "waiting" && ` · after ${shortened(task.depends_on)}`}{" "}
          {isLive && task.status === "working" && <Rate attemptId={task.attempt_id} />}
        </span>
      </span>
      <span className={styles.number}>{totalTokens(task.spent) > 0 && `${formatTokens(totalTokens(task.spent))} tok`}</span>
      <span className={styles.number}>
        {task.started_at && (isLive || task.ended_at) && <Duration from={task.started_at} to={task.ended_at} />}
      </span>
    </button>
  );
});

function shortened(ids: readonly string[]): string {
  return ids.length > 4 ? `${ids.slice(0, 3).join(", ")} and ${ids.length - 3} more` : ids.join(", ");
}
