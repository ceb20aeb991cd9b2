import type { HostState, Models } from "@/api/types";
import { Badge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Card } from "@/components/Card";
import styles from "./HostList.module.css";

const STATES: Record<HostState, string> = {
  ready: "Answers",
  empty: "Answers",
  unavailable: "Not there",
  not_installed: "Not installed",
};

/** Where models run, and whether that answers. */
export function HostList({ hosts }: { hosts: Models["hosts"] }) {
  if (hosts.length === 0) {
    return (
      <Card>
        <EmptyState icon="models" title="No host">
          Start Ollama, or name a host in config.toml. <code>hocket doctor</code> tells what is missing.
        </EmptyState>
      </Card>
    );
  }
  return (
    <ul className={styles.hosts} aria-label="Hosts">
      {hosts.map(({ name, ok, state, told }) => (
        <li key={name} className={styles.host}>
          <div className={styles.line}>
            <h2 className={styles.name}>{name}</h2>
            <Badge tone={ok ? "ok" : "neutral"} icon={ok ? "accepted" : "lost"}>
              {STATES[state]}
            </Badge>
          </div>
          <p className={styles.told}>{told}</p>
        </li>
      ))}
    </ul>
  );
}
