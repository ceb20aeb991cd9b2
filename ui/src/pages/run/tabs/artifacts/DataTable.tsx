import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { cx } from "@/cx";
import { formatCount } from "@/text/format";
import { numericColumns, type Cells } from "./table";
import styles from "./DataTable.module.css";

const ROW_HEIGHT = 30;
const MIN_CHARACTERS = 5;
const MAX_CHARACTERS = 44;
/** Column widths depend on the first rows. */
const SAMPLE = 100;

/** Rows of text cells; only visible rows are rendered. */
export function DataTable({ cells, label }: { cells: Cells; label: string }) {
  const { columns, rows, total } = cells;
  const scroller = useRef<HTMLDivElement>(null);
  const numeric = useMemo(() => numericColumns(cells), [cells]);
  const template = useMemo(() => widths(cells), [cells]);
  const visible = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  });

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroll} tabIndex={0} role="region" aria-label={label}>
        <div role="table" aria-label={label} aria-rowcount={rows.length + 1} aria-colcount={columns.length} className={styles.table}>
          <div role="rowgroup" className={styles.head}>
            <div role="row" aria-rowindex={1} className={styles.row} style={{ gridTemplateColumns: template }}>
              {columns.map((name, at) => (
                <div key={at} role="columnheader" title={name} className={cx(styles.cell, numeric[at] && styles.right)}>
                  {name}
                </div>
              ))}
            </div>
          </div>
          <div role="rowgroup" className={styles.body} style={{ height: visible.getTotalSize() }}>
            {visible.getVirtualItems().map(({ index, start }) => (
              <div
                key={index}
                role="row"
                aria-rowindex={index + 2}
                className={cx(styles.row, styles.placed)}
                style={{ gridTemplateColumns: template, transform: `translateY(${start}px)` }}
              >
                {rows[index]!.map((cell, at) => (
                  <div key={at} role="cell" title={cell} className={cx(styles.cell, numeric[at] && styles.right)}>
                    {cell}
                  </div>
                ))}
              </div>
            ))}
          </div>
        </div>
      </div>
      <p className={styles.foot}>
        {rows.length < total
          ? `The first ${formatCount(rows.length)} of ${formatCount(total)} rows`
          : `${formatCount(total)} ${total === 1 ? "row" : "rows"}`}
        , {formatCount(columns.length)} {columns.length === 1 ? "column" : "columns"}
      </p>
    </div>
  );
}

function widths({ columns, rows }: Cells): string {
  const longest = columns.map((name, at) =>
    rows.slice(0, SAMPLE).reduce((most, row) => Math.max(most, row[at]!.length), name.length),
  );
  const tracks = longest.map((characters) => Math.min(MAX_CHARACTERS, Math.max(MIN_CHARACTERS, characters)));
  return tracks.map((characters) => `calc(${characters}ch + 32px)`).join(" ");
}
