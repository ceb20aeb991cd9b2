import type { HostState, Models } from "@/api/types";
import { Badge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Card } from "@/components/Card";
import { HostCalls } from "./HostCalls";
import { Refusal } from "./Refusal";
import styles from "./HostList.module.css";

const STATES: Record<HostState, string> = {
  ready: "Available",
  empty: "Available",
  unavailable: "Unavailable",
  not_installed: "Not installed",
};

/** The hosts that run models, and whether they respond. */
export function HostList({ hosts, canManage = false }: { hosts: Models["hosts"]; canManage?: boolean }) {
  if (hosts.length === 0) {
    return (
      <Card>
        <EmptyState icon="models" title="No hosts">
          Start Ollama, or add a host to config.toml. <code>hocket doctor</code> shows what is missing.
        </EmptyState>
      </Card>
    );
  }
  return (
    <ul className={styles.hosts} aria-label="Hosts">
      {hosts.map(({ name, ok, state, summary, left_out, circuits, calls }) => (
        <li key={name} className={styles.host}>
          <div className={styles.line}>
            <h2 className={styles.name}>{name}</h2>
            {ok && circuits.length > 0 ? (
              <Badge tone="warn" icon="warning">
                Calls held back
              </Badge>
            ) : (
              <Badge tone={ok ? "ok" : "neutral"} icon={ok ? "accepted" : "lost"}>
                {STATES[state]}
              </Badge>
            )}
          </div>
          <p className={styles.detail}>{summary}</p>
          <HostCalls circuits={circuits} calls={calls} known={summary} />
          {left_out.map((refusal) => (
            <Refusal key={refusal.model} {...refusal} canManage={canManage} />
          ))}
        </li>
      ))}
    </ul>
  );
}
