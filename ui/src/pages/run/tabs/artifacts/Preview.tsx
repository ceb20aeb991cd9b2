import { useMemo, useState } from "react";
import { CodeBlock } from "@/components/CodeBlock";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Markdown } from "@/components/Markdown";
import { Segments } from "@/components/Segments";
import { Skeleton } from "@/components/Skeleton";
import { formatBytes } from "@/text/format";
import { prettyJson } from "@/text/json";
import { useImages } from "../../images";
import { DataTable } from "./DataTable";
import { isText, kindOf, languageOf, type Kind, type Version } from "./files";
import { parseCsv, parseJsonTable, type Cells } from "./table";
import { MAX_BYTES, useText } from "./useText";
import styles from "./Preview.module.css";

/** A file in its most readable form: page, table, code, image or plain text. */
export function Preview({ file, files = [] }: { file: Version; files?: readonly Version[] }) {
  const kind = kindOf(file);
  if (kind === "image") return <ImagePreview file={file} />;
  if (kind === "binary") {
    return (
      <EmptyState icon="file" title="No preview">
        {file.media_type} can't be shown here. Download the file to open it.
      </EmptyState>
    );
  }
  return <TextPreview key={file.href} file={file} kind={kind} files={files} />;
}

/** The server sends an SVG as bytes, so that it is never a page of its own; as an image it is safe. */
function ImagePreview({ file }: { file: Version }) {
  const isVector = file.name.toLowerCase().endsWith(".svg");
  const images = useImages(isVector ? [file] : []);
  const address = isVector ? images[file.name] : file.href;
  return address ? <img src={address} alt={file.name} className={styles.image} /> : <Skeleton lines={8} />;
}

function TextPreview({ file, kind, files }: { file: Version; kind: Kind; files: readonly Version[] }) {
  const { text, error, cut, retry } = useText(isText(kind) ? file : undefined);
  if (error) return <ErrorState error={error} title={`Could not load ${file.name}`} onRetry={retry} />;
  if (text === null) return <Skeleton lines={8} />;
  if (text.trim() === "") return <EmptyState icon="file" title="The file is empty" />;
  return (
    <div className={styles.preview}>
      {cut && (
        <p className={styles.note}>
          Showing the first {formatBytes(MAX_BYTES)} of {formatBytes(file.size_bytes)}. Download the file for the rest.
        </p>
      )}
      <Body name={file.name} kind={kind} text={text} files={files} />
    </div>
  );
}

function Body({ name, kind, text, files }: { name: string; kind: Kind; text: string; files: readonly Version[] }) {
  const images = useImages(kind === "markdown" ? files : []);
  const extras = useMemo(() => ({ images }), [images]);
  const cells = useMemo(() => tableOf(kind, text), [kind, text]);
  const [view, setView] = useState<"read" | "source">("read");
  if (kind !== "markdown" && !cells) return <Source name={name} kind={kind} text={text} />;
  return (
    <>
      <Segments
        label="View"
        value={view}
        onChange={setView}
        options={[{ id: "read", label: cells ? "Table" : "Page" }, { id: "source", label: "Source" }]}
      />
      {view === "source" && <Source name={name} kind={kind} text={text} />}
      {view === "read" && (cells ? <DataTable cells={cells} label={name} /> : <Markdown text={text} extras={extras} className={styles.page} />)}
    </>
  );
}

function Source({ name, kind, text }: { name: string; kind: Kind; text: string }) {
  const code = kind === "json" ? (prettyJson(text) ?? text) : text;
  return <CodeBlock code={code} language={languageOf(name)} label={name} wrap={kind === "text" || kind === "markdown"} maxHeight={640} />;
}

function tableOf(kind: Kind, text: string): Cells | null {
  if (kind === "csv") return parseCsv(text);
  return kind === "json" ? parseJsonTable(text) : null;
}
