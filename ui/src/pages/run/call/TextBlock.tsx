import { useMemo, useState } from "react";
import { Button } from "@/components/Button";
import { CopyButton } from "@/components/CopyButton";
import { formatBytes } from "@/text/format";
import styles from "./CallDialog.module.css";

/** Longer texts are cut at first, with a button for the rest: a megabyte freezes the page. */
const MAX_SHOWN = 20_000;

/** A text exactly as it is, with its size in bytes. */
export function TextBlock({ title, note, text }: { title: string; note?: string; text: string }) {
  const [all, setAll] = useState(false);
  const bytes = useMemo(() => byteSize(text), [text]);
  const isCut = !all && text.length > MAX_SHOWN;
  return (
    <div className={styles.block}>
      <header className={styles.bar}>
        <h3>{title}</h3>
        <span className={styles.note}>{note}</span>
        <span className={styles.size} title={`${bytes} bytes in UTF-8`}>
          {formatBytes(bytes)}
        </span>
        <CopyButton text={text} label={`Copy ${title}`} />
      </header>
      <pre tabIndex={0} role="group" aria-label={`Text of ${title}`}>
        {isCut ? text.slice(0, MAX_SHOWN) : text}
      </pre>
      {isCut && (
        <div className={styles.rest}>
          <Button size="sm" onClick={() => setAll(true)}>
            Show the remaining {formatBytes(byteSize(text.slice(MAX_SHOWN)))}
          </Button>
        </div>
      )}
    </div>
  );
}

export function byteSize(text: string): number {
  return new TextEncoder().encode(text).length;
}
