/** Lists of thousands of items: only visible rows are rendered. Rows may differ in height. */
import { useVirtualizer, useWindowVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cx } from "@/cx";
import styles from "./VirtualList.module.css";

interface Rows<Item> {
  label: string;
  items: readonly Item[];
  itemKey: (item: Item) => string | number;
  /** The usual height of a row in pixels. */
  rowHeight: number;
  children: (item: Item, at: number) => ReactNode;
  /** Called as the end comes into view, to load more. */
  onEnd?: () => void;
  /** If known; may exceed the loaded items. */
  total?: number;
  className?: string;
}

const OVERSCAN = 8;

/** Scrolls with the page. */
export function WindowList<Item>(props: Rows<Item>) {
  const { items, itemKey, rowHeight } = props;
  const list = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    if (list.current) setMargin(list.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const rows = useWindowVirtualizer({
    count: items.length,
    estimateSize: () => rowHeight,
    getItemKey: (at) => itemKey(items[at]!),
    overscan: OVERSCAN,
    scrollMargin: margin,
  });
  return (
    <div ref={list} className={props.className}>
      <VisibleRows {...props} rows={rows} offset={margin} />
    </div>
  );
}

/** Scrolls inside its own box; set its height with `className`. With `follow` it stays at the end as rows arrive. */
export function VirtualList<Item>({ follow, ...props }: Rows<Item> & { follow?: boolean }) {
  const { items, itemKey, rowHeight } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (at) => itemKey(items[at]!),
    overscan: OVERSCAN,
  });

  useEffect(() => {
    if (follow && atEnd.current && items.length > 0) rows.scrollToIndex(items.length - 1, { align: "end" });
  }, [follow, items.length, rows]);

  return (
    <div
      ref={scroller}
      tabIndex={0}
      className={cx(styles.scroller, props.className)}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 2 * rowHeight;
      }}
    >
      <VisibleRows {...props} rows={rows} offset={0} />
    </div>
  );
}

function VisibleRows<Item>({ rows, offset, items, children, label, total, onEnd }: Rows<Item> & {
  rows: Virtualizer<Window, Element> | Virtualizer<HTMLDivElement, Element>;
  offset: number;
}) {
  const visible = rows.getVirtualItems();
  const last = visible.at(-1)?.index ?? -1;
  const nearEnd = items.length > 0 && last >= items.length - OVERSCAN;

  // In a ref, so that a new function on each render does not cause another call.
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (nearEnd) end.current?.();
  }, [nearEnd, items.length]);

  return (
    <div role="list" aria-label={label} className={styles.rows} style={{ height: rows.getTotalSize() }}>
      {visible.map((row) => (
        <div
          key={row.key}
          ref={rows.measureElement as (element: Element | null) => void}
          role="listitem"
          aria-posinset={row.index + 1}
          aria-setsize={total ?? (onEnd ? -1 : items.length)}
          data-index={row.index}
          className={styles.row}
          style={{ transform: `translateY(${row.start - offset}px)` }}
        >
          {children(items[row.index]!, row.index)}
        </div>
      ))}
    </div>
  );
}
