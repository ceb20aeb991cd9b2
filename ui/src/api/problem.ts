/** Errors as the app shows them: the text of an application/problem+json, or why there was no response. */
import type { FetchBaseQueryError } from "@reduxjs/toolkit/query";

export interface Problem {
  /** The HTTP status; 0 without a response. */
  status: number;
  detail: string;
  code: string;
}

export function toProblem(error: FetchBaseQueryError): Problem {
  switch (error.status) {
    case "FETCH_ERROR":
      return { status: 0, code: "unreachable", detail: "Can't reach the server. Is hocket still running?" };
    case "TIMEOUT_ERROR":
      return { status: 0, code: "timeout", detail: "The server took too long to respond. Try again." };
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
  return { status, code: "unknown", detail: `The server responded with status ${status} and no reason.` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
