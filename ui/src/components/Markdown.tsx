import { useEffect, useState } from "react";
import { cx } from "@/cx";
import type { Extras } from "./markdownHtml";
import styles from "./Markdown.module.css";

type Render = (text: string, extras?: Extras) => string;
let loaded: Render | null = null;

/** An agent's Markdown, sanitised and without external images. Plain text until the renderer is loaded. */
export function Markdown({ text, extras, className }: { text: string; extras?: Extras; className?: string }) {
  const [render, setRender] = useState<Render | null>(() => loaded);
  useEffect(() => {
    if (render) return;
    let active = true;
    void import("./markdownHtml").then(({ markdownHtml }) => {
      loaded = markdownHtml;
      if (active) setRender(() => markdownHtml);
    });
    return () => {
      active = false;
    };
  }, [render]);

  if (!render) return <div className={cx(styles.markdown, styles.plain, className)}>{text}</div>;
  return <div className={cx(styles.markdown, className)} dangerouslySetInnerHTML={{ __html: render(text, extras) }} />;
}
