/** The state of a goal being written, and the request made from it. Pure. */
import type { Consent, Goal, InputFile, Limits, RunStart } from "@/api/types";

export interface Attachment {
  id: string;
  name: string;
  size: number;
  /** `input` is set after the upload, `error` if it failed. */
  input?: InputFile;
  error?: string;
}
export const BUDGET_FIELDS = ["calls", "tokens", "usd", "seconds"] as const;
export type BudgetField = (typeof BUDGET_FIELDS)[number];
export type Budget = Record<BudgetField, string>;

export const CARES = ["low", "normal", "high"] as const;
export type Care = (typeof CARES)[number];

export interface Draft {
  text: string;
  attachments: Attachment[];
  budget: Budget;
  /** null: as in the settings. */
  planFirst: boolean | null;
  care: Care;
  /** Kept one task, though several files are asked for. */
  single: boolean;
  /** The LLM that works; empty: that of the settings. */
  llm: string;
}

export type DraftAction =
  | { type: "written"; text: string }
  | { type: "attached"; attachment: Attachment }
  | { type: "uploaded"; id: string; input: InputFile }
  | { type: "uploadFailed"; id: string; error: string }
  | { type: "detached"; id: string }
  | { type: "budgeted"; field: BudgetField; value: string }
  | { type: "careSet"; care: Care }
  | { type: "wayTaken"; care: Care; single: boolean; llm: string }
  | { type: "planFirstSet"; planFirst: boolean };

export const EMPTY_DRAFT: Draft = {
  text: "",
  attachments: [],
  budget: { calls: "", tokens: "", usd: "", seconds: "" },
  planFirst: null,
  care: "normal",
  single: false,
  llm: "",
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
    case "careSet":
      return { ...draft, care: action.care };
    case "wayTaken":
      return { ...draft, care: action.care, single: action.single, llm: action.llm };
    case "planFirstSet":
      return { ...draft, planFirst: action.planFirst };
  }
}

function change(draft: Draft, id: string, changes: Partial<Attachment>): Draft {
  const attachments = draft.attachments.map((attachment) => (attachment.id === id ? { ...attachment, ...changes } : attachment));
  return { ...draft, attachments };
}

/** Why a limit is invalid. An empty field means the default. */
export function budgetError(field: BudgetField, value: string): string | undefined {
  if (value.trim() === "") return undefined;
  const amount = Number(value);
  if (!Number.isFinite(amount) || amount < 0) return "Enter a number of 0 or more";
  if (field === "seconds" && amount === 0) return "Enter a number above 0";
  if ((field === "calls" || field === "tokens") && !Number.isInteger(amount)) return "Enter a whole number";
  return undefined;
}

/** Why the draft can't start yet, or null. */
export function obstacle(draft: Draft): string | null {
  if (draft.text.trim() === "") return "Describe the goal first.";
  if (draft.attachments.some(({ input, error }) => !input && !error)) return "A file is still uploading.";
  if (draft.attachments.some(({ error }) => error)) return "A file failed to upload. Remove it, or attach it again.";
  if (BUDGET_FIELDS.some((field) => budgetError(field, draft.budget[field]))) return "The budget has an invalid value.";
  return null;
}

/** The draft overrides the settings' consent. */
export function goalOf(draft: Draft, consent: Consent = {}): Goal {
  const limits = limitsOf(draft.budget);
  const inputs = draft.attachments.flatMap(({ input }) => input ?? []);
  return {
    text: draft.text.trim(),
    ...(inputs.length > 0 && { inputs }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(draft.care !== "normal" && { care: draft.care }),
    consent: { ...consent, plan: isPlanFirst(draft, consent) },
  };
}

export function startOf(draft: Draft, consent?: Consent): RunStart {
  return {
    goal: goalOf(draft, consent),
    ...(draft.single && { plan: "single" as const }),
    ...(draft.llm && { llm: draft.llm }),
  };
}

/** What estimates depend on, besides the way that is taken. */
export function basisOf({ text, attachments, budget }: Draft): string {
  return JSON.stringify([text.trim(), attachments.map(({ input }) => input?.digest), budget]);
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
