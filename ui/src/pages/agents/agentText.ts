/** An agent's card as lines of text, so that two versions of it can be compared. */
import type { AgentDraft } from "@/api/types";

export function agentText(agent: AgentDraft): string {
  const types = Object.entries(agent.types).sort(([, a], [, b]) => b - a);
  return [
    `description: ${agent.description}`,
    `role: ${agent.role}`,
    `capacity: ${agent.capacity}`,
    `priority: ${agent.priority}`,
    ...list("types", types.map(([type, fitness]) => `${type}: ${fitness}`)),
    ...list("capabilities", agent.capabilities),
    ...list("tools", agent.tools),
    "instructions:",
    ...agent.instructions.split("\n").map((line) => (line ? `  ${line}` : "")),
  ].join("\n");
}

function list(name: string, entries: readonly string[]): string[] {
  return entries.length > 0 ? [`${name}:`, ...entries.map((entry) => `  - ${entry}`)] : [`${name}: none`];
}
