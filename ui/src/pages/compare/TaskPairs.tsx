import type { TaskView } from "@/api/types";
import { Badge, TaskBadge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { formatTokens, plural, totalTokens } from "@/text/format";
import { pairTasks, type TaskPair } from "./comparison";
import { Side } from "./RunHead";
import styles from "./TaskPairs.module.css";

/** The plans side by side: matching tasks, and tasks that only one plan has. */
export function TaskPairs({ a, b }: { a: readonly TaskView[]; b: readonly TaskView[] }) {
  const pairs = pairTasks(a, b);
  return (
    <Card title="Plans" flush>
      {pairs.length === 0 ? (
        <EmptyState icon="runs" title="Neither run has a plan" />
      ) : (
        <ul className={styles.pairs}>
          {pairs.map((pair) => (
            <li key={`${pair.a?.task_id} ${pair.b?.task_id}`} className={styles.pair}>
              <Badge tone={toneOf(pair)}>{textOf(pair)}</Badge>
              <div className={styles.sides}>
                <TaskSide side="A" task={pair.a} />
                <TaskSide side="B" task={pair.b} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function TaskSide({ side, task }: { side: "A" | "B"; task: TaskView | null }) {
  if (!task) {
    return (
      <div className={styles.task}>
        <Side side={side} />
        <span className={styles.none}>not in this plan</span>
      </div>
    );
  }
  const facts = [
    task.agent,
    plural(task.attempts, "attempt"),
    `${formatTokens(totalTokens(task.spent))} tokens`,
    task.depends_on.length > 0 && `after ${task.depends_on.join(", ")}`,
  ].filter(Boolean);
  return (
    <div className={styles.task}>
      <Side side={side} />
      <div className={styles.text}>
        <p className={styles.head}>
          <span className={styles.id}>{task.task_id}</span>
          <TaskBadge status={task.status} />
        </p>
        <p className={styles.description}>{task.description}</p>
        <p className={styles.facts}>{facts.join(" · ")}</p>
      </div>
    </div>
  );
}

function toneOf({ a, b, differs }: TaskPair) {
  if (!a || !b) return "warn";
  return differs.length > 0 ? "accent" : "neutral";
}

function textOf({ a, b, differs }: TaskPair): string {
  if (!b) return "Only in A";
  if (!a) return "Only in B";
  return differs.length > 0 ? `Differs in ${differs.join(", ")}` : "Same task";
}
