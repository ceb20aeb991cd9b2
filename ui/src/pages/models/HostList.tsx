import type { Models } from "@/api/types";
import { Badge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Card } from "@/components/Card";
import styles from "./HostList.module.css";

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
      {hosts.map(({ name, ok, told }) => (
        <li key={name} className={styles.host}>
          <div className={styles.line}>
            <h2 className={styles.name}>{name}</h2>
            <Badge tone={ok ? "ok" : "neutral"} icon={ok ? "accepted" : "lost"}>
              {ok ? "Answers" : "Not there"}
            </Badge>
          </div>
          <p className={styles.told}>{told || (ok ? "Ready" : "No reason was given.")}</p>
        </li>
      ))}
    </ul>
  );
}
