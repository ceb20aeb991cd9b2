import type { Call } from "@/api/types";
import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import { formatDuration, formatTokens } from "@/text/format";
import { howEnded } from "../howEnded";
import styles from "./CallRow.module.css";

/** A call as one line, which opens its request and response. */
export function CallRow({ call, of, onOpen }: {
  call: Call;
  /** What the call was for, if the context does not show it. */
  of?: string;
  onOpen: (number: number) => void;
}) {
  const { kind, name, ok, usage } = call;
  const note = howEnded(call);
  return (
    <button type="button" className={styles.row} aria-haspopup="dialog" onClick={() => onOpen(call.number)}>
      <Icon name={kind === "llm" ? "models" : "tool"} label={kind === "llm" ? "Model call" : "Tool call"} className={styles.icon} />
      <span className={styles.text}>
        <span className={styles.name}>
          <span className={styles.serial}>{call.number}</span> {name}
          {of !== undefined && <span className={styles.tag}>{of}</span>}
          {call.attempt_id.endsWith("/review") && <span className={styles.tag}>review</span>}
        </span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <span className={styles.number}>
        {kind === "llm" && (
          <span title={`${usage.prompt_tokens} prompt (${usage.cached_tokens} cached), ${usage.completion_tokens} completion`}>
            {formatTokens(usage.prompt_tokens)} → {formatTokens(usage.completion_tokens)} tok
          </span>
        )}
      </span>
      <span className={styles.number}>{formatDuration(usage.seconds)}</span>
      <span className={cx(styles.state, ok ? styles.ok : styles.bad)}>
        <Icon name={ok ? "check" : "close"} size={14} label={ok ? "Answered" : "Failed"} />
      </span>
      <Icon name="chevronRight" size={14} className={styles.icon} />
    </button>
  );
}
