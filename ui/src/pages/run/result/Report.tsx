import { type PointerEvent, type SyntheticEvent, useEffect, useMemo, useRef, useState } from "react";
import { Markdown } from "@/components/Markdown";
import { type Evidence, originText, valueText } from "./evidence";
import styles from "./Report.module.css";

/** A report whose sentences show what they rest on, when pointed at, focused or pressed. */
export function Report({ text, evidence, chart }: { text: string; evidence: readonly Evidence[]; chart: string }) {
  const [shown, setShown] = useState<number | null>(null);
  // What was pressed or focused stays; a pointer that only passes over others does not replace it.
  const [isKept, setKept] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const sentences = useMemo(() => evidence.map(({ sentence }) => sentence), [evidence]);
  const show = ({ target }: SyntheticEvent, keep: boolean) => {
    const mark = target instanceof Element ? target.closest("[data-sentence]") : null;
    if (!mark || (isKept && !keep)) return;
    setShown(Number(mark.getAttribute("data-sentence")));
    setKept(keep);
  };
  const pass = (event: PointerEvent) => event.pointerType === "mouse" && show(event, false);
  useEffect(() => {
    for (const mark of root.current?.querySelectorAll("[data-sentence]") ?? []) {
      mark.toggleAttribute("data-shown", mark.getAttribute("data-sentence") === String(shown));
    }
  }, [shown]);
  const entry = shown === null ? undefined : evidence[shown];
  return (
    <div ref={root} className={styles.report} onPointerOver={pass} onFocus={(event) => show(event, true)} onClick={(event) => show(event, true)}>
      <Markdown text={text} sentences={sentences} />
      {chart && <img className={styles.chart} src={imageOf(chart)} alt="Chart of the figures of the report" />}
      <aside className={styles.basis} aria-live="polite" aria-label="What the sentence rests on">
        {entry ? <Basis entry={entry} /> : <p className={styles.hint}>Point at a sentence, or press it, to see what it rests on.</p>}
      </aside>
    </div>
  );
}

/** As an image it can neither run code nor load anything. */
function imageOf(svg: string): string {
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function Basis({ entry: { sentence, facts } }: { entry: Evidence }) {
  return (
    <>
      <p className={styles.sentence}>{sentence}</p>
      {facts.length === 0 && <p className={styles.hint}>No fact is tied to it.</p>}
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
