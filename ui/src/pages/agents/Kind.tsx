import type { AgentView } from "@/api/types";
import { Badge } from "@/components/Badge";

const SOURCES: Record<AgentView["source"], { text: string; title: string } | null> = {
  builtin: null,
  own: { text: "Own", title: "Made here" },
  program: { text: "Program", title: "Comes with the program that runs hocket" },
};

/** What sort of agent it is, and where it comes from if that is not hocket itself. */
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
