import type { AgentView } from "@/api/types";
import { cx } from "@/cx";
import styles from "./Load.module.css";

const DOTS_SHOWN = 8;

/** How many attempts it works on, of how many it takes at a time. */
export function Load({ agent: { busy, capacity, enabled } }: { agent: Pick<AgentView, "busy" | "capacity" | "enabled"> }) {
  return (
    <span className={styles.load} title={`${busy} of ${capacity} attempts at a time`}>
      {capacity <= DOTS_SHOWN && (
        <span className={styles.dots} aria-hidden>
          {Array.from({ length: capacity }, (_, at) => (
            <span key={at} className={cx(styles.dot, at < busy && styles.busy)} />
          ))}
        </span>
      )}
      {enabled || busy > 0 ? `${busy}/${capacity} busy` : "Off"}
    </span>
  );
}
