import { createPortal } from "react-dom";
import { formatDuration } from "@/text/format";
import type { Bar } from "./lanes";
import { clock } from "./range";
import { KINDS, outcomeText } from "./spanText";
import styles from "./Timeline.module.css";

const WIDTH = 260;
const MARGIN = 8;

/** Details of the hovered or focused span, whose accessible name has the same text. */
export function SpanCard({ bar, description, origin, anchor }: {
  bar: Bar;
  description: string | undefined;
  origin: number;
  anchor: DOMRect;
}) {
  const { span, start, end } = bar;
  const below = anchor.top < 180;
  const left = Math.max(MARGIN, Math.min(anchor.left, window.innerWidth - WIDTH - MARGIN));
  return createPortal(
    <div
      aria-hidden
      className={styles.details}
      style={{ left, top: below ? anchor.bottom + 6 : anchor.top - 6, translate: below ? undefined : "0 -100%" }}
    >
      <p className={styles.detailsTitle}>
        {KINDS[span.kind]} · {span.label}
      </p>
      {description && <p className={styles.detailsText}>{description}</p>}
      <p className={styles.detailsText}>
        {span.lane} · from {clock((start - origin) / 1000)} · {formatDuration((end - start) / 1000)} · {outcomeText(span)}
      </p>
    </div>,
    document.body,
  );
}
