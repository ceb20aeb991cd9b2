import { type DragEvent, type KeyboardEvent, useEffect, useReducer, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useGetSettingsQuery, useStartRunMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { Button } from "@/components/Button";
import { Switch } from "@/components/Field";
import { cx } from "@/cx";
import { AttachmentChip } from "./AttachmentChip";
import { BudgetPopover } from "./BudgetPopover";
import { draftReducer, EMPTY_DRAFT, isPlanFirst, obstacle, startOf } from "./draft";
import { Estimates } from "./Estimates";
import { useEstimates } from "./useEstimates";
import { useUploads } from "./useUploads";
import styles from "./Composer.module.css";

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The form for a new goal, with its files and budget. */
export function Composer() {
  const [draft, change] = useReducer(draftReducer, EMPTY_DRAFT);
  const { data: settings } = useGetSettingsQuery();
  const [startRun, { isLoading, error }] = useStartRunMutation();
  const [invalid, setInvalid] = useState<string | null>(null);
  const attach = useUploads(change);
  const drop = useDrop(attach);
  const text = useFocusOnCompose();
  const picker = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();

  const start = async () => {
    const problem = obstacle(draft);
    setInvalid(problem);
    if (problem || isLoading) return;
    const { data: run } = await startRun(startOf(draft, settings?.consent));
    if (run) void navigate(`/runs/${run.run_id}`);
  };
  const estimates = useEstimates(draft, settings?.consent);
  const estimate = () => {
    const problem = obstacle(draft);
    setInvalid(problem);
    if (!problem) estimates.ask();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void start();
  };
  const fault = error ?? estimates.error;
  const message = invalid ?? (fault ? problemOf(fault).detail : null);

  return (
    <form
      aria-label="New run"
      className={cx(styles.composer, drop.isOver && styles.over)}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
      onKeyDown={onKeyDown}
      {...drop.handlers}
    >
      <textarea
        ref={text}
        className={styles.text}
        aria-label="Goal"
        aria-describedby={message ? "goal-problem" : undefined}
        aria-invalid={message ? true : undefined}
        placeholder="Describe what you want, what it should look like, and how to tell that it is right."
        rows={5}
        value={draft.text}
        onChange={(event) => {
          setInvalid(null);
          change({ type: "written", text: event.target.value });
        }}
      />
      {draft.attachments.length > 0 && (
        <ul className={styles.chips} aria-label="Attached files">
          {draft.attachments.map((attachment) => (
            <AttachmentChip
              key={attachment.id}
              attachment={attachment}
              onRemove={() => change({ type: "detached", id: attachment.id })}
            />
          ))}
        </ul>
      )}
      {message && (
        <p id="goal-problem" role="alert" className={styles.problem}>
          {message}
        </p>
      )}
      <div className={styles.bar}>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label="Files to attach"
          onChange={(event) => {
            attach(event.target.files ?? []);
            // So that you can choose a removed file again.
            event.target.value = "";
          }}
        />
        <Button variant="ghost" icon="attach" onClick={() => picker.current?.click()}>
          Attach files
        </Button>
        <BudgetPopover
          budget={draft.budget}
          defaults={settings?.limits}
          onChange={(field, value) => change({ type: "budgeted", field, value })}
          care={draft.care}
          onCare={(care) => change({ type: "careSet", care })}
        />
        <Button variant="ghost" icon="clock" busy={estimates.isAsking} onClick={estimate}>
          Estimate
        </Button>
        <Switch
          className={styles.planFirst}
          label="Show me the plan and its cost first"
          checked={isPlanFirst(draft, settings?.consent)}
          onChange={(planFirst) => change({ type: "planFirstSet", planFirst })}
        />
        <Button type="submit" variant="primary" busy={isLoading} className={styles.start}>
          Start
          <kbd aria-hidden>{isMac ? "⌘" : "Ctrl"} ↵</kbd>
        </Button>
      </div>
      {estimates.made && (
        <Estimates made={estimates.made} draft={draft} onTake={(way) => change({ type: "wayTaken", ...way })} />
      )}
    </form>
  );
}

/** Focuses the field when "New run" is chosen anywhere. */
function useFocusOnCompose() {
  const text = useRef<HTMLTextAreaElement>(null);
  const { state } = useLocation() as { state: { compose?: number } | null };
  const compose = state?.compose;
  useEffect(() => {
    if (compose !== undefined) text.current?.focus();
  }, [compose]);
  return text;
}

function useDrop(attach: (files: Iterable<File>) => void) {
  const [isOver, setIsOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setIsOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setIsOver(false);
      attach(event.dataTransfer.files);
    },
  };
  return { isOver, handlers };
}
