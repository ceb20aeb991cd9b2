import { type FormEvent, useId, useState } from "react";
import { Link } from "react-router";
import { useAnswerApprovalMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Approval, Forecast, RunDetail } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Checkbox, Field, Textarea } from "@/components/Field";
import { formatCount, formatDuration, formatTokens, formatUsd, plural } from "@/text/format";
import { useCanAct } from "@/shell/Session";
import { Banner } from "./Banner";
import styles from "./Banners.module.css";

/** A plan that needs approval, with its forecast. */
export function PlanBanner({ question, run }: { question: Approval; run: RunDetail }) {
  const [covers, setCovers] = useState(false);
  const [isRejecting, setIsRejecting] = useState(false);
  const [answer, { isLoading, error }] = useAnswerApprovalMutation();
  const canAct = useCanAct();
  const approve = () => void answer({ question_id: question.question_id, decision: "approve", ...(covers && { covers }) });

  return (
    <Banner
      icon="waiting"
      title={question.title || "The plan needs your approval"}
      actions={
        canAct && (
          <>
            <Button size="sm" onClick={() => setIsRejecting(true)}>
              Reject…
            </Button>
            <Button size="sm" variant="primary" icon="check" busy={isLoading} onClick={approve}>
              Approve
            </Button>
          </>
        )
      }
    >
      {run.forecast && <ForecastLine forecast={run.forecast} tasks={run.tasks.total} />}
      {canAct && (
        <div className={styles.choices}>
          <Checkbox label="Also approve its effects, instead of each tool call" checked={covers} onChange={setCovers} />
          <Link to={`/inbox?question=${encodeURIComponent(question.question_id)}`}>Edit in the inbox</Link>
        </div>
      )}
      {error && (
        <p role="alert" className={styles.problem}>
          {problemOf(error).detail}
        </p>
      )}
      <RejectDialog open={isRejecting} question={question} onClose={() => setIsRejecting(false)} />
    </Banner>
  );
}

function ForecastLine({ forecast, tasks }: { forecast: Forecast; tasks: number }) {
  return (
    <p className={styles.text}>
      {tasks > 0 && `${plural(tasks, "task")}, `}
      about {formatTokens(forecast.tokens)} tokens in {formatCount(forecast.calls)} calls, {formatUsd(forecast.usd)},{" "}
      {formatDuration(forecast.seconds)} of model time <span className={styles.basis}>({forecast.basis})</span>
    </p>
  );
}

function RejectDialog({ open, question, onClose }: { open: boolean; question: Approval; onClose: () => void }) {
  const [words, setWords] = useState("");
  const [answer, { isLoading, error }] = useAnswerApprovalMutation();
  const formId = useId();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() === "" || isLoading) return;
    const response = await answer({ question_id: question.question_id, decision: "reject", words: words.trim() });
    if (!response.error) onClose();
  };
  return (
    <Dialog
      open={open}
      title="Reject the plan"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="danger" busy={isLoading} disabled={words.trim() === ""}>
            Reject and end the run
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)}>
        <Field label="Reason" hint="Kept with the run. None of the plan's tasks will run." error={error && problemOf(error).detail}>
          {(described) => (
            <Textarea {...described} data-autofocus required rows={3} value={words} onChange={({ target }) => setWords(target.value)} />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
