/** What hocket read in the input files of a run. */
export interface ReadColumn {
  name: string;
  type: string;
  missing: number;
  missing_as: string[];
  distinct: number;
  unique: boolean;
  minimum: number | string | null;
  maximum: number | string | null;
  /** The most frequent values with their numbers, or examples. */
  values: [string, number][];
  odd: string[];
  odd_count: number;
  unit: string;
  is_open: boolean;
}
export interface TableProfile {
  kind: "table";
  form: string;
  encoding: string;
  rows: number;
  columns: ReadColumn[];
  /** Number of rows that were looked at; 0 if all. */
  sampled: number;
  notes: string[];
}
/** Of a text or of code; shown by its size alone. */
export interface OtherProfile {
  kind: "text" | "code";
  lines: number;
}
export interface InputReading {
  name: string;
  digest: string;
  size_bytes: number;
  note: string;
  source: string;
  profile: TableProfile | OtherProfile | null;
  joins: string[];
}
