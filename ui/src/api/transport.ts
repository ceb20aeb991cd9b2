/** How requests are sent: same origin, one idempotency key per user action, errors as Problems. */
import {
  fetchBaseQuery,
  type BaseQueryFn,
  type FetchArgs,
  type FetchBaseQueryMeta,
} from "@reduxjs/toolkit/query";
import { type Problem, toProblem } from "./problem";
import { signedOut } from "./session";

export const API = "/api/v1";
const RETRIES = 2;
const RETRY_MS = 400;

type Transport = BaseQueryFn<string | FetchArgs, unknown, Problem, object, FetchBaseQueryMeta>;

// Absolute, as fetch has no relative URLs outside a browser page (in tests).
const send = fetchBaseQuery({ baseUrl: new URL(API, window.location.origin).href, credentials: "same-origin" });

export const transport: Transport = async (request, context, extra) => {
  const args = withKey(typeof request === "string" ? { url: request } : request);
  const isPost = args.method === "POST";
  for (let retries = 0; ; retries += 1) {
    const { data, error, meta } = await send(args, context, extra);
    if (!error) return { data, meta };
    // The key makes it safe to repeat a POST whose response was lost.
    if (isPost && error.status === "FETCH_ERROR" && retries < RETRIES && !context.signal.aborted) {
      await pause(RETRY_MS * 2 ** retries);
      continue;
    }
    const problem = toProblem(error);
    if (problem.status === 401) context.dispatch(signedOut());
    return { error: problem, meta };
  }
};

function withKey(args: FetchArgs): FetchArgs {
  if (args.method !== "POST") return args;
  return { ...args, headers: { "Idempotency-Key": uuid(), ...(args.headers as Record<string, string>) } };
}

/** crypto.randomUUID exists only on secure origins; a phone on the local network may not be on one. */
export function uuid(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
