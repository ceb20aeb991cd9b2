import { type ReactNode, useId } from "react";
import { Icon, type IconName } from "@/components/Icon";
import { cx } from "@/cx";
import styles from "./Banners.module.css";

/** A notice about the run that needs attention first. */
export function Banner({ icon, tone = "warn", title, actions, children }: {
  icon: IconName;
  tone?: "warn" | "info";
  title: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  const titleId = useId();
  return (
    <section className={cx(styles.banner, styles[tone])} aria-labelledby={titleId}>
      <Icon name={icon} className={styles.icon} />
      <div className={styles.body}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
