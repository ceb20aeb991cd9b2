/** Files that are tables: CSV and JSON arrays as columns and rows of text. */

export interface Cells {
  columns: string[];
  rows: string[][];
  /** How many rows the file has; only the first ones are kept. */
  total: number;
}

export const MAX_ROWS = 1000;
const DELIMITERS = [",", ";", "\t", "|"] as const;

/** RFC 4180 with the most likely delimiter; null if it is not a table. */
export function parseCsv(text: string, maxRows = MAX_ROWS): Cells | null {
  const clean = text.replace(/^\uFEFF/, "");
  if (clean.trim() === "") return null;
  const { rows, total } = records(clean, delimiterOf(clean), maxRows + 1);
  const [header, ...body] = rows;
  if (!header) return null;
  const width = Math.max(header.length, ...body.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, at) => header[at] || `column ${at + 1}`);
  return { columns, rows: body.map((row) => columns.map((_, at) => row[at] ?? "")), total: total - 1 };
}

/** The delimiter that splits the first line into the most fields. */
export function delimiterOf(text: string): string {
  const line = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? "";
  const bare = line.replace(/"(?:[^"]|"")*"/g, "");
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

/** Counts all records and keeps the first `max`. */
function records(text: string, delimiter: string, max: number): { rows: string[][]; total: number } {
  const rows: string[][] = [];
  let total = 0;
  let row: string[] = [];
  let field = "";
  let quoted = false;
  const endField = () => {
    row.push(field);
    field = "";
  };
  const endRow = () => {
    endField();
    // An empty line is no record.
    if (row.length > 1 || row[0] !== "") {
      total += 1;
      if (rows.length < max) rows.push(row);
    }
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && field === "") quoted = true;
    else if (character === delimiter) endField();
    else if (character === "\n") endRow();
    else if (character !== "\r" || text[at + 1] !== "\n") field += character;
  }
  if (field !== "" || row.length > 0) endRow();
  return { rows, total };
}

/** A JSON array of objects or of arrays; null for anything else. */
export function parseJsonTable(text: string, maxRows = MAX_ROWS): Cells | null {
  const value = parsed(text);
  if (!Array.isArray(value) || value.length === 0) return null;
  const kept = value.slice(0, maxRows) as unknown[];
  if (kept.every(isRecord)) {
    const columns = [...new Set(kept.flatMap((row) => Object.keys(row)))];
    if (columns.length === 0) return null;
    return { columns, rows: kept.map((row) => columns.map((name) => cellText(row[name]))), total: value.length };
  }
  if (!kept.every(Array.isArray)) return null;
  const width = Math.max(...kept.map((row) => row.length));
  if (width === 0) return null;
  const columns = Array.from({ length: width }, (_, at) => `column ${at + 1}`);
  return { columns, rows: kept.map((row) => columns.map((_, at) => cellText(row[at]))), total: value.length };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const NUMBER = /^[-+]?(\d[\d_,' ]*)?(\.\d+)?([eE][-+]?\d+)?\s?%?$/;

/** Which columns have only numbers; those are aligned right. */
export function numericColumns({ columns, rows }: Cells): boolean[] {
  return columns.map((_, at) => {
    const filled = rows.map((row) => row[at]!.trim()).filter(Boolean);
    return filled.length > 0 && filled.every((cell) => /\d/.test(cell) && NUMBER.test(cell));
  });
}
