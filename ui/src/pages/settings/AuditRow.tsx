import { memo } from "react";
import type { AuditEntry } from "@/api/types";
import { cx } from "@/cx";
import { formatDateTime } from "@/text/format";
import { outcomeText, targetText, wentWell } from "./auditWords";
import styles from "./AuditRow.module.css";

export const AuditRow = memo(function AuditRow({ entry }: { entry: AuditEntry }) {
  return (
    <div className={styles.row}>
      <time dateTime={entry.at} className={styles.at} title={`Entry ${entry.seq}, sealed ${entry.hash}`}>
        {formatDateTime(entry.at)}
      </time>
      <span className={styles.who} title={entry.role && `${entry.subject}, ${entry.role}`}>
        {entry.subject || "nobody"}
      </span>
      <span className={cx("mono", styles.action)}>{entry.action}</span>
      <span className={cx("mono", styles.target)} title={entry.target}>
        {targetText(entry.target)}
      </span>
      <span className={cx(styles.outcome, !wentWell(entry.outcome) && styles.refused)} title={entry.outcome}>
        {outcomeText(entry.outcome)}
      </span>
      <span className={cx("mono", styles.address)}>{entry.address}</span>
    </div>
  );
});

/** The names of the columns above rows; each row's cells speak for themselves. */
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
