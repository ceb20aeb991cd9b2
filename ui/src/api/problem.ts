/** Errors as the interface shows them: what application/problem+json says, or why there was no answer. */
import type { FetchBaseQueryError } from "@reduxjs/toolkit/query";

export interface Problem {
  /** The HTTP status; 0 if no answer came. */
  status: number;
  detail: string;
  code: string;
}

export function toProblem(error: FetchBaseQueryError): Problem {
  switch (error.status) {
    case "FETCH_ERROR":
      return { status: 0, code: "unreachable", detail: "The server can't be reached. Is hocket still running?" };
    case "TIMEOUT_ERROR":
      return { status: 0, code: "timeout", detail: "The server took too long to answer. Try again." };
    case "PARSING_ERROR":
      return unreadable(error.originalStatus);
    case "CUSTOM_ERROR":
      return { status: 0, code: "unknown", detail: error.error };
    default:
      return fromBody(error.status, error.data);
  }
}

/** Whatever a hook's `error` or a rejected `unwrap()` holds, as a Problem. */
export function problemOf(error: unknown): Problem {
  if (isRecord(error) && typeof error.detail === "string") {
    return {
      status: typeof error.status === "number" ? error.status : 0,
      code: typeof error.code === "string" ? error.code : "unknown",
      detail: error.detail,
    };
  }
  const detail = isRecord(error) && typeof error.message === "string" ? error.message : "Something went wrong.";
  return { status: 0, code: "unknown", detail };
}

function fromBody(status: number, data: unknown): Problem {
  if (!isRecord(data)) return unreadable(status);
  const detail = [data.detail, data.title].find((text) => typeof text === "string" && text !== "");
  if (typeof detail !== "string") return unreadable(status);
  return { status, detail, code: typeof data.code === "string" ? data.code : "unknown" };
}

function unreadable(status: number): Problem {
  return { status, code: "unknown", detail: `The server answered with status ${status} and no reason.` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
