import type { AgentView } from "@/api/types";
import { Badge } from "@/components/Badge";

const SOURCES: Record<AgentView["source"], { text: string; title: string } | null> = {
  builtin: null,
  own: { text: "Custom", title: "Created here" },
  program: { text: "Program", title: "Comes with the program that runs hocket" },
};

/** The agent's kind, and its source if it is not built in. */
export function Kind({ agent }: { agent: Pick<AgentView, "kind" | "source"> }) {
  const source = SOURCES[agent.source];
  return (
    <>
      {agent.kind !== "specialist" && <Badge>{agent.kind}</Badge>}
      {source && (
        <Badge tone="accent" title={source.title}>
          {source.text}
        </Badge>
      )}
    </>
  );
}
