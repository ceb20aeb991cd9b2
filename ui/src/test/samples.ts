import type { RunSummary, Usage } from "@/api/types";

export const USAGE: Usage = {
  calls: 3, prompt_tokens: 900, cached_tokens: 0, completion_tokens: 300, usd: "0", seconds: 4,
};

export function runSummary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    run_id: "r1",
    goal: "Write a limerick about rain",
    status: "running",
    outcome: "running",
    verdict: "",
    phase: "act",
    started_at: "2026-11-21T10:00:00Z",
    last_at: "2026-11-21T10:00:10Z",
    ended_at: null,
    seconds: 10,
    tasks: { total: 3, waiting: 1, working: 1, reviewing: 0, done: 1, dead: 0 },
    spent: USAGE,
    limits: { calls: 200, tokens: 500_000, usd: "1", seconds: 3600, agents: 2000, depth: 3 },
    questions: 0,
    parent: null,
    forked_from: null,
    public: true,
    reason: "",
    ...changes,
  };
}
