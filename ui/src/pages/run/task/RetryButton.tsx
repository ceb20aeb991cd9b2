import { type FormEvent, useId, useState } from "react";
import { useNavigate } from "react-router";
import { useRetryTaskMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { TaskView } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Field, Textarea } from "@/components/Field";
import { toastShown } from "@/components/toasts";
import { useCanAct } from "@/shell/Session";
import { useAppDispatch } from "@/store";
import { RepeatEffects } from "../RepeatEffects";
import { isTaskOver } from "../taskPhase";

/** Retries a finished task, with optional advice. */
export function RetryButton({ runId, view, isRunOver }: { runId: string; view: TaskView; isRunOver: boolean }) {
  const [open, setOpen] = useState(false);
  const canAct = useCanAct();
  if (!canAct || !(isTaskOver(view.status) || isRunOver)) return null;
  return (
    <>
      <Button size="sm" icon="refresh" onClick={() => setOpen(true)}>
        Retry…
      </Button>
      {open && <RetryDialog runId={runId} taskId={view.task_id} isRunOver={isRunOver} onClose={() => setOpen(false)} />}
    </>
  );
}

function RetryDialog({ runId, taskId, isRunOver, onClose }: {
  runId: string;
  taskId: string;
  isRunOver: boolean;
  onClose: () => void;
}) {
  const [words, setWords] = useState("");
  const [repeats, setRepeats] = useState(false);
  const [retry, { isLoading, error }] = useRetryTaskMutation();
  const navigate = useNavigate();
  const dispatch = useAppDispatch();
  const formId = useId();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isLoading) return;
    const { data } = await retry({
      run_id: runId, task_id: taskId, repeat_effects: repeats, ...(words.trim() && { words: words.trim() }),
    });
    if (!data) return;
    onClose();
    if (data.run_id === runId) return;
    dispatch(toastShown(`The run has ended, so a fork of it retries ${taskId}.`, "ok"));
    void navigate(`/runs/${data.run_id}?task=${encodeURIComponent(taskId)}`);
  };

  return (
    <Dialog
      open
      title={`Retry ${taskId}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" icon="refresh" busy={isLoading}>
            Retry
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={(event) => void submit(event)}>
        <p className="muted">
          {isRunOver
            ? "The run has ended, so this starts a fork, in which the task and all that depends on it run again."
            : "The task and all that depends on it run again."}
        </p>
        <Field label="What to change (optional)" hint="The agent sees it with the task." error={error && problemOf(error).detail}>
          {(described) => (
            <Textarea {...described} data-autofocus rows={4} value={words} onChange={({ target }) => setWords(target.value)} />
          )}
        </Field>
        <RepeatEffects error={error} checked={repeats} onChange={setRepeats} />
      </form>
    </Dialog>
  );
}
