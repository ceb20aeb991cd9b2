/** Outcomes in the audit log as words. The server logs the status of its response. */

const WORDS: Record<number, string> = {
  401: "not signed in",
  403: "not allowed",
  404: "not found",
  409: "conflict",
  412: "edit conflict",
  422: "invalid",
  429: "rate limited",
};

export function outcomeText(outcome: string): string {
  const status = statusOf(outcome);
  if (status === null) return outcome;
  if (status < 400) return "done";
  return WORDS[status] ?? (status < 500 ? "refused" : "failed");
}

/** Outcomes not known to be successful are highlighted. */
export function isSuccess(outcome: string): boolean {
  const status = statusOf(outcome);
  return status === null ? outcome === "done" : status < 400;
}

function statusOf(outcome: string): number | null {
  return /^[1-5]\d\d$/.test(outcome) ? Number(outcome) : null;
}

/** Paths without their common prefix. */
export function targetText(target: string): string {
  return target.replace(/^\/api\/v\d+(?=\/)/, "");
}
