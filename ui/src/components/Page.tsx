import { type ReactNode, useEffect } from "react";
import { cx } from "@/cx";
import styles from "./Page.module.css";

/** The frame of every page: document title, heading, actions and content width. */
export function Page({ title, heading, actions, width = "normal", children }: {
  title: string;
  /** Replaces the title as the visible heading; must contain an <h1>. */
  heading?: ReactNode;
  actions?: ReactNode;
  width?: "narrow" | "normal" | "full";
  children: ReactNode;
}) {
  useDocumentTitle(title);
  return (
    <div className={cx(styles.page, styles[width])}>
      <header className={styles.header}>
        <div className={styles.heading}>{heading ?? <h1>{title}</h1>}</div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · hocket`;
  }, [title]);
}
