/** A task's story cut at a moment: the server tells it as of now, a replay shows it as of then. */
import type { Attempt, Span, TaskDetail, TaskView } from "@/api/types";

export function taskAsOf(task: TaskDetail, view: TaskView, until: string): TaskDetail {
  const end = Date.parse(until);
  const attempts = task.attempt_list.filter(({ started_at }) => !isAfter(started_at, end)).map((one) => attemptAsOf(one, end));
  return { ...task, ...view, attempt_list: attempts, auctions: auctionsAsOf(task, attempts.length) };
}

function attemptAsOf(attempt: Attempt, end: number): Attempt {
  const calls = attempt.calls.filter(({ at }) => !isAfter(at, end));
  const works = isAfter(attempt.ended_at, end);
  const isUnjudged = works || isAfter(attempt.judged_at ?? null, end);
  return {
    ...attempt,
    calls,
    review: isUnjudged ? null : attempt.review,
    ...(works && { ended_at: null, text: null, files: [], fault: "", doubtful: [] }),
  };
}

/** Auctions carry no times, but each award began an attempt. */
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

/** No time means: not yet, which is no reason to leave something out. */
function isAfter(iso: string | null, end: number): boolean {
  return iso !== null && Date.parse(iso) > end;
}
