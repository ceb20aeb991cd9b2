/** Events during an attempt, in words. */
import type { Attempt } from "@/api/types";
import { formatCount } from "@/text/format";

const STEPS: Record<string, string> = {
  repaired: "The answer's JSON was repaired",
  asked_again: "The answer did not match its schema, so the model was asked again",
  gave_up: "No answer matched its schema",
};

const STEPS_OF_OTHERS: Record<string, Record<string, string>> = {
  text: {
    asked_again: "The answer was empty, so the model was asked again",
    gave_up: "No answer had any text",
  },
  thoughts: {
    asked_again: "The model's thoughts left no room for its answer, so it was asked again with more",
    gave_up: "The model's thoughts left no room for its answer",
  },
  repetition: {
    asked_again: "The answer repeated itself, so it was stopped and asked for anew",
    repaired: "The answer repeated itself, so it was stopped and cut back",
    gave_up: "The answer repeated itself before it was whole",
  },
};

export function noteText({ type, event }: Attempt["notes"][number]): string {
  switch (type) {
    case "StructureMended":
      return [STEPS_OF_OTHERS[String(event.subject)]?.[String(event.step)] ?? STEPS[String(event.step)] ?? `Answer format: ${event.step}`, event.fault].filter(Boolean).join(": ");
    case "TryFailed":
      return `Try ${event.number} of ${event.name} failed: ${event.reason}`;
    case "PromptCompacted": {
      const dropped = Array.isArray(event.dropped) && event.dropped.length > 0 ? `; left out: ${event.dropped.join(", ")}` : "";
      return `A prompt of ${tokens(event.before_tokens)} was shortened to ${tokens(event.after_tokens)} for a window of ${tokens(event.window_tokens)}${dropped}`;
    }
    case "EffectDoubtful":
      return `${event.tool} may or may not have happened (call ${event.ordinal}); it was not repeated`;
    default:
      return type;
  }
}

function tokens(count: unknown): string {
  return `${formatCount(Number(count))} tokens`;
}
