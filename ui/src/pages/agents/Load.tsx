import type { AgentView } from "@/api/types";
import { cx } from "@/cx";
import styles from "./Load.module.css";

const DOTS_SHOWN = 8;

/** How many attempts are in progress, out of the agent's capacity. */
export function Load({ agent: { busy, capacity, enabled } }: { agent: Pick<AgentView, "busy" | "capacity" | "enabled"> }) {
  return (
    <span className={styles.load} title={`${busy} of at most ${capacity} attempts`}>
      {capacity <= DOTS_SHOWN && (
        <span className={styles.dots} aria-hidden>
          {Array.from({ length: capacity }, (_, at) => (
            <span key={at} className={cx(styles.dot, at < busy && styles.busy)} />
          ))}
        </span>
      )}
      {enabled || busy > 0 ? `${busy}/${capacity} busy` : "Disabled"}
    </span>
  );
}
