import { Icon } from "./Icon";
import styles from "./Spinner.module.css";

export function Spinner({ size = 16, label }: { size?: number; label?: string }) {
  return (
    <span className={styles.spinner}>
      <Icon name="running" size={size} label={label} />
    </span>
  );
}

/** Shown while a page's code or first data loads. */
export function PageSpinner() {
  return (
    <div className={styles.page} role="status">
      <Spinner size={20} />
      <span className="sr-only">Loading…</span>
    </div>
  );
}
