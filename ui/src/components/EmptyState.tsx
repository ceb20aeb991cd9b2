import type { ReactNode } from "react";
import { problemOf } from "@/api/problem";
import { Button } from "./Button";
import { Icon, type IconName } from "./Icon";
import styles from "./EmptyState.module.css";

/** Why there is nothing here, and what to do about it. */
export function EmptyState({ icon = "info", title, children, action }: {
  icon?: IconName;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={styles.state}>
      <Icon name={icon} size={20} className={styles.icon} />
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.text}>{children}</div>}
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** A failed request: the server's message and a button to retry. */
export function ErrorState({ error, title = "Could not load this", onRetry }: {
  error: unknown;
  title?: string;
  onRetry?: () => void;
}) {
  return (
    <div className={styles.state} role="alert">
      <Icon name="warning" size={20} className={styles.bad} />
      <p className={styles.title}>{title}</p>
      <div className={styles.text}>{problemOf(error).detail}</div>
      {onRetry && (
        <div className={styles.action}>
          <Button icon="refresh" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
