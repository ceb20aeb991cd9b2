/** What the sentences of a report rest on, from the file beside it. */
import { useEffect, useState } from "react";
import type { Artifact } from "@/api/types";

export interface Fact {
  name: string;
  value: number | string;
  unit: string;
  of: string;
  when: string[];
  source: string;
  program: string;
  rows: number[];
}
export interface Evidence {
  sentence: string;
  facts: Fact[];
  /** Whether it is a guess or judgement of the author, and worded so. */
  judgement?: boolean;
}

/** The text of the first file of a result whose name ends so; empty without one, or while it loads. */
export function useTextOf(files: readonly Artifact[], ending: string): string {
  const href = files.find(({ name }) => name.endsWith(ending))?.href;
  const [text, setText] = useState("");
  useEffect(() => {
    if (!href) return;
    let active = true;
    void fetch(href, { credentials: "same-origin" })
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((read) => active && setText(read))
      .catch(() => undefined);
    return () => {
      active = false;
    };
  }, [href]);
  return text;
}

/** An agent may have written the file, so nothing of its form is certain. */
export function evidenceOf(text: string): Evidence[] {
  try {
    const { sentences } = JSON.parse(text) as { sentences?: unknown };
    return Array.isArray(sentences) ? sentences.filter(isEvidence) : [];
  } catch {
    return [];
  }
}

function isEvidence(entry: unknown): entry is Evidence {
  const { sentence, facts, judgement } = (entry ?? {}) as Partial<Evidence>;
  if (judgement !== undefined && typeof judgement !== "boolean") return false;
  return typeof sentence === "string" && sentence !== "" && Array.isArray(facts) && facts.every(isFact);
}

function isFact(fact: unknown): fact is Fact {
  const { name, value, unit, of, when, source, program, rows } = (fact ?? {}) as Partial<Fact>;
  const texts = [name, unit, of, source, program].every((text) => typeof text === "string");
  return texts && ["number", "string"].includes(typeof value) && Array.isArray(when) && Array.isArray(rows);
}

export function valueText({ value, unit }: Fact): string {
  const number = typeof value === "number" ? value.toLocaleString("en", { maximumFractionDigits: 4 }) : value;
  return [number, unit].filter(Boolean).join(" ");
}

export function originText({ source, program, rows }: Fact): string {
  const shown = rows.length > 0 ? `${rows.length === 1 ? "row" : "rows"} ${rows.join(", ")}` : "";
  return [program, source, shown].filter(Boolean).join(" · ");
}
