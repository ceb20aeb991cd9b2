/** "+1:02.5", the time since the run's start; always in the same format, so that a column lines up. */
export function offsetText(at: string, startedAt: number): string {
  const seconds = Math.max(0, (Date.parse(at) - startedAt) / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = (Math.floor((seconds % 60) * 10) / 10).toFixed(1).padStart(4, "0");
  return hours > 0 ? `+${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `+${minutes}:${rest}`;
}
