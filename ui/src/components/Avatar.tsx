import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import { hueOf, initials } from "@/text/names";
import styles from "./Avatar.module.css";

/** Initials on a colour that belongs to the name. Decorative: show the name next to it. */
export function Avatar({ name, kind, size = "md" }: { name: string; kind: "agent" | "orchestrator" | "human"; size?: "sm" | "md" }) {
  return (
    <span aria-hidden className={cx(styles.avatar, styles[size], kind === "agent" ? styles[`hue${hueOf(name)}`] : styles[kind])}>
      {kind === "orchestrator" ? <Icon name="fork" size={14} /> : initials(name)}
    </span>
  );
}
