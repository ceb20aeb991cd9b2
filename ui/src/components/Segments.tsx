import { cx } from "@/cx";
import styles from "./Segments.module.css";

/** A choice between a few options, side by side. */
export function Segments<Id extends string>({ label, options, value, onChange, className }: {
  label: string;
  options: readonly { id: Id; label: string }[];
  value: Id;
  onChange: (id: Id) => void;
  className?: string;
}) {
  return (
    <div role="group" aria-label={label} className={cx(styles.segments, className)}>
      {options.map((option) => (
        <button
          key={option.id}
          type="button"
          aria-pressed={option.id === value}
          className={styles.segment}
          onClick={() => onChange(option.id)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
