/** Passports: what tested models can do. */

export interface SkillScore {
  skill: string;
  title: string;
  right: number;
  tries: number;
  /** A 90 % interval of the share. */
  low: number;
  high: number;
  /** What was told apart, with how often it was passed and tried. */
  marks: Record<string, [passed: number, tries: number]>;
  note: string;
  unjudged: number;
}
export interface SpeedAt {
  slots: number;
  prompt_tokens_per_s: number;
  tokens_per_s: number;
  total_tokens_per_s: number;
  /** The machine had other work, so that it is faster when idle. */
  busy: boolean;
}
export interface PassportCard {
  skills: SkillScore[];
  speeds: SpeedAt[];
  load_s: number | null;
  memory_bytes: number;
  /** 0 if it was not measured. */
  window_tokens: number;
  probes: number;
  seconds: number;
  prompt_tokens: number;
  completion_tokens: number;
}
/** How a model is to be tested. */
export interface TestForm {
  /** Only the short form. */
  quick: boolean;
  /** Take all of it again, also what is known. */
  again: boolean;
}
export interface Passport {
  model: string;
  digest: string;
  /** Taken on this kind of machine, with the probes of this release. */
  here: boolean;
  machine: { fingerprint: string; system: string; architecture: string; cores: number; memory_gb: number };
  /** What limits its identity. */
  remark: string;
  tested_at: string | null;
  card: PassportCard;
}
