/** The form for the defaults of new goals: its state as typed, and the request made from it. Pure. */
import type { Limits, Settings, SettingsChange } from "@/api/types";
import { numberError, type NumberRule } from "@/text/numbers";

export const THRESHOLDS = ["none", "high", "medium", "low"] as const;
export type Threshold = (typeof THRESHOLDS)[number];

/** Empty means no limit. */
export type LimitTexts = Record<keyof Limits, string>;
export interface GeneralForm {
  limits: LimitTexts;
  consent: { plan: boolean; effects: Threshold; results: boolean; questions: boolean };
}

export const LIMITS: readonly { key: keyof Limits; hint: string; rule: NumberRule }[] = [
  { key: "calls", hint: "Total per run", rule: { label: "Model calls", whole: true, min: 0, optional: true } },
  { key: "tokens", hint: "Prompts and answers", rule: { label: "Tokens", whole: true, min: 0, optional: true } },
  { key: "usd", hint: "By the prices in config.toml", rule: { label: "Cost in USD", min: 0, optional: true } },
  { key: "seconds", hint: "From start to end", rule: { label: "Time in seconds", min: 0, above: true, optional: true } },
  { key: "agents", hint: "Total started", rule: { label: "Attempts", whole: true, min: 1, optional: true } },
  { key: "depth", hint: "Levels of nested goals", rule: { label: "Depth", whole: true, min: 0 } },
];

export function formOf({ limits, consent }: Pick<Settings, "limits" | "consent">): GeneralForm {
  const texts = LIMITS.map(({ key }) => [key, limits[key] === null ? "" : String(limits[key])]);
  return {
    limits: Object.fromEntries(texts) as LimitTexts,
    consent: {
      plan: consent.plan ?? false,
      effects: THRESHOLDS.find((threshold) => threshold === consent.effects) ?? "none",
      results: consent.results ?? false,
      questions: consent.questions ?? false,
    },
  };
}

export function errorsOf({ limits }: GeneralForm): Partial<LimitTexts> {
  const errors = LIMITS.map(({ key, rule }) => [key, numberError(rule, limits[key])]);
  return Object.fromEntries(errors.filter(([, error]) => error)) as Partial<LimitTexts>;
}

export function changeOf({ limits, consent }: GeneralForm): Required<SettingsChange> {
  const amount = (key: keyof Limits) => (limits[key].trim() === "" ? null : Number(limits[key]));
  return {
    limits: {
      calls: amount("calls"),
      tokens: amount("tokens"),
      // Money stays text, so that it loses no digits.
      usd: limits.usd.trim() || null,
      seconds: amount("seconds"),
      agents: amount("agents"),
      depth: Number(limits.depth),
    },
    consent,
  };
}
