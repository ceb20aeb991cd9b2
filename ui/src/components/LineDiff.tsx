import { useMemo, useState } from "react";
import { cx } from "@/cx";
import { diffTexts, folded, type Line, type Stretch } from "@/text/diff";
import { formatCount, plural } from "@/text/format";
import { Button } from "./Button";
import styles from "./LineDiff.module.css";

/** More rows at once would freeze the page. */
const MAX_LINES = 1500;
const SIGNS: Record<Line["kind"], string> = { same: " ", removed: "−", added: "+" };
const SPOKEN: Record<Line["kind"], string> = { same: "", removed: "removed: ", added: "added: " };

/** A unified diff; removals and additions are marked by sign, colour and screen-reader text. */
export function LineDiff({ label, before, after }: { label: string; before: string; after: string }) {
  const { lines, added, removed, coarse } = useMemo(() => diffTexts(before, after), [before, after]);
  const [all, setAll] = useState(false);
  const stretches = useMemo(() => folded(all ? lines : lines.slice(0, MAX_LINES)), [lines, all]);
  const isEqual = added + removed === 0;
  return (
    <figure className={styles.diff}>
      <figcaption className={styles.bar}>
        <span className="truncate">{label}</span>
        {isEqual ? <span className={styles.equal}>No difference</span> : <Counts added={added} removed={removed} />}
      </figcaption>
      {coarse && <p className={styles.note}>The texts differ too much for a line-by-line comparison.</p>}
      <div className={styles.lines} role="region" aria-label={label} tabIndex={0}>
        {stretches.map((stretch) => (
          <Part key={`${stretch.lines[0]?.before}/${stretch.lines[0]?.after}`} stretch={stretch} />
        ))}
        {!all && lines.length > MAX_LINES && (
          <Button variant="ghost" size="sm" className={styles.fold} onClick={() => setAll(true)}>
            Show all {formatCount(lines.length)} lines
          </Button>
        )}
      </div>
    </figure>
  );
}

function Counts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className={styles.counts}>
      <span className={styles.plus}>
        +{formatCount(added)}
        <span className="sr-only"> lines added</span>
      </span>
      <span className={styles.minus}>
        −{formatCount(removed)}
        <span className="sr-only"> lines removed</span>
      </span>
    </span>
  );
}

function Part({ stretch }: { stretch: Stretch }) {
  const [open, setOpen] = useState(false);
  if (stretch.kind === "folded" && !open) {
    return (
      <Button variant="ghost" size="sm" className={styles.fold} onClick={() => setOpen(true)}>
        Show {plural(stretch.lines.length, "unchanged line")}
      </Button>
    );
  }
  return stretch.lines.map((line) => <Row key={`${line.before}/${line.after}`} line={line} />);
}

function Row({ line: { kind, text, before, after, mark } }: { line: Line }) {
  return (
    <div className={cx(styles.line, styles[kind])}>
      <span className={styles.number} aria-hidden>
        {before}
      </span>
      <span className={styles.number} aria-hidden>
        {after}
      </span>
      <span className={styles.sign} aria-hidden>
        {SIGNS[kind]}
      </span>
      <code className={styles.text}>
        {SPOKEN[kind] && <span className="sr-only">{SPOKEN[kind]}</span>}
        {mark ? (
          <>
            {text.slice(0, mark[0])}
            <mark className={styles.mark}>{text.slice(...mark)}</mark>
            {text.slice(mark[1])}
          </>
        ) : (
          text
        )}
      </code>
    </div>
  );
}
