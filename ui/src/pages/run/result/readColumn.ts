/** A column of an input file in words. */
import type { ReadColumn } from "@/api/types";

const SHOWN = 4;
const CHARS = 28;

/** Its range, or its most frequent values with their numbers, or examples. */
export function valuesText(column: ReadColumn): string {
  const { minimum, maximum, values } = column;
  if (minimum !== null && maximum !== null) return minimum === maximum ? `always ${minimum}` : `${minimum} to ${maximum}`;
  const shown = values.slice(0, SHOWN).map(([text, count]) => (count > 1 ? `${short(text)} (${count})` : short(text)));
  const more = column.distinct - shown.length;
  return more > 0 && shown.length > 0 ? `${shown.join(", ")}, ${more} more` : shown.join(", ");
}

/** What is odd about it; empty if nothing is. */
export function oddText(column: ReadColumn): string {
  const odd = column.odd_count > 0 ? [`${column.odd_count} odd: ${column.odd.map(short).join(", ")}`] : [];
  return [...odd, ...(column.is_open ? ["day and month may be swapped"] : [])].join("; ");
}

export function typeText(column: ReadColumn): string {
  if (column.unit === "") return column.type;
  return `${column.type} (${column.unit === "mixed" ? "several units" : column.unit})`;
}

function short(text: string): string {
  return text.length > CHARS ? `${text.slice(0, CHARS)}…` : text;
}
