import { useEffect, useState } from "react";
import { cx } from "@/cx";
import { CopyButton } from "./CopyButton";
import styles from "./CodeBlock.module.css";

/** Longer code is not highlighted: that would freeze the page. */
const MAX_COLOURED = 100_000;

export function CodeBlock({ code, language, label, wrap, maxHeight }: {
  code: string;
  /** As highlight.js names it: json, python, bash… */
  language?: string;
  /** What it is, such as a file name; shown above and announced. */
  label?: string;
  wrap?: boolean;
  maxHeight?: number;
}) {
  const html = useHighlighted(code, language);
  return (
    <figure className={styles.block}>
      <div className={styles.bar}>
        <figcaption className="truncate">{label ?? language ?? "text"}</figcaption>
        <CopyButton text={code} label={`Copy ${label ?? "code"}`} />
      </div>
      <pre className={cx(styles.code, wrap && styles.wrap)} style={{ maxHeight }} tabIndex={0} aria-label={label ?? "Code"} role="region">
        {html === null ? <code>{code}</code> : <code dangerouslySetInnerHTML={{ __html: html }} />}
      </pre>
    </figure>
  );
}

/** Null until the highlighter is loaded. */
function useHighlighted(code: string, language: string | undefined): string | null {
  const [html, setHtml] = useState<{ code: string; html: string | null } | null>(null);
  useEffect(() => {
    if (!language || code.length > MAX_COLOURED) return;
    let active = true;
    void import("./highlight").then(({ highlight }) => {
      if (active) setHtml({ code, html: highlight(code, language) });
    });
    return () => {
      active = false;
    };
  }, [code, language]);
  return html?.code === code ? html.html : null;
}
