import { useMemo } from "react";
import { MAX_PRETTY, prettyJson } from "@/text/json";
import { CodeBlock } from "./CodeBlock";
import { Markdown } from "./Markdown";
import type { Extras } from "./markdownHtml";

/** An answer or a result: JSON as code, anything else as Markdown. */
export function Document({ text, label, images }: { text: string; label: string; images?: Extras["images"] }) {
  const json = useMemo(() => prettyJson(text), [text]);
  if (json !== null) return <CodeBlock code={json} language="json" label={label} wrap />;
  if (text.length > MAX_PRETTY) return <CodeBlock code={text} label={label} wrap />;
  return <Markdown text={text} extras={images && { images }} />;
}
