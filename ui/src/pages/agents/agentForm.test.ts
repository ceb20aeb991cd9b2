import type { AgentView } from "@/api/types";
import { draftOf, EMPTY_FORM, errorsOf, formOf, isSame, nameError, typesOf } from "./agentForm";

const AGENT: AgentView = {
  name: "contracts", kind: "specialist", description: "Reads contracts.", types: { analysis: 0.8 },
  capabilities: ["clause"], instructions: "Quote each clause.", tools: ["read_file"], role: "worker",
  capacity: 2, priority: 7, version: 3, enabled: true, source: "own", busy: 0,
  record: { accepted: 0, corroborated: 0, unproven: 0, rejected: 0, failed: 0 }, llm: "ollama:qwen3:8b",
};

test("an unchanged agent is sent unchanged", () => {
  const { description, types, capabilities, instructions, tools, role, capacity, priority } = AGENT;
  expect(draftOf(formOf(AGENT))).toEqual({ description, types, capabilities, instructions, tools, role, capacity, priority });
  expect(errorsOf(formOf(AGENT), [])).toEqual({});
});

test("a fitness of 0 is left out", () => {
  const form = { ...formOf(AGENT), types: { analysis: "0", coding: "0.25" } };
  expect(draftOf(form).types).toEqual({ coding: 0.25 });
});

test("each type of task that a pack brings can be chosen, with no fitness at first", () => {
  const pack = { name: "hocket", task_types: ["coding", "analysis"], checks: [], tools: [], agents: [] };
  expect(typesOf([pack, { ...pack, name: "verse", task_types: ["verse"] }])).toEqual({ coding: "0", analysis: "0", verse: "0" });
});

test("missing fields are named, with the fix", () => {
  expect(errorsOf(EMPTY_FORM, [])).toEqual({
    name: "Name is empty. Use letters, digits, and . _ -",
    instructions: "Instructions are empty. Describe how the agent should work.",
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
  ["my agent", "Name can't contain “ ”. Use only letters, digits, and . _ -"],
  ["kühl", "Name can't contain “ü”. Use only letters, digits, and . _ -"],
  ["a".repeat(65), "Name has 65 characters. Use at most 64."],
  ["coding", "Name “coding” is taken. Choose another, or edit the existing agent."],
])("the name %j is refused", (name, text) => {
  expect(nameError(name, ["coding"])).toBe(text);
});

test("a form is the same until a field differs", () => {
  expect(isSame(formOf(AGENT), formOf({ ...AGENT }))).toBe(true);
  expect(isSame(formOf(AGENT), { ...formOf(AGENT), tools: [] })).toBe(false);
});
