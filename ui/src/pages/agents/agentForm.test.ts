import type { AgentView } from "@/api/types";
import { draftOf, EMPTY_FORM, errorsOf, formOf, isSame, nameError } from "./agentForm";

const AGENT: AgentView = {
  name: "contracts", kind: "specialist", description: "Reads contracts.", types: { analysis: 0.8 },
  capabilities: ["clause"], instructions: "Quote each clause.", tools: ["read_file"], role: "worker",
  capacity: 2, priority: 7, version: 3, enabled: true, source: "own", busy: 0,
  record: { accepted: 0, unproven: 0, rejected: 0, failed: 0 }, llm: "ollama:qwen3:8b",
};

test("an agent that is not changed is sent as it was", () => {
  const { description, types, capabilities, instructions, tools, role, capacity, priority } = AGENT;
  expect(draftOf(formOf(AGENT))).toEqual({ description, types, capabilities, instructions, tools, role, capacity, priority });
  expect(errorsOf(formOf(AGENT), [])).toEqual({});
});

test("a fitness of 0 is left out", () => {
  const form = { ...formOf(AGENT), types: { analysis: "0", coding: "0.25" } };
  expect(draftOf(form).types).toEqual({ coding: 0.25 });
});

test("what is missing is named, with the way out", () => {
  expect(errorsOf(EMPTY_FORM, [])).toEqual({
    name: "Name is empty. Write one of letters, digits, and . _ -",
    instructions: "Instructions are empty. Say how the agent is to work.",
  });
});

test("numbers out of range are named with their value", () => {
  const form = { ...formOf(AGENT), types: { analysis: "2" }, capacity: "0", priority: "11" };
  expect(errorsOf(form, [])).toEqual({
    types: "Fitness for analysis can't be “2”. Enter a number from 0 to 1.",
    capacity: "Capacity can't be “0”. Enter a whole number from 1 to 1000.",
    priority: "Priority can't be “11”. Enter a whole number from 0 to 10.",
  });
});

test.each([
  ["my agent", "Name can't hold “ ”. Write it with letters, digits, and . _ - only."],
  ["kühl", "Name can't hold “ü”. Write it with letters, digits, and . _ - only."],
  ["a".repeat(65), "Name has 65 characters. Write at most 64."],
  ["coding", "Name “coding” is taken. Choose another, or edit the agent that has it."],
])("the name %j is refused", (name, says) => {
  expect(nameError(name, ["coding"])).toBe(says);
});

test("a form is the same until something differs", () => {
  expect(isSame(formOf(AGENT), formOf({ ...AGENT }))).toBe(true);
  expect(isSame(formOf(AGENT), { ...formOf(AGENT), tools: [] })).toBe(false);
});
