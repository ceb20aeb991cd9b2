import type { ReactNode } from "react";
import { Link } from "react-router";
import { Icon } from "@/components/Icon";
import { agentAddress } from "./addresses";
import styles from "./Crumbs.module.css";

/** The breadcrumbs, which end with the page's heading. */
export function Crumbs({ agent, here, children }: {
  /** The agent in between, if there is one. */
  agent?: string;
  here: string;
  children?: ReactNode;
}) {
  return (
    <div className={styles.crumbs}>
      <nav aria-label="Breadcrumbs" className={styles.way}>
        <Link to="/agents">Agents</Link>
        <Icon name="chevronRight" size={14} />
        {agent && (
          <>
            <Link to={agentAddress(agent)}>{agent}</Link>
            <Icon name="chevronRight" size={14} />
          </>
        )}
      </nav>
      <h1 className={styles.here}>{here}</h1>
      {children}
    </div>
  );
}
