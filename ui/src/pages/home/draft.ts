/** A goal being written: pure state, and what is sent for it. */
import type { Consent, Goal, InputFile, Limits } from "@/api/types";

export interface Attachment {
  id: string;
  name: string;
  size: number;
  /** Uploaded when `input` is there, failed when `error` is. */
  input?: InputFile;
  error?: string;
}
export const BUDGET_FIELDS = ["calls", "tokens", "usd", "seconds"] as const;
export type BudgetField = (typeof BUDGET_FIELDS)[number];
export type Budget = Record<BudgetField, string>;

export interface Draft {
  text: string;
  attachments: Attachment[];
  budget: Budget;
  /** null: as the settings have it. */
  planFirst: boolean | null;
}

export type DraftAction =
  | { type: "written"; text: string }
  | { type: "attached"; attachment: Attachment }
  | { type: "uploaded"; id: string; input: InputFile }
  | { type: "uploadFailed"; id: string; error: string }
  | { type: "detached"; id: string }
  | { type: "budgeted"; field: BudgetField; value: string }
  | { type: "planFirstSet"; planFirst: boolean };

export const EMPTY_DRAFT: Draft = {
  text: "",
  attachments: [],
  budget: { calls: "", tokens: "", usd: "", seconds: "" },
  planFirst: null,
};

export function draftReducer(draft: Draft, action: DraftAction): Draft {
  switch (action.type) {
    case "written":
      return { ...draft, text: action.text };
    case "attached":
      return { ...draft, attachments: [...draft.attachments, action.attachment] };
    case "uploaded":
      return change(draft, action.id, { input: action.input });
    case "uploadFailed":
      return change(draft, action.id, { error: action.error });
    case "detached":
      return { ...draft, attachments: draft.attachments.filter(({ id }) => id !== action.id) };
    case "budgeted":
      return { ...draft, budget: { ...draft.budget, [action.field]: action.value } };
    case "planFirstSet":
      return { ...draft, planFirst: action.planFirst };
  }
}

function change(draft: Draft, id: string, what: Partial<Attachment>): Draft {
  const attachments = draft.attachments.map((one) => (one.id === id ? { ...one, ...what } : one));
  return { ...draft, attachments };
}

/** Why a limit can't be what was typed; empty means the default holds. */
export function budgetError(field: BudgetField, value: string): string | undefined {
  if (value.trim() === "") return undefined;
  const amount = Number(value);
  if (!Number.isFinite(amount) || amount < 0) return "A number of 0 or more";
  if (field === "seconds" && amount === 0) return "More than 0";
  if ((field === "calls" || field === "tokens") && !Number.isInteger(amount)) return "A whole number";
  return undefined;
}

/** What keeps the draft from being started, or null. */
export function obstacle(draft: Draft): string | null {
  if (draft.text.trim() === "") return "Say first what should be done.";
  if (draft.attachments.some(({ input, error }) => !input && !error)) return "A file is still being uploaded.";
  if (draft.attachments.some(({ error }) => error)) return "A file could not be uploaded. Remove it or attach it again.";
  if (BUDGET_FIELDS.some((field) => budgetError(field, draft.budget[field]))) return "The budget has an entry that can't be used.";
  return null;
}

/** The settings' consent holds where the draft says nothing. */
export function goalOf(draft: Draft, consent: Consent = {}): Goal {
  const limits = limitsOf(draft.budget);
  const inputs = draft.attachments.flatMap(({ input }) => input ?? []);
  return {
    text: draft.text.trim(),
    ...(inputs.length > 0 && { inputs }),
    ...(Object.keys(limits).length > 0 && { limits }),
    consent: { ...consent, plan: isPlanFirst(draft, consent) },
  };
}

export function isPlanFirst(draft: Draft, consent: Consent = {}): boolean {
  return draft.planFirst ?? consent.plan ?? false;
}

function limitsOf(budget: Budget): Partial<Limits> {
  const { calls, tokens, usd, seconds } = budget;
  return {
    ...(calls.trim() && { calls: Number(calls) }),
    ...(tokens.trim() && { tokens: Number(tokens) }),
    ...(usd.trim() && { usd: usd.trim() }),
    ...(seconds.trim() && { seconds: Number(seconds) }),
  };
}
