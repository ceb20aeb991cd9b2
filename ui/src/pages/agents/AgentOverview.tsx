import type { ReactNode } from "react";
import type { AgentView } from "@/api/types";
import { Card } from "@/components/Card";
import { CopyButton } from "@/components/CopyButton";
import { Chips } from "@/components/Chips";
import { Fitness } from "./Fitness";
import { Load } from "./Load";
import { Record } from "./Record";
import styles from "./AgentOverview.module.css";

export function AgentOverview({ agent }: { agent: AgentView }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Card
          title="Instructions"
          actions={agent.instructions && <CopyButton text={agent.instructions} label="Copy the instructions" />}
        >
          {agent.instructions ? (
            <p className={styles.instructions}>{agent.instructions}</p>
          ) : (
            <p className="muted">None. Its program defines what it does.</p>
          )}
        </Card>
        <Card title="Tools">
          <Chips label="Tools" words={agent.tools} none="None. It works from its inputs alone." />
        </Card>
        <Card title="Capabilities">
          <Chips label="Capabilities" words={agent.capabilities} none="None. Its bids get no credit for words that a task mentions." />
        </Card>
      </div>
      <div className={styles.side}>
        <Card title="Record">
          <Record record={agent.record} />
        </Card>
        <Card title="Fitness">
          <Fitness types={agent.types} />
        </Card>
        <Card title="Work">
          <dl className={styles.facts}>
            <Fact name="Now">
              <Load agent={agent} />
            </Fact>
            <Fact name="Model">{agent.llm}</Fact>
            <Fact name="Role">{agent.role}</Fact>
            <Fact name="Capacity">{agent.capacity} at a time</Fact>
            <Fact name="Priority">{agent.priority} of 10</Fact>
          </dl>
        </Card>
      </div>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
