import { type KeyboardEvent, type Ref } from "react";
import { IconButton } from "@/components/Button";
import { Switch } from "@/components/Field";
import { cx } from "@/cx";
import styles from "./Composer.module.css";

export interface Draft {
  text: string;
  asRun: boolean;
}
export const EMPTY: Draft = { text: "", asRun: false };

/** The field for a message. Enter sends, Shift+Enter starts a new line. */
export function Composer({ draft, onChange, onSend, busy, to, field }: {
  draft: Draft;
  onChange: (draft: Draft) => void;
  onSend: () => void;
  /** An answer is in progress; the user can keep typing. */
  busy: boolean;
  to: string;
  field?: Ref<HTMLTextAreaElement>;
}) {
  const canSend = !busy && draft.text.trim() !== "";
  const onKeyDown = (event: KeyboardEvent) => {
    // During IME composition, Enter only completes the word.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (canSend) onSend();
  };
  return (
    <form
      className={styles.composer}
      aria-label="Message"
      onSubmit={(event) => {
        event.preventDefault();
        if (canSend) onSend();
      }}
    >
      <textarea
        ref={field}
        className={styles.text}
        rows={2}
        aria-label={`Message to ${to}`}
        aria-describedby="composer-help"
        placeholder={draft.asRun ? "Describe what you want done" : `Message ${to}`}
        value={draft.text}
        onChange={(event) => onChange({ ...draft, text: event.target.value })}
        onKeyDown={onKeyDown}
      />
      <div className={styles.bar}>
        <Switch label="Make it a run" checked={draft.asRun} onChange={(asRun) => onChange({ ...draft, asRun })} className={styles.switch} />
        <span id="composer-help" className={cx(styles.help, !draft.asRun && styles.keys)}>
          {draft.asRun ? "It becomes a goal: planned, worked on by all agents, and checked." : "Enter sends, Shift+Enter starts a new line."}
        </span>
        <IconButton
          type="submit"
          icon="arrowRight"
          label={draft.asRun ? "Start the run" : "Send"}
          variant="primary"
          size="sm"
          busy={busy}
          disabled={!busy && draft.text.trim() === ""}
        />
      </div>
    </form>
  );
}
