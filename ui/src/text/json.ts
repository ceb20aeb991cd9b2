/** JSON for reading. */

/** Longer texts are shown as they are: formatting them would block the page. */
export const MAX_PRETTY = 200_000;

/** Indented, or null if the text is not a JSON object or array. */
export function prettyJson(text: string): string | null {
  const trimmed = text.trim();
  if (!/^[[{]/.test(trimmed) || trimmed.length > MAX_PRETTY) return null;
  try {
    return JSON.stringify(JSON.parse(trimmed), null, 2);
  } catch {
    return null;
  }
}

/** A string as it is; anything else as indented JSON. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}
