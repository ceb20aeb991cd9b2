import type { ReactNode } from "react";
import { cx } from "@/cx";
import styles from "./Table.module.css";

export interface Column<Row> {
  id: string;
  title: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Right for numbers. */
  align?: "left" | "right";
  /** Hidden on phones. */
  wideOnly?: boolean;
  width?: string;
}

/** A plain table; if it is too wide, it scrolls sideways inside its own box. */
export function Table<Row>({ caption, columns, rows, rowKey, empty, onRowClick }: {
  /** What the table shows, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
  /** For mouse users; the row must also contain a link or button that does the same. */
  onRowClick?: (row: Row) => void;
}) {
  if (rows.length === 0 && empty) return <>{empty}</>;
  const look = (column: Column<Row>) => cx(column.align === "right" && styles.right, column.wideOnly && styles.wideOnly);
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={look(column)} style={{ width: column.width }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              className={onRowClick && styles.clickable}
              onClick={onRowClick && (() => onRowClick(row))}
            >
              {columns.map((column) => (
                <td key={column.id} className={look(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
