import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { useGetAgentQuery } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AgentView } from "@/api/types";
import { ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Menu, type MenuItem } from "@/components/Menu";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { TabPanel, Tabs, type Tab } from "@/components/Tabs";
import { useCanManage } from "@/shell/Session";
import { editAddress, newAddress } from "./addresses";
import { AgentOverview } from "./AgentOverview";
import { AgentResults } from "./AgentResults";
import { Crumbs } from "./Crumbs";
import { DeleteAgent } from "./DeleteAgent";
import { EnabledSwitch } from "./EnabledSwitch";
import { Kind } from "./Kind";
import { VersionHistory } from "./VersionHistory";
import styles from "./AgentDetail.module.css";

type TabId = "overview" | "results" | "versions";
const TABS: readonly Tab<TabId>[] = [
  { id: "overview", label: "Overview" },
  { id: "results", label: "Results" },
  { id: "versions", label: "Versions" },
];

export function AgentDetail({ name }: { name: string }) {
  const { data: agent, error, refetch } = useGetAgentQuery(name);
  return (
    <Page
      title={name}
      heading={
        <Crumbs here={name}>
          {agent && <Kind agent={agent} />}
          {agent && <span className={styles.version}>v{agent.version}</span>}
        </Crumbs>
      }
      actions={agent && <Actions agent={agent} />}
    >
      {agent ? (
        <Detail agent={agent} />
      ) : error ? (
        <Card>
          {problemOf(error).status === 404 ? (
            <EmptyState icon="agents" title={`No agent is named “${name}”`} action={<Link to="/agents">All agents</Link>}>
              It may have been deleted, or the name is misspelled.
            </EmptyState>
          ) : (
            <ErrorState error={error} title="Could not load the agent" onRetry={() => void refetch()} />
          )}
        </Card>
      ) : (
        <Card>
          <Skeleton lines={8} />
        </Card>
      )}
    </Page>
  );
}

function Actions({ agent }: { agent: AgentView }) {
  const canManage = useCanManage();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  if (!canManage) return null;
  const items: MenuItem[] = [
    { id: "duplicate", label: "Duplicate", icon: "copy", onSelect: () => void navigate(newAddress(agent.name)) },
  ];
  // Other agents come with hocket or a program, and can only be disabled.
  if (agent.source === "own") {
    items.push({ id: "delete", label: "Delete", icon: "trash", danger: true, onSelect: () => setDeleting(true) });
  }
  return (
    <>
      <ButtonLink to={editAddress(agent.name)} icon="edit" variant="primary">
        Edit
      </ButtonLink>
      <Menu label={`More for ${agent.name}`} items={items} />
      <DeleteAgent name={agent.name} busy={agent.busy} open={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}

function Detail({ agent }: { agent: AgentView }) {
  const [parameters, setParameters] = useSearchParams();
  const selected = parameters.get("tab");
  const tab = TABS.find(({ id }) => id === selected)?.id ?? "overview";
  const show = (id: TabId) => setParameters(id === "overview" ? {} : { tab: id }, { replace: true });
  return (
    <>
      <div className={styles.lead}>
        <p className={styles.description}>{agent.description || "No description."}</p>
        <EnabledSwitch agent={agent} withText />
      </div>
      <Tabs name="agent" label="Agent details" tabs={TABS} value={tab} onChange={show} />
      <TabPanel name="agent" id={tab} className={styles.panel}>
        {tab === "overview" && <AgentOverview agent={agent} />}
        {tab === "results" && <AgentResults name={agent.name} />}
        {tab === "versions" && <VersionHistory name={agent.name} />}
      </TabPanel>
    </>
  );
}
