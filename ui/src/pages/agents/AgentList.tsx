import { useState } from "react";
import { useGetAgentsQuery } from "@/api/api";
import type { AgentView } from "@/api/types";
import { Button, ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Input } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { plural } from "@/text/format";
import { useCanManage } from "@/shell/Session";
import { newAddress } from "./addresses";
import { AgentTile } from "./AgentTile";
import styles from "./AgentList.module.css";

export function AgentList() {
  const { data, error, refetch } = useGetAgentsQuery();
  const canManage = useCanManage();
  return (
    <Page
      title="Agents"
      actions={
        canManage && (
          <ButtonLink to={newAddress()} variant="primary" icon="plus">
            New agent
          </ButtonLink>
        )
      }
    >
      {data ? (
        <Tiles agents={data.items} />
      ) : error ? (
        <Card>
          <ErrorState error={error} title="Could not load the agents" onRetry={() => void refetch()} />
        </Card>
      ) : (
        <div className={styles.grid}>
          {[1, 2, 3].map((tile) => (
            <Card key={tile}>
              <Skeleton lines={8} />
            </Card>
          ))}
        </div>
      )}
    </Page>
  );
}

function Tiles({ agents }: { agents: AgentView[] }) {
  const [query, setQuery] = useState("");
  const matching = agents.filter((agent) => matches(agent, query));
  if (agents.length === 0) {
    return (
      <Card>
        <EmptyState icon="agents" title="No agents">
          Tasks need agents to work on them. Create one, or start hocket with its built-in agents.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <div className={styles.bar} role="search" aria-label="Agents">
        <div className={styles.search}>
          <Icon name="search" />
          <Input
            type="search"
            aria-label="Search agents"
            placeholder="Search agents"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        <p className={styles.count} role="status">
          {query ? `${matching.length} of ${plural(agents.length, "agent")}` : summary(agents)}
        </p>
      </div>
      {matching.length > 0 ? (
        <ul className={styles.grid} aria-label="Agents">
          {matching.map((agent) => (
            <AgentTile key={agent.name} agent={agent} />
          ))}
        </ul>
      ) : (
        <Card>
          <EmptyState icon="search" title="No matching agents" action={<Button onClick={() => setQuery("")}>Show all</Button>}>
            No agent mentions “{query}”.
          </EmptyState>
        </Card>
      )}
    </>
  );
}

function summary(agents: readonly AgentView[]): string {
  const busy = agents.reduce((sum, agent) => sum + agent.busy, 0);
  const disabled = agents.filter(({ enabled }) => !enabled).length;
  const parts = [plural(agents.length, "agent"), busy > 0 && `${plural(busy, "attempt")} in progress`, disabled > 0 && `${disabled} disabled`];
  return parts.filter(Boolean).join(" · ");
}

function matches(agent: AgentView, query: string): boolean {
  const words = [
    agent.name, agent.kind, agent.description, agent.llm,
    ...agent.capabilities, ...agent.tools, ...Object.keys(agent.types),
  ].join(" ").toLowerCase();
  return query.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}
