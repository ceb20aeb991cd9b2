/** How a call ended, if it is not simply answered: the code of its error, or that it was cut off. */
export function howEnded({ error = "", truncated = false }: { error?: string; truncated?: boolean }): string {
  if (error) return `error: ${error}`;
  return truncated ? "cut off" : "";
}
