import { type SyntheticEvent, useMemo, useState } from "react";
import { Markdown } from "@/components/Markdown";
import { type Evidence, originText, valueText } from "./evidence";
import styles from "./Report.module.css";

/** A report whose sentences show what they rest on, when pointed at, focused or pressed. */
export function Report({ text, evidence }: { text: string; evidence: readonly Evidence[] }) {
  const [shown, setShown] = useState<Evidence | null>(null);
  const sentences = useMemo(() => evidence.map(({ sentence }) => sentence), [evidence]);
  const show = ({ target }: SyntheticEvent) => {
    const mark = target instanceof Element ? target.closest("[data-sentence]") : null;
    const entry = mark && evidence[Number(mark.getAttribute("data-sentence"))];
    if (entry) setShown(entry);
  };
  return (
    <div className={styles.report} onPointerOver={show} onFocus={show} onClick={show}>
      <Markdown text={text} sentences={sentences} />
      <aside className={styles.basis} aria-live="polite" aria-label="What the sentence rests on">
        {shown ? <Basis entry={shown} /> : <p className={styles.hint}>Point at a sentence, or press it, to see what it rests on.</p>}
      </aside>
    </div>
  );
}

function Basis({ entry: { sentence, facts } }: { entry: Evidence }) {
  return (
    <>
      <p className={styles.sentence}>{sentence}</p>
      {facts.length === 0 && <p className={styles.hint}>It states no figure.</p>}
      <dl className={styles.facts}>
        {facts.map((fact, at) => (
          <div key={at}>
            <dt>{[fact.name, fact.of, fact.when.join(" to ")].filter(Boolean).join(", ")}</dt>
            <dd>
              {valueText(fact)}
              <span className={styles.origin}>{originText(fact)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
