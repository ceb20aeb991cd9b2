import styles from "./Chips.module.css";

/** Words as chips. Beyond `limit` a "+N" chip replaces the rest and lists them in its title. */
export function Chips({ label, words, limit = Infinity, none }: {
  label: string;
  words: readonly string[];
  limit?: number;
  /** Shown when there are none. */
  none?: string;
}) {
  if (words.length === 0) return none ? <p className="muted">{none}</p> : null;
  // A "+1" takes as much room as the word.
  const shown = words.length <= limit + 1 ? words : words.slice(0, limit);
  const rest = words.slice(shown.length);
  return (
    <ul className={styles.chips} aria-label={label}>
      {shown.map((word) => (
        <li key={word} className={styles.chip}>
          {word}
        </li>
      ))}
      {rest.length > 0 && (
        <li className={styles.rest} title={rest.join(", ")}>
          +{rest.length}
        </li>
      )}
    </ul>
  );
}
