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
          {[1, 2, 3].map((one) => (
            <Card key={one}>
              <Skeleton lines={8} />
            </Card>
          ))}
        </div>
      )}
    </Page>
  );
}

function Tiles({ agents }: { agents: AgentView[] }) {
  const [sought, setSought] = useState("");
  const found = agents.filter((agent) => matches(agent, sought));
  if (agents.length === 0) {
    return (
      <Card>
        <EmptyState icon="agents" title="No agents">
          Without one no task finds anybody who works on it. Make one, or start hocket with its built-in agents.
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
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </div>
        <p className={styles.count} role="status">
          {sought ? `${found.length} of ${plural(agents.length, "agent")}` : summary(agents)}
        </p>
      </div>
      {found.length > 0 ? (
        <ul className={styles.grid} aria-label="Agents">
          {found.map((agent) => (
            <AgentTile key={agent.name} agent={agent} />
          ))}
        </ul>
      ) : (
        <Card>
          <EmptyState icon="search" title="No agent matches" action={<Button onClick={() => setSought("")}>Show all</Button>}>
            Nothing about an agent here says “{sought}”.
          </EmptyState>
        </Card>
      )}
    </>
  );
}

function summary(agents: readonly AgentView[]): string {
  const busy = agents.reduce((sum, agent) => sum + agent.busy, 0);
  const off = agents.filter(({ enabled }) => !enabled).length;
  const parts = [plural(agents.length, "agent"), busy > 0 && `${plural(busy, "attempt")} under way`, off > 0 && `${off} switched off`];
  return parts.filter(Boolean).join(" · ");
}

function matches(agent: AgentView, sought: string): boolean {
  const words = [
    agent.name, agent.kind, agent.description, agent.llm,
    ...agent.capabilities, ...agent.tools, ...Object.keys(agent.types),
  ].join(" ").toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}
