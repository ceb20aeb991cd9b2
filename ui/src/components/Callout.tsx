import type { ReactNode } from "react";
import { Icon, type IconName } from "@/components/Icon";
import { cx } from "@/cx";
import styles from "./Callout.module.css";

type Tone = "info" | "ok" | "warn" | "bad";
const ICONS: Record<Tone, IconName> = { info: "info", ok: "accepted", warn: "warning", bad: "warning" };

/** A highlighted note in a page. Screen readers announce warnings and errors at once. */
export function Callout({ tone, title, children, actions }: {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className={cx(styles.callout, styles[tone])} role={tone === "bad" || tone === "warn" ? "alert" : "status"}>
      <Icon name={ICONS[tone]} />
      <div className={styles.body}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.text}>{children}</div>}
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
    </div>
  );
}
