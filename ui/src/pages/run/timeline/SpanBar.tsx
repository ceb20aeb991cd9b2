import { memo } from "react";
import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import type { Bar } from "./lanes";
import { spokenSpan } from "./spanText";
import styles from "./Timeline.module.css";

export const ROW_HEIGHT = 26;

/** One span. Its position is in percent, so that resizing the window causes no re-render. */
export const SpanBar = memo(function SpanBar({ bar, origin, left, width, isEntry, isSelected, onOpen, onShow }: {
  bar: Bar;
  origin: number;
  left: number;
  width: number;
  isEntry: boolean;
  isSelected: boolean;
  onOpen: (bar: Bar) => void;
  /** Shows its details; undefined hides them. */
  onShow: (key: string | undefined, element?: Element) => void;
}) {
  const { span, key, row, start, end } = bar;
  return (
    <button
      type="button"
      data-bar={key}
      tabIndex={isEntry ? 0 : -1}
      className={cx(
        styles.bar,
        styles[span.kind],
        span.ok === false && styles.wrong,
        span.ended_at === null && styles.open,
        isSelected && styles.selected,
      )}
      style={{ left: `min(${left}%, 100% - 6px)`, width: `${width}%`, top: row * ROW_HEIGHT }}
      aria-label={spokenSpan(span, start, end, origin)}
      onClick={() => onOpen(bar)}
      onFocus={(event) => onShow(key, event.currentTarget)}
      onBlur={() => onShow(undefined)}
      onPointerEnter={(event) => event.pointerType === "mouse" && onShow(key, event.currentTarget)}
      onPointerLeave={() => onShow(undefined)}
    >
      <span className={styles.label}>
        {span.ok === false && <Icon name="close" size={12} />}
        <span className="truncate">{span.label}</span>
      </span>
    </button>
  );
});
