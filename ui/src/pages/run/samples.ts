/** Sample data for this page's tests. */
import type { Attempt, TaskDetail, TaskView } from "@/api/types";
import { USAGE } from "@/test/samples";

export const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, second)).toISOString();

export function taskView(changes: Partial<TaskView> = {}): TaskView {
  return {
    task_id: "t1", type: "analysis", description: "Compute the figures", depends_on: [], status: "working",
    agent: "ada", llm: "m", attempt_id: "t1#1", attempts: 1, rejections: 0, failures: 0, outages: 0, reason: "",
    started_at: at(0), ended_at: null, spent: USAGE, priority: 5, checks: 1, deliverables: [], ...changes,
  };
}

export function attempt(changes: Partial<Attempt> = {}): Attempt {
  return {
    attempt_id: "t1#1", agent: "ada", llm: "m", started_at: at(0), ended_at: at(10), judged_at: at(12), fault: "",
    calls: [], notes: [], text: "the answer", files: [], doubtful: [],
    review: { verdict: "accepted", reviewer: "checks", results: [], feedback: "" }, ...changes,
  };
}

export function taskDetail(changes: Partial<TaskDetail> = {}): TaskDetail {
  return { ...taskView(), success_criteria: [], auctions: [], attempt_list: [], ...changes };
}
