import { useGetInputsQuery } from "@/api/api";
import type { InputReading, ReadColumn, TableProfile } from "@/api/types";
import { Card } from "@/components/Card";
import { ProgressBar } from "@/components/ProgressBar";
import { Table, type Column } from "@/components/Table";
import { formatBytes } from "@/text/format";
import styles from "./Readings.module.css";
import { oddText, typeText, valuesText } from "./readColumn";

/** What hocket read in the input files: the columns of tables, with what is missing or odd. */
export function Readings({ runId }: { runId: string }) {
  const { data } = useGetInputsQuery(runId);
  const readings = data?.items ?? [];
  if (readings.length === 0) return null;
  return (
    <Card title="What hocket read" flush>
      {readings.map((reading) => (
        <Reading key={reading.name} reading={reading} />
      ))}
    </Card>
  );
}

function Reading({ reading }: { reading: InputReading }) {
  const profile = reading.profile?.kind === "table" ? reading.profile : null;
  const notes = [reading.note, ...(profile?.notes ?? []), ...reading.joins.map((join) => `can be joined: ${join}`)];
  return (
    <details className={styles.file} open={profile !== null && profile.columns.length <= FEW}>
      <summary className={styles.name}>
        <span>{reading.name}</span>
        <span className={styles.size}>{profile ? sizeText(profile) : formatBytes(reading.size_bytes)}</span>
      </summary>
      {notes.filter(Boolean).map((note, at) => (
        <p key={at} className={styles.note}>
          {note}
        </p>
      ))}
      {profile && (
        <Table
          caption={`Columns of ${reading.name}`}
          columns={columnsOf(profile)}
          rows={profile.columns}
          rowKey={(column) => column.name}
        />
      )}
    </details>
  );
}

const FEW = 12;

function sizeText(profile: TableProfile): string {
  const rows = `${profile.rows.toLocaleString("en")} ${profile.rows === 1 ? "row" : "rows"}`;
  const sampled = profile.sampled > 0 ? `, described from ${profile.sampled.toLocaleString("en")}` : "";
  return `${rows}, ${profile.columns.length} ${profile.columns.length === 1 ? "column" : "columns"}${sampled}`;
}

function columnsOf(profile: TableProfile): Column<ReadColumn>[] {
  const total = profile.sampled || profile.rows;
  return [
    { id: "name", title: "Column", width: "24%", cell: (column) => <span className={styles.column}>{column.name}</span> },
    { id: "type", title: "Type", cell: typeText, wideOnly: true },
    { id: "values", title: "Values", cell: (column) => <Values column={column} /> },
    { id: "missing", title: "Missing", width: "110px", cell: (column) => <Missing column={column} total={total} /> },
  ];
}

function Values({ column }: { column: ReadColumn }) {
  const odd = oddText(column);
  return (
    <span className={styles.values}>
      {valuesText(column)}
      {odd && <span className={styles.odd}>{odd}</span>}
    </span>
  );
}

function Missing({ column, total }: { column: ReadColumn; total: number }) {
  if (column.missing === 0) return <span className={styles.none}>none</span>;
  const marks = column.missing_as.length > 0 ? ` (as ${column.missing_as.join(", ")})` : "";
  const label = `${column.missing} of ${total} missing${marks}`;
  return (
    <span className={styles.missing}>
      <ProgressBar parts={[{ value: column.missing, tone: "warn" }]} total={total} label={label} />
      {column.missing.toLocaleString("en")}
    </span>
  );
}
