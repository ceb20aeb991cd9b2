import { cx } from "@/cx";
import styles from "./Skeleton.module.css";

/** A grey placeholder while data loads: `lines` of text, or one block of a given height. */
export function Skeleton({ lines = 1, height = 14, width, className }: {
  lines?: number;
  height?: number;
  width?: number | string;
  className?: string;
}) {
  return (
    <div className={cx(styles.group, className)} aria-hidden>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={styles.bar}
          style={{ height, width: width ?? (lines > 1 && line === lines - 1 ? "60%" : "100%") }}
        />
      ))}
    </div>
  );
}
