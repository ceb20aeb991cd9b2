/** The form for a new key: its state as typed, its validation, and the request made from it. Pure. */
import type { Key, KeyDraft, Role } from "@/api/types";
import { numberError } from "@/text/numbers";

export const EXPIRIES = [
  { id: "30", text: "In 30 days" },
  { id: "90", text: "In 90 days" },
  { id: "365", text: "In a year" },
  { id: "days", text: "In … days" },
  { id: "never", text: "Never" },
] as const;
export type Expiry = (typeof EXPIRIES)[number]["id"];

const MAX_NAME = 80;
const MAX_DAYS = 3650;

export interface KeyForm {
  name: string;
  role: Role;
  agent: string;
  expiry: Expiry;
  days: string;
}
export type KeyErrors = Partial<Record<"name" | "agent" | "days", string>>;

export const EMPTY_KEY: KeyForm = { name: "", role: "observer", agent: "", expiry: "90", days: "" };

export function errorsOf({ name, role, agent, expiry, days }: KeyForm): KeyErrors {
  const errors: KeyErrors = {};
  if (name.trim() === "") errors.name = "Name is empty. Enter who or what will use the key.";
  else if (name.trim().length > MAX_NAME) errors.name = `Name has ${name.trim().length} characters. Use at most ${MAX_NAME}.`;
  if (role === "specialist_agent" && agent === "") errors.agent = "Agent is empty. Choose the agent whose tasks the key may read.";
  const daysError = numberError({ label: "Days", whole: true, min: 1, max: MAX_DAYS }, days);
  if (expiry === "days" && daysError) errors.days = daysError;
  return errors;
}

export function draftOf({ name, role, agent, expiry, days }: KeyForm): KeyDraft {
  return {
    name: name.trim(),
    role,
    ...(role === "specialist_agent" && { agent }),
    ...(expiry !== "never" && { expires_in_days: Number(expiry === "days" ? days : expiry) }),
  };
}

export type KeyState = "active" | "expired" | "revoked";

export function stateOf({ revoked_at, expires_at }: Pick<Key, "revoked_at" | "expires_at">, now: number): KeyState {
  if (revoked_at !== null) return "revoked";
  return expires_at !== null && Date.parse(expires_at) <= now ? "expired" : "active";
}
