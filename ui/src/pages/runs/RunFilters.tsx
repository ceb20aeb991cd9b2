import { useEffect, useState } from "react";
import { outcomeText } from "@/components/Badge";
import { Input } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { OUTCOMES, type RunFilter } from "./useRunFilter";
import styles from "./Runs.module.css";

/** How long typing rests before a search. */
const REST_MS = 250;

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
              // Flips the pressed one, keeps the others.
              const next = OUTCOMES.filter((one) => chosen.has(one) !== (one === outcome));
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

  // The address changed. If not by what was sent, it was going back or clearing, and the field follows.
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
    }, REST_MS);
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
