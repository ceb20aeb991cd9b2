import type { ReactNode } from "react";
import { useId } from "react";
import { cx } from "@/cx";
import styles from "./Card.module.css";

/** A framed section; with a title, a region of that name. */
export function Card({ title, actions, flush, className, children }: {
  title?: ReactNode;
  actions?: ReactNode;
  /** Without padding, for lists and tables that reach the edge. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section className={cx(styles.card, className)} aria-labelledby={title ? titleId : undefined}>
      {(title || actions) && (
        <header className={styles.header}>
          {title && <h2 id={titleId}>{title}</h2>}
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
      )}
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
