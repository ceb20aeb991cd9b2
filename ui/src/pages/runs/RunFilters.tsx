import { useEffect, useState } from "react";
import { outcomeText } from "@/components/Badge";
import { Input } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { OUTCOMES, type RunFilter } from "./useRunFilter";
import styles from "./Runs.module.css";

/** How long to wait after the last key press before searching. */
const DEBOUNCE_MS = 250;

export function RunFilters({ filter, onChange }: { filter: RunFilter; onChange: (filter: RunFilter) => void }) {
  const chosen = new Set(filter.outcome);
  return (
    <div className={styles.filters} role="search" aria-label="Runs">
      <Search value={filter.q} onChange={(q) => onChange({ ...filter, q })} />
      <div className={styles.outcomes} role="group" aria-label="Outcome">
        <button
          type="button"
          className={styles.outcome}
          aria-pressed={chosen.size === 0}
          onClick={() => onChange({ ...filter, outcome: [] })}
        >
          All
        </button>
        {OUTCOMES.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className={styles.outcome}
            aria-pressed={chosen.has(outcome)}
            onClick={() => {
              // Toggles this outcome and keeps the others.
              const next = OUTCOMES.filter((other) => chosen.has(other) !== (other === outcome));
              onChange({ ...filter, outcome: next });
            }}
          >
            {outcomeText(outcome)}
          </button>
        ))}
      </div>
    </div>
  );
}

function Search({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const [text, setText] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);

  // The address changed. Unless this search changed it, the user went back or cleared the filter.
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setText(value);
    }
  }

  useEffect(() => {
    if (text === sent) return;
    const timer = setTimeout(() => {
      setSent(text);
      onChange(text);
    }, DEBOUNCE_MS);
    return () => clearTimeout(timer);
  }, [text, sent, onChange]);

  return (
    <div className={styles.search}>
      <Icon name="search" />
      <Input
        type="search"
        aria-label="Search goals"
        placeholder="Search goals"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </div>
  );
}
