import { type ReactNode, useEffect } from "react";
import { cx } from "@/cx";
import styles from "./Page.module.css";

/** The frame of every page: the document's title, a heading, actions, and the width of its content. */
export function Page({ title, heading, actions, width = "normal", children }: {
  title: string;
  /** Instead of the title as the visible heading; put an <h1> in it. */
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
