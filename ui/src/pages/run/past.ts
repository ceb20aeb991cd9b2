/** A task as of a past moment: the server returns its current state, a replay cuts it off. */
import type { Attempt, Span, TaskDetail, TaskView } from "@/api/types";

export function taskAsOf(task: TaskDetail, view: TaskView, until: string): TaskDetail {
  const end = Date.parse(until);
  const attempts = task.attempt_list.filter(({ started_at }) => !isAfter(started_at, end)).map((attempt) => attemptAsOf(attempt, end));
  return { ...task, ...view, attempt_list: attempts, auctions: auctionsAsOf(task, attempts.length) };
}

function attemptAsOf(attempt: Attempt, end: number): Attempt {
  const calls = attempt.calls.filter(({ at }) => !isAfter(at, end));
  const isWorking = isAfter(attempt.ended_at, end);
  const isUnjudged = isWorking || isAfter(attempt.judged_at ?? null, end);
  return {
    ...attempt,
    calls,
    review: isUnjudged ? null : attempt.review,
    ...(isWorking && { ended_at: null, text: null, files: [], fault: "", doubtful: [] }),
  };
}

/** Auctions have no times, but each award started an attempt. */
function auctionsAsOf({ auctions }: TaskDetail, attempts: number): TaskDetail["auctions"] {
  let awarded = 0;
  return auctions.filter(({ award }) => {
    if (awarded >= attempts) return false;
    if (award) awarded += 1;
    return true;
  });
}

export function spansAsOf(spans: readonly Span[], until: string): Span[] {
  const end = Date.parse(until);
  return spans
    .filter(({ started_at }) => !isAfter(started_at, end))
    .map((span) => (isAfter(span.ended_at, end) ? { ...span, ended_at: null, ok: null } : span));
}

/** No time means that it has not happened yet, so nothing is left out. */
function isAfter(iso: string | null, end: number): boolean {
  return iso !== null && Date.parse(iso) > end;
}
