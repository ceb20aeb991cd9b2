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
      const steps = Array.isArray(event.steps) && event.steps.length > 0 ? ` by ${listText(event.steps.map(stepText))}` : "";
      return `A prompt of ${tokens(event.before_tokens)} was shortened to ${tokens(event.after_tokens)} for a window of ${tokens(event.window_tokens)}${steps}${dropped}`;
    }
    case "ConversationHandedOver":
      return `The conversation of ${tokens(event.before_tokens)} outgrew the room in its window of ${tokens(event.window_tokens)}. A fresh one of ${tokens(event.after_tokens)} took over, with ${formatCount(Number(event.messages))} messages as one`;
    case "AnswerHeld":
      return `The attempt has an answer and works on${event.lacks ? `; of the answer: ${event.lacks}` : ""}`;
    case "EffectDoubtful":
      return `${event.tool} may or may not have happened (call ${event.ordinal}); it was not repeated`;
    default:
      return type;
  }
}

const COMPACTING: Record<string, string> = {
  deduplicate: "leaving out repeats",
  drop: "leaving out what was superseded",
  extract: "extracting what matters",
  summarise: "a summary of the rest",
  cut: "cutting out the middle",
};

function stepText({ step }: { step: string }): string {
  return COMPACTING[step] ?? step;
}

function listText(words: string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function tokens(count: unknown): string {
  return `${formatCount(Number(count))} tokens`;
}
