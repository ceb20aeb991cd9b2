import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import { hueOf, initials } from "@/text/names";
import styles from "./Avatar.module.css";

/** Who says it, by initials and a colour of its own; the name stands beside it. */
export function Avatar({ name, kind, size = "md" }: { name: string; kind: "agent" | "orchestrator" | "human"; size?: "sm" | "md" }) {
  return (
    <span aria-hidden className={cx(styles.avatar, styles[size], kind === "agent" ? styles[`hue${hueOf(name)}`] : styles[kind])}>
      {kind === "orchestrator" ? <Icon name="fork" size={14} /> : initials(name)}
    </span>
  );
}
