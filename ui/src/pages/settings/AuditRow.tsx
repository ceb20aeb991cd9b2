import { memo } from "react";
import type { AuditEntry } from "@/api/types";
import { cx } from "@/cx";
import { formatDateTime } from "@/text/format";
import { outcomeText, targetText, isSuccess } from "./auditWords";
import styles from "./AuditRow.module.css";

export const AuditRow = memo(function AuditRow({ entry }: { entry: AuditEntry }) {
  return (
    <div className={styles.row}>
      <time dateTime={entry.at} className={styles.at} title={`Entry ${entry.seq}, hash ${entry.hash}`}>
        {formatDateTime(entry.at)}
      </time>
      <span className={styles.who} title={entry.role && `${entry.subject}, ${entry.role}`}>
        {entry.subject || "anonymous"}
      </span>
      <span className={cx("mono", styles.action)}>{entry.action}</span>
      <span className={cx("mono", styles.target)} title={entry.target}>
        {targetText(entry.target)}
      </span>
      <span className={cx(styles.outcome, !isSuccess(entry.outcome) && styles.refused)} title={entry.outcome}>
        {outcomeText(entry.outcome)}
      </span>
      <span className={cx("mono", styles.address)}>{entry.address}</span>
    </div>
  );
});

/** Column headings, hidden from screen readers: each cell is self-explanatory. */
export function AuditRowHeader() {
  return (
    <div className={styles.header} aria-hidden>
      <span>When</span>
      <span>Who</span>
      <span>What</span>
      <span>To what</span>
      <span>Outcome</span>
      <span>From</span>
    </div>
  );
}
