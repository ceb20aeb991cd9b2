/** Validates numbers as typed; each error names the field, the value and the fix. */

export interface NumberRule {
  label: string;
  whole?: boolean;
  min: number;
  max?: number;
  /** `min` itself is not allowed. */
  above?: boolean;
  /** May be left empty. */
  optional?: boolean;
}

const DECIMAL = /^-?(\d+(\.\d*)?|\.\d+)$/;

export function numberError(rule: NumberRule, text: string): string | undefined {
  const typed = text.trim();
  if (typed === "") return rule.optional ? undefined : `${rule.label} is empty. Enter ${wanted(rule)}.`;
  return fits(rule, typed) ? undefined : `${rule.label} can't be “${typed}”. Enter ${wanted(rule)}.`;
}

function fits({ whole, min, max, above }: NumberRule, typed: string): boolean {
  // Number() alone would also take "0x1f", "1e9" and "Infinity".
  if (!DECIMAL.test(typed)) return false;
  const amount = Number(typed);
  if (whole && !Number.isInteger(amount)) return false;
  return (above ? amount > min : amount >= min) && amount <= (max ?? Infinity);
}

function wanted({ whole, min, max, above, optional }: NumberRule): string {
  const kind = whole ? "a whole number" : "a number";
  const range = max !== undefined ? `from ${min} to ${max}` : above ? `above ${min}` : `of ${min} or more`;
  return `${kind} ${range}${optional ? ", or leave it empty" : ""}`;
}
