/** Validates an edited draft: a plan or a call's arguments as JSON, or any text. Pure. */
import { prettyJson } from "@/text/json";
import type { ApprovalKind, Task } from "@/api/types";
import { jsonFault } from "./jsonFault";

export interface Plan {
  tasks: Task[];
  complexity?: string;
  why?: string;
}

/** What is wrong with a draft, or null. The server checks it again. */
export function draftProblem(kind: ApprovalKind, draft: string): string | null {
  if (draft.trim() === "") return "It is empty.";
  if (kind === "result" || kind === "question") return null;
  const parsed = parseJson(draft);
  if ("problem" in parsed) return parsed.problem;
  if (!isRecord(parsed.value)) return "It must be a JSON object: { … }.";
  return kind === "plan" ? planProblem(parsed.value) : null;
}

export function parseJson(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { problem: syntaxProblem(text) };
  }
}

function syntaxProblem(text: string): string {
  const fault = jsonFault(text) ?? text.length;
  if (fault >= text.trimEnd().length) return "This is not valid JSON: it ends too early.";
  const lines = text.slice(0, fault).split("\n");
  return `This is not valid JSON: see line ${lines.length}, column ${lines.at(-1)!.length + 1}.`;
}

function planProblem(value: Record<string, unknown>): string | null {
  const { tasks } = value;
  if (!Array.isArray(tasks) || tasks.length === 0) return "A plan needs a list of at least one task.";
  const ids = new Set<string>();
  for (const [at, task] of (tasks as unknown[]).entries()) {
    const problem = taskProblem(task, at, ids);
    if (problem) return problem;
  }
  return dependencyProblem(tasks as PlannedTask[], ids);
}

interface PlannedTask {
  task_id: string;
  depends_on?: string[];
}

function taskProblem(task: unknown, at: number, ids: Set<string>): string | null {
  const place = `Task ${at + 1}`;
  if (!isRecord(task)) return `${place} must be an object.`;
  const id = task.task_id;
  if (typeof id !== "string" || id === "") return `${place} needs a task_id.`;
  if (ids.has(id)) return `Two tasks are called ${id}.`;
  ids.add(id);
  if (!isRecord(task.objective) || typeof task.objective.description !== "string" || task.objective.description.trim() === "") {
    return `${id} needs an objective with a description.`;
  }
  const { depends_on } = task;
  if (depends_on !== undefined && !(Array.isArray(depends_on) && depends_on.every((id) => typeof id === "string"))) {
    return `depends_on of ${id} must be a list of task ids.`;
  }
  return null;
}

function dependencyProblem(tasks: PlannedTask[], ids: Set<string>): string | null {
  for (const { task_id, depends_on = [] } of tasks) {
    const unknown = depends_on.find((id) => !ids.has(id));
    if (unknown !== undefined) return `${task_id} depends on ${unknown}, which is not in the plan.`;
  }
  const cycle = cycleOf(tasks);
  return cycle ? `These tasks depend on each other: ${cycle.join(", ")}.` : null;
}

/** The tasks left over after repeatedly removing those that can start. */
function cycleOf(tasks: PlannedTask[]): string[] | null {
  const remaining = new Map(tasks.map(({ task_id, depends_on = [] }) => [task_id, depends_on]));
  for (let before = -1; before !== remaining.size; ) {
    before = remaining.size;
    for (const [id, needs] of remaining) if (!needs.some((need) => remaining.has(need))) remaining.delete(id);
  }
  return remaining.size > 0 ? [...remaining.keys()] : null;
}

/** The draft as a plan, or null if it is not one. */
export function planOf(draft: string | null): Plan | null {
  if (draft === null || draftProblem("plan", draft) !== null) return null;
  return JSON.parse(draft) as Plan;
}

/** Indented if it is JSON, for reading and editing. */
export function prettyDraft(kind: ApprovalKind, draft: string): string {
  if (kind === "result" || kind === "question") return draft;
  return prettyJson(draft) ?? draft;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
