import type { RunResult } from "@/api/types";
import { plural } from "@/text/format";

/** The verdict's grounds in one sentence. */
export function restsOn({ verdict, results }: RunResult): string {
  const proving = results.filter((result) => result.passed && result.proves !== false).length;
  const form = results.filter((result) => result.passed && result.proves === false).length;
  const failed = results.filter((result) => result.passed === false).length;
  const open = results.filter((result) => result.passed === null).length;
  if (results.length === 0) {
    return verdict === "accepted" ? "Each task was accepted on its own checks." : "No check was set, so nothing proves it.";
  }
  const parts = [
    proving > 0 && `${plural(proving, "check")} passed on evidence`,
    form > 0 && `${plural(form, "check")} passed on form only`,
    failed > 0 && `${failed} failed`,
    open > 0 && `${open} could not be run`,
  ].filter(Boolean);
  return `${parts.join(", ")}.`;
}
