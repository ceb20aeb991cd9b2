/** The filter is part of the address, so that it can be shared and survives going back. */
import { useSearchParams } from "react-router";
import type { RunOutcome } from "@/api/types";

export const OUTCOMES: readonly RunOutcome[] = [
  "running", "waiting", "accepted", "corroborated", "unproven", "failed", "cancelled", "interrupted",
];

export interface RunFilter {
  q: string;
  outcome: RunOutcome[];
}

export function useRunFilter() {
  const [parameters, setParameters] = useSearchParams();
  const selected = parameters.getAll("outcome");
  const filter: RunFilter = {
    q: parameters.get("q") ?? "",
    outcome: OUTCOMES.filter((outcome) => selected.includes(outcome)),
  };
  const change = ({ q, outcome }: RunFilter) => {
    const next = new URLSearchParams(outcome.map((name) => ["outcome", name]));
    if (q) next.set("q", q);
    setParameters(next, { replace: true });
  };
  return {
    filter,
    change,
    clear: () => change({ q: "", outcome: [] }),
    isSet: filter.q !== "" || filter.outcome.length > 0,
  };
}
