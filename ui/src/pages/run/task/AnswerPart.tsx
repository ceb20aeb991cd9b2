import { useDeferredValue, useEffect, useRef } from "react";
import type { TaskDetail } from "@/api/types";
import { useLiveText } from "@/api/useLive";
import { CopyButton } from "@/components/CopyButton";
import { EmptyState } from "@/components/EmptyState";
import { Markdown } from "@/components/Markdown";
import { formatCount, plural } from "@/text/format";
import { Document } from "@/components/Document";
import styles from "./Parts.module.css";

/** Of a longer text being written, only the end is rendered. */
const MAX_LIVE = 12_000;

/** The latest answer, or the text being written. */
export function AnswerPart({ task, isLive }: { task: TaskDetail; isLive: boolean }) {
  const newest = task.attempt_list.at(-1);
  const live = useLiveText(isLive ? newest?.attempt_id : undefined);
  const answered = task.attempt_list.findLast((attempt) => attempt.text !== null);
  if (live && newest?.text == null) return <Writing text={live.text} rate={live.rate} isDone={live.done} />;
  if (answered?.text != null) {
    return (
      <div className={styles.stack}>
        <div className={styles.note}>
          <span>
            From {answered.attempt_id} by {answered.agent}, {formatCount(answered.text.length)} characters
            {answered !== newest && "; a newer attempt has not answered yet"}
          </span>
          <CopyButton text={answered.text} label="Copy the answer" />
        </div>
        {answered.text.trim() === "" ? <p className="muted">The answer is empty. See its files.</p> : <Document text={answered.text} label="Answer" />}
      </div>
    );
  }
  return <NoAnswer task={task} />;
}

function Writing({ text, rate, isDone }: { text: string; rate: number | null; isDone: boolean }) {
  const shown = useDeferredValue(text.slice(-MAX_LIVE));
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const scroller = end.current?.closest('[role="tabpanel"]');
    // Don't scroll if the user has scrolled up to read.
    if (scroller && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 160) scroller.scrollTop = scroller.scrollHeight;
  }, [shown]);
  return (
    <div className={styles.stack}>
      <p className={styles.note}>
        {isDone ? "Answered, continuing…" : "Being written"}
        {!isDone && rate !== null && ` · ${Math.round(rate)} tokens/s`} · {plural(text.length, "character")}
      </p>
      <div className={styles.writing} role="group" aria-label="Answer being written" aria-busy={!isDone}>
        <Markdown text={shown} />
      </div>
      <div ref={end} />
    </div>
  );
}

function NoAnswer({ task }: { task: TaskDetail }) {
  const failed = task.attempt_list.findLast((attempt) => attempt.fault);
  if (failed) {
    return (
      <EmptyState icon="failed" title={`${failed.attempt_id} gave no answer`}>
        {failed.fault}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="queued" title="No answer yet">
      {task.status === "working" ? "The agent is working. Its text appears here." : task.reason || "The task has not started."}
    </EmptyState>
  );
}
