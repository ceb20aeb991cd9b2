/** What a fork changes, as typed. Empty means unchanged. */
import type { Fork, Limits } from "@/api/types";

export const LIMIT_FIELDS = ["calls", "tokens", "usd", "seconds"] as const;
export type LimitField = (typeof LIMIT_FIELDS)[number];

export interface ForkDraft {
  at: string;
  llms: Record<string, string>;
  limits: Record<LimitField, string>;
  agent: Record<string, string>;
}

export function emptyFork(at: number): ForkDraft {
  return { at: String(at), llms: {}, limits: { calls: "", tokens: "", usd: "", seconds: "" }, agent: {} };
}

export function seqError(text: string, last: number): string | undefined {
  const at = Number(text);
  return Number.isInteger(at) && at >= 1 && at <= last ? undefined : `Enter a whole number from 1 to ${last}`;
}

export function limitError(field: LimitField, text: string): string | undefined {
  if (text.trim() === "") return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) return "Enter a number above 0";
  return (field === "calls" || field === "tokens") && !Number.isInteger(value) ? "Enter a whole number" : undefined;
}

export function forkOf({ at, llms, limits, agent }: ForkDraft): Fork {
  const changed = Object.fromEntries(
    LIMIT_FIELDS.filter((field) => limits[field].trim() !== "").map((field) => [
      field,
      field === "usd" ? limits[field].trim() : Number(limits[field]),
    ]),
  ) as Partial<Limits>;
  return {
    at: Number(at),
    ...(hasAny(changed) && { limits: changed }),
    ...(hasAny(filled(llms)) && { llms: filled(llms) }),
    ...(hasAny(filled(agent)) && { agents: filled(agent) }),
  };
}

function filled(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

function hasAny(values: object): boolean {
  return Object.keys(values).length > 0;
}
