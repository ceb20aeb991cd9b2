import { memo } from "react";
import type { Stamped } from "@/api/types";
import { Button } from "@/components/Button";
import { CodeBlock } from "@/components/CodeBlock";
import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import { formatDateTime } from "@/text/format";
import { offsetText } from "../offset";
import { summaryOf, taskOf, toneOf, typeText } from "./entries";
import styles from "./EventRow.module.css";

export interface RowActions {
  onToggle: (seq: number) => void;
  /** Show the run as of an event. */
  onLook: (seq: number) => void;
}

/** An event as one line, which expands to all its fields. */
export const EventRow = memo(function EventRow({ stamped, startedAt, isOpen, isShown, actions }: {
  stamped: Stamped;
  startedAt: number;
  isOpen: boolean;
  /** The page shows the run as of this event. */
  isShown: boolean;
  actions: RowActions;
}) {
  const task = taskOf(stamped);
  return (
    <div className={cx(styles.entry, isShown && styles.shown)}>
      <div className={styles.line}>
        <button type="button" className={styles.row} aria-expanded={isOpen} onClick={() => actions.onToggle(stamped.seq)}>
          <Icon name={isOpen ? "chevronDown" : "chevronRight"} size={14} />
          <span className={styles.seq}>{stamped.seq}</span>
          <time className={styles.time} dateTime={stamped.at} title={formatDateTime(stamped.at)}>
            {offsetText(stamped.at, startedAt)}
          </time>
          <span className={cx(styles.type, styles[toneOf(stamped.type)])}>{typeText(stamped.type)}</span>
          {task && <span className={styles.task}>{task}</span>}
          <span className={styles.summary}>{summaryOf(stamped)}</span>
        </button>
        {isShown ? (
          <span className={styles.here}>Viewing</span>
        ) : (
          <Button
            variant="ghost"
            size="sm"
            icon="clock"
            className={styles.look}
            aria-label={`View the run as of event ${stamped.seq}`}
            onClick={() => actions.onLook(stamped.seq)}
          >
            View state
          </Button>
        )}
      </div>
      {isOpen && (
        <div className={styles.body}>
          <CodeBlock code={JSON.stringify(stamped.event, null, 2)} language="json" label={`${stamped.type}, event ${stamped.seq}`} maxHeight={420} wrap />
        </div>
      )}
    </div>
  );
});
