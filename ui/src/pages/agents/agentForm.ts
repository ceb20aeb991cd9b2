/** The form for an agent: its state as typed, its validation, and the request made from it. Pure. */
import type { AgentDraft, AgentView, Pack } from "@/api/types";
import { formatCount } from "@/text/format";
import { numberError, type NumberRule } from "@/text/numbers";

export const ROLES = ["worker", "planner", "reviewer", "synthesiser"] as const;
const MAX_DESCRIPTION = 2000;
const MAX_INSTRUCTIONS = 20_000;
const NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/** Numbers stay text while they are typed. */
export interface AgentForm {
  name: string;
  description: string;
  types: Record<string, string>;
  capabilities: string[];
  instructions: string;
  tools: string[];
  role: string;
  capacity: string;
  priority: string;
}
export type FormErrors = Partial<Record<keyof AgentForm, string>>;

export const RULES = {
  capacity: { label: "Capacity", whole: true, min: 1, max: 1000 },
  priority: { label: "Priority", whole: true, min: 0, max: 10 },
} satisfies Record<string, NumberRule>;

export const EMPTY_FORM: AgentForm = {
  name: "",
  description: "",
  types: {},
  capabilities: [],
  instructions: "",
  tools: [],
  role: "worker",
  capacity: "4",
  priority: "5",
};

export function formOf(agent: AgentView): AgentForm {
  const fitness = Object.entries(agent.types).map(([type, value]) => [type, String(value)]);
  return {
    ...EMPTY_FORM,
    name: agent.name,
    description: agent.description,
    types: Object.fromEntries(fitness),
    capabilities: [...agent.capabilities],
    instructions: agent.instructions,
    tools: [...agent.tools],
    role: agent.role,
    capacity: String(agent.capacity),
    priority: String(agent.priority),
  };
}

/** No fitness yet for each type of task that a pack brings. */
export function typesOf(packs: readonly Pack[]): Record<string, string> {
  return Object.fromEntries(packs.flatMap(({ task_types: types }) => types.map((type) => [type, "0"])));
}

/** The request. A fitness of 0 is the same as none, and is left out. */
export function draftOf(form: AgentForm): AgentDraft {
  const types = Object.entries(form.types).map(([type, text]) => [type, Number(text)] as const);
  return {
    description: form.description.trim(),
    types: Object.fromEntries(types.filter(([, fitness]) => fitness > 0)),
    capabilities: form.capabilities,
    instructions: form.instructions.trim(),
    tools: form.tools,
    role: form.role,
    capacity: Number(form.capacity),
    priority: Number(form.priority),
  };
}

/** `taken`: the existing names, if the agent is new. */
export function errorsOf(form: AgentForm, taken: readonly string[]): FormErrors {
  const errors: FormErrors = {
    name: nameError(form.name, taken),
    types: Object.entries(form.types).map(([type, text]) => fitnessError(type, text)).find(Boolean),
    description: lengthError("Description", form.description, MAX_DESCRIPTION),
    instructions:
      form.instructions.trim() === ""
        ? "Instructions are empty. Describe how the agent should work."
        : lengthError("Instructions", form.instructions, MAX_INSTRUCTIONS),
    capacity: numberError(RULES.capacity, form.capacity),
    priority: numberError(RULES.priority, form.priority),
  };
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error));
}

function lengthError(label: string, text: string, most: number): string | undefined {
  const length = text.trim().length;
  return length > most ? `${label}: ${formatCount(length)} characters are too many. Use at most ${formatCount(most)}.` : undefined;
}

export function fitnessError(type: string, text: string): string | undefined {
  return numberError({ label: `Fitness for ${type}`, min: 0, max: 1 }, text);
}

export function nameError(name: string, taken: readonly string[]): string | undefined {
  if (name === "") return "Name is empty. Use letters, digits, and . _ -";
  if (name.length > 64) return `Name has ${name.length} characters. Use at most 64.`;
  const invalid = [...name].find((character) => !NAME.test(character));
  if (invalid) return `Name can't contain “${invalid}”. Use only letters, digits, and . _ -`;
  if (taken.includes(name)) return `Name “${name}” is taken. Choose another, or edit the existing agent.`;
  return undefined;
}

export function capabilityError(word: string, known: readonly string[]): string | undefined {
  if (known.includes(word)) return `Capability “${word}” is already in the list.`;
  return undefined;
}

export function isSame(a: AgentForm, b: AgentForm): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
