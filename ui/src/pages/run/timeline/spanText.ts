import type { Span } from "@/api/types";
import { formatDuration } from "@/text/format";

export const KINDS: Record<Span["kind"], string> = {
  plan: "Planning",
  attempt: "Attempt",
  review: "Review",
  question: "Question to you",
  synthesis: "Synthesis",
};

export function outcomeText({ kind, ok, ended_at }: Span): string {
  if (ended_at === null) return kind === "question" ? "waiting" : "in progress";
  if (ok === null) return "ended";
  if (kind === "question") return ok ? "approved" : "rejected";
  return ok ? "succeeded" : "rejected or failed";
}

/** A span in one sentence, for screen readers. */
export function spokenSpan(span: Span, start: number, end: number, origin: number): string {
  const from = formatDuration((start - origin) / 1000);
  return `${KINDS[span.kind]}: ${span.label}, ${span.lane}, from ${from}, ${formatDuration((end - start) / 1000)}, ${outcomeText(span)}`;
}
