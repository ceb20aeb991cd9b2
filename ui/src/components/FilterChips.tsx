import { formatCount } from "@/text/format";
import styles from "./FilterChips.module.css";

/** Filters of which at most one is active. Pressing the active one clears it. */
export function FilterChips({ label, all, chips, value, onChange }: {
  label: string;
  /** The count without a filter. */
  all?: number;
  chips: readonly { id: string; label?: string; count?: number }[];
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  return (
    <div role="group" aria-label={label} className={styles.chips}>
      <button type="button" aria-pressed={value === null} className={styles.chip} onClick={() => onChange(null)}>
        All
        {all !== undefined && <span className={styles.count}>{formatCount(all)}</span>}
      </button>
      {chips.map((chip) => (
        <button
          key={chip.id}
          type="button"
          aria-pressed={chip.id === value}
          className={styles.chip}
          onClick={() => onChange(chip.id === value ? null : chip.id)}
        >
          {chip.label ?? chip.id}
          {chip.count !== undefined && <span className={styles.count}>{formatCount(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}
