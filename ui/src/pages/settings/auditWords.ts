/** Outcomes of the audit log in words; the server writes the status of its answer. */

const WORDS: Record<number, string> = {
  401: "not signed in",
  403: "not allowed",
  404: "not there",
  409: "conflict",
  412: "changed meanwhile",
  422: "not valid",
  429: "too often",
};

export function outcomeText(outcome: string): string {
  const status = statusOf(outcome);
  if (status === null) return outcome;
  if (status < 400) return "done";
  return WORDS[status] ?? (status < 500 ? "refused" : "failed");
}

/** What is not known to have gone well stands out. */
export function wentWell(outcome: string): boolean {
  const status = statusOf(outcome);
  return status === null ? outcome === "done" : status < 400;
}

function statusOf(outcome: string): number | null {
  return /^[1-5]\d\d$/.test(outcome) ? Number(outcome) : null;
}

/** Paths without what all of them begin with. */
export function targetText(target: string): string {
  return target.replace(/^\/api\/v\d+(?=\/)/, "");
}
