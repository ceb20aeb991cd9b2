import { memo } from "react";
import { tokensPerSecond } from "@/api/live";
import type { TaskView } from "@/api/types";
import { taskLook } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Spinner } from "@/components/Spinner";
import { cx } from "@/cx";
import { useAppSelector } from "@/store";
import { ASKS_YOU } from "../taskPhase";
import type { Direction, PlacedTask } from "./layout";
import type { Detail } from "./useZoom";
import styles from "./TaskNode.module.css";

export interface TaskNodeProps {
  task: TaskView;
  /** What it is doing, in words. */
  phase: string;
  place: PlacedTask;
  look: Detail;
  direction: Direction;
  isSelected: boolean;
  /** The one task in the tab order; arrow keys move on from it. */
  isEntry: boolean;
  /** In a past state nothing is being written. */
  isLive: boolean;
  onOpen: (task_id: string) => void;
  onFocus: (task_id: string) => void;
}

/** A task in the graph: a card, or a labelled dot where a card is too small to read. */
export const TaskNode = memo(function TaskNode(props: TaskNodeProps) {
  const { task, phase, place, look, direction, isSelected, isEntry, onOpen, onFocus } = props;
  const isCard = look === "cards";
  const { tone, icon, text } = taskLook(task.status);
  const mark = icon === "running" ? <Spinner size={14} /> : <Icon name={icon} size={14} />;
  return (
    <button
      type="button"
      data-task={task.task_id}
      tabIndex={isEntry ? 0 : -1}
      aria-label={spoken(task, text, phase)}
      aria-pressed={isSelected}
      className={cx(styles.node, isCard ? styles.card : styles.dot, look === "dots" && styles.far, direction === "down" && styles.down, styles[tone], isSelected && styles.selected)}
      style={{ left: place.x, top: place.y }}
      title={isCard ? undefined : `${task.task_id}: ${task.description}`}
      onClick={() => onOpen(task.task_id)}
      onFocus={() => onFocus(task.task_id)}
    >
      {isCard ? (
        <>
          <span className={styles.top}>
            <span className={styles.status}>
              {mark}
              {text}
            </span>
            <span className={styles.id}>{task.task_id}</span>
          </span>
          <span className={styles.description}>{task.description}</span>
          <span className={styles.bottom}>
            {task.agent && <span className={styles.agent}>{task.agent}</span>}
            <span className={phase === ASKS_YOU ? styles.asks : styles.phase}>
              {task.agent && "· "}
              {phase}
            </span>
            {props.isLive && task.status === "working" && <Rate attemptId={task.attempt_id} />}
          </span>
        </>
      ) : (
        <span className={styles.label}>
          <span className={styles.mark}>{mark}</span>
          <span className={styles.words}>
            <span className={styles.id}>{task.task_id}</span> {task.description}
          </span>
        </span>
      )}
    </button>
  );
});

/** Only this re-renders while the answer is written. */
export function Rate({ attemptId }: { attemptId: string | null }) {
  const rate = useAppSelector((state) => {
    const text = attemptId ? state.live.texts[attemptId] : undefined;
    const measured = text && !text.done ? tokensPerSecond(text) : null;
    return measured === null ? null : Math.round(measured);
  });
  return rate === null ? null : <span className={styles.rate}>{rate} tok/s</span>;
}

function spoken(task: TaskView, status: string, phase: string): string {
  const after = task.depends_on.length > 0 ? ` Depends on ${task.depends_on.join(", ")}.` : "";
  return `${task.task_id}: ${task.description}. ${status}${task.agent ? `, ${task.agent}` : ""}, ${phase}.${after}`;
}
