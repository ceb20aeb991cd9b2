import { Link } from "react-router";
import type { AgentView } from "@/api/types";
import { Chips } from "@/components/Chips";
import { cx } from "@/cx";
import { agentAddress } from "./addresses";
import { EnabledSwitch } from "./EnabledSwitch";
import { Fitness } from "./Fitness";
import { Kind } from "./Kind";
import { Load } from "./Load";
import { Record } from "./Record";
import styles from "./AgentTile.module.css";

const CHIPS_SHOWN = 6;

export function AgentTile({ agent }: { agent: AgentView }) {
  return (
    <li className={cx(styles.tile, !agent.enabled && styles.off)}>
      <header className={styles.header}>
        <h2 className={styles.name}>
          <Link to={agentAddress(agent.name)} className={styles.link}>
            {agent.name}
          </Link>
        </h2>
        <Kind agent={agent} />
        <EnabledSwitch agent={agent} className={styles.switch} />
      </header>
      <p className={styles.description}>{agent.description || "No description."}</p>
      <Fitness types={agent.types} />
      <Chips label="Capabilities" words={agent.capabilities} limit={CHIPS_SHOWN} />
      <footer className={styles.footer}>
        <Record record={agent.record} />
        <div className={styles.facts}>
          <Load agent={agent} />
          <span className={cx("truncate", styles.llm)} title={`Uses ${agent.llm} (role ${agent.role})`}>
            {agent.llm}
          </span>
        </div>
      </footer>
    </li>
  );
}
