import { useState } from "react";
import { useEstimateRunMutation } from "@/api/api";
import type { Consent } from "@/api/types";
import { basisOf, type Draft, startOf } from "./draft";

/** The estimates for a draft, as long as they are for what it says. */
export function useEstimates(draft: Draft, consent?: Consent) {
  const [estimate, { data, error, isLoading }] = useEstimateRunMutation();
  const [asked, setAsked] = useState("");
  const basis = basisOf(draft);
  const ask = () => {
    setAsked(basis);
    // As the draft says, not as a way that was taken from earlier estimates.
    void estimate(startOf({ ...draft, single: false, llm: "" }, consent));
  };
  const isCurrent = asked === basis;
  return { ask, isAsking: isLoading, made: isCurrent ? data : undefined, error: isCurrent ? error : undefined };
}
