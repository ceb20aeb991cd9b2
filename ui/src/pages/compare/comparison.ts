/** Compares two runs: which tasks match, and which files differ. Pure. */
import type { Artifact, RunDetail, TaskView } from "@/api/types";
import { newest, groupFiles, type Version } from "../run/tabs/artifacts/files";

export interface TaskPair {
  a: TaskView | null;
  b: TaskView | null;
  /** What differs in the plan: "description", "dependencies", "type". */
  differs: string[];
}

/** Matched by description, then by id; in the order of the first plan. */
export function pairTasks(a: readonly TaskView[], b: readonly TaskView[]): TaskPair[] {
  const left = new Set(b);
  const taken = new Map<TaskView, TaskView>();
  const take = (fits: (one: TaskView, other: TaskView) => boolean) => {
    for (const one of a) {
      if (taken.has(one)) continue;
      const other = [...left].find((candidate) => fits(one, candidate));
      if (!other) continue;
      taken.set(one, other);
      left.delete(other);
    }
  };
  take((one, other) => one.task_id === other.task_id && plain(one) === plain(other));
  take((one, other) => plain(one) === plain(other));
  take((one, other) => one.task_id === other.task_id);

  const matched = new Map([...taken].map(([one, other]) => [one.task_id, other.task_id]));
  const pairs = a.map((one): TaskPair => {
    const other = taken.get(one) ?? null;
    return { a: one, b: other, differs: other ? differences(one, other, matched) : [] };
  });
  return [...pairs, ...[...left].map((other): TaskPair => ({ a: null, b: other, differs: [] }))];
}

function plain({ description }: TaskView): string {
  return description.toLowerCase().replace(/\s+/g, " ").trim();
}

function differences(one: TaskView, other: TaskView, matched: Map<string, string>): string[] {
  // Matching tasks can have different ids.
  const needs = one.depends_on.map((id) => matched.get(id) ?? id).toSorted().join();
  return [
    plain(one) !== plain(other) && "description",
    one.type !== other.type && "type",
    needs !== other.depends_on.toSorted().join() && "dependencies",
  ].filter((name) => name !== false);
}

export interface FilePair {
  name: string;
  a: Version | null;
  b: Version | null;
  state: "same" | "changed" | "only a" | "only b";
}

const ORDER: Record<FilePair["state"], number> = { changed: 0, "only a": 1, "only b": 2, same: 3 };

/** By name, in the newest version; differences first. Inputs are left out. */
export function pairFiles(a: readonly Artifact[], b: readonly Artifact[]): FilePair[] {
  const ofA = newestByName(a);
  const ofB = newestByName(b);
  const names = new Set([...ofA.keys(), ...ofB.keys()]);
  return [...names]
    .map((name): FilePair => {
      const one = ofA.get(name) ?? null;
      const other = ofB.get(name) ?? null;
      const state = !one ? "only b" : !other ? "only a" : one.digest === other.digest ? "same" : "changed";
      return { name, a: one, b: other, state };
    })
    .sort((x, y) => ORDER[x.state] - ORDER[y.state] || x.name.localeCompare(y.name));
}

function newestByName(artifacts: readonly Artifact[]): Map<string, Version> {
  const made = artifacts.filter(({ role }) => role !== "input");
  return new Map(groupFiles(made).map((group) => [group.name, newest(group)]));
}

export interface ModelRow {
  role: string;
  a: string;
  b: string;
}

/** The model of each role in both runs. */
export function modelRows(a: RunDetail["llms"], b: RunDetail["llms"]): ModelRow[] {
  const roles = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...roles].sort().map((role) => ({ role, a: a[role] ?? "", b: b[role] ?? "" }));
}

/** "40% less", "2.5×"; empty if there is no meaningful change. */
export function change(from: number, to: number, less = "less", more = "more"): string {
  if (from === to || from <= 0 || !Number.isFinite(to / from)) return "";
  const ratio = to / from;
  if (ratio >= 2) return `${Math.round(ratio * 10) / 10}×`;
  const percent = Math.round(Math.abs(1 - ratio) * 100);
  return percent === 0 ? "" : `${percent}% ${ratio < 1 ? less : more}`;
}
