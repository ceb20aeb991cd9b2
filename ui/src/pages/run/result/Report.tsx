import { type PointerEvent, type SyntheticEvent, useEffect, useMemo, useRef, useState } from "react";
import { Markdown } from "@/components/Markdown";
import { type Evidence, originText, valueText } from "./evidence";
import type { Images } from "../images";
import styles from "./Report.module.css";

/** A report whose sentences show what they rest on, when pointed at, focused or pressed. */
export function Report({ text, evidence, images }: { text: string; evidence: readonly Evidence[]; images: Images }) {
  const [shown, setShown] = useState<number | null>(null);
  // What was pressed or focused stays; a pointer that only passes over others does not replace it.
  const [isKept, setKept] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const extras = useMemo(() => ({ sentences: evidence.map(({ sentence }) => sentence), images }), [evidence, images]);
  const show = ({ target }: SyntheticEvent, keep: boolean) => {
    const mark = target instanceof Element ? target.closest("[data-sentence]") : null;
    if (!mark || (isKept && !keep)) return;
    setShown(Number(mark.getAttribute("data-sentence")));
    setKept(keep);
  };
  const close = () => {
    setShown(null);
    setKept(false);
  };
  const press = (event: SyntheticEvent) => {
    const { target } = event;
    const isElsewhere = target instanceof Element && !target.closest("[data-sentence], aside");
    if (isElsewhere) close();
    else show(event, true);
  };
  const pass = (event: PointerEvent) => event.pointerType === "mouse" && show(event, false);
  useEffect(() => {
    for (const mark of root.current?.querySelectorAll("[data-sentence]") ?? []) {
      const at = Number(mark.getAttribute("data-sentence"));
      mark.toggleAttribute("data-shown", at === shown);
      mark.toggleAttribute("data-judgement", evidence[at]?.judgement ?? false);
    }
  });
  // A chart that the text does not show itself stands below it.
  const chart = text.includes("![") ? undefined : Object.entries(images).find(([name]) => name.endsWith(".svg"))?.[1];
  const entry = shown === null ? undefined : evidence[shown];
  return (
    <div ref={root} className={styles.report} onPointerOver={pass} onFocus={(event) => show(event, true)} onClick={press} onKeyDown={({ key }) => key === "Escape" && close()}>
      <Markdown text={text} extras={extras} />
      {chart && <img className={styles.chart} src={chart} alt="Chart of the figures" />}
      <aside className={styles.basis} data-has-entry={entry && ""} tabIndex={entry && 0} aria-live="polite" aria-label="What the sentence rests on">
        {entry ? <Basis entry={entry} /> : <p className={styles.hint}>Point at a sentence, or press it, to see what it rests on.</p>}
      </aside>
    </div>
  );
}

function Basis({ entry: { sentence, facts, judgement } }: { entry: Evidence }) {
  return (
    <>
      <p className={styles.sentence}>{sentence}</p>
      {judgement && <p className={styles.hint}>It is marked as a judgement or guess of the author: no figure bears it.</p>}
      {facts.length === 0 && !judgement && <p className={styles.hint}>No fact is tied to it.</p>}
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
