/** What a task is doing or waiting for, in words. */
import type { RunDetail, TaskView } from "@/api/types";
import { plural } from "@/text/format";

export const ASKS_YOU = "needs your answer";

export interface Surroundings {
  statuses: ReadonlyMap<string, TaskView["status"]>;
  /** Tasks that wait for a person. */
  asking: ReadonlySet<string>;
}

export function surroundingsOf(run: Pick<RunDetail, "task_list" | "open_questions">): Surroundings {
  return {
    statuses: new Map(run.task_list.map((task) => [task.task_id, task.status])),
    asking: new Set(run.open_questions.map((question) => question.task_id).filter((id) => id !== null)),
  };
}

export function taskPhase(task: TaskView, { statuses, asking }: Surroundings): string {
  if (asking.has(task.task_id)) return ASKS_YOU;
  const attempt = task.attempts > 1 ? `, attempt ${task.attempts}` : "";
  switch (task.status) {
    case "waiting": {
      const open = task.depends_on.filter((id) => !isDone(statuses.get(id)));
      return open.length === 0 ? "ready" : open.length > 3 ? `waits for ${plural(open.length, "task")}` : `waits for ${open.join(", ")}`;
    }
    case "announced":
      return task.attempts > 0 ? "auctioned again" : "being auctioned";
    case "working":
      return task.rejections > 0 ? `correcting${attempt}` : `acting${attempt}`;
    case "reviewing":
      return `in review${attempt}`;
    case "dead":
      return task.reason || "given up";
    default:
      return task.attempts > 1 ? `done in ${task.attempts} attempts` : "done";
  }
}

export function isDone(status: TaskView["status"] | undefined): boolean {
  return status === "accepted" || status === "corroborated" || status === "unproven";
}

export function isTaskOver(status: TaskView["status"]): boolean {
  return isDone(status) || status === "dead";
}
