import type { RunResult } from "@/api/types";
import { plural } from "@/text/format";

/** The evidence for a verdict, in one sentence. */
export function evidenceText({ verdict, results }: RunResult): string {
  const proving = results.filter((result) => result.passed && result.proves !== false).length;
  const format = results.filter((result) => result.passed && result.proves === false).length;
  const failed = results.filter((result) => result.passed === false).length;
  const open = results.filter((result) => result.passed === null).length;
  if (results.length === 0) {
    if (verdict === "corroborated") return "No check proves it, but methods that did not see one another agree on it.";
    return verdict === "accepted" ? "Each task passed its own checks." : "It has no checks, so nothing proves it.";
  }
  const parts = [
    proving > 0 && `${plural(proving, "check")} passed`,
    format > 0 && `${plural(format, "format check")} passed`,
    failed > 0 && `${failed} failed`,
    open > 0 && `${open} could not run`,
  ].filter(Boolean);
  return `${parts.join(", ")}.`;
}
