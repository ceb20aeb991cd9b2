import type { RefObject } from "react";
import { Link } from "react-router";
import type { Approval, ApprovalAnswer } from "@/api/types";
import { APPROVAL_KINDS } from "@/components/approvalKinds";
import { Badge, RiskBadge, StatusBadge } from "@/components/Badge";
import { IconButton } from "@/components/Button";
import { CodeBlock } from "@/components/CodeBlock";
import { Icon } from "@/components/Icon";
import { Markdown } from "@/components/Markdown";
import { Spinner } from "@/components/Spinner";
import { Time } from "@/components/Time";
import { cx } from "@/cx";
import { useCanAct } from "@/shell/Session";
import { Actions, type Writing } from "./Actions";
import { decisionText, tooLateText } from "./looks";
import { PlanForecast } from "./PlanForecast";
import { PlanList } from "./PlanList";
import type { Sent } from "./useAnswers";
import { planOf, prettyDraft } from "./validation";
import styles from "./Detail.module.css";

/** One question in full, with the actions for it. */
export function Detail({ approval, sent, writing, onWrite, onAnswer, onBack, heading, approve }: {
  approval: Approval;
  sent: Sent | undefined;
  writing: Writing;
  onWrite: (change: Partial<Writing>) => void;
  onAnswer: (answer: ApprovalAnswer) => void;
  onBack?: () => void;
  heading: RefObject<HTMLHeadingElement | null>;
  approve: RefObject<HTMLButtonElement | null>;
}) {
  const canAct = useCanAct();
  const isOpen = approval.state === "open";
  return (
    <article className={styles.detail} aria-labelledby="question-title">
      <header className={styles.header}>
        <p className={styles.kind}>
          {onBack && <IconButton icon="chevronLeft" label="All questions" onClick={onBack} />}
          <span className={styles.kindName}>
            <Icon name={APPROVAL_KINDS[approval.kind].icon} />
            {APPROVAL_KINDS[approval.kind].label}
          </span>
          {approval.kind !== "question" && <RiskBadge risk={approval.risk} />}
          <Time at={approval.asked_at} className={styles.age} />
        </p>
        <h2 id="question-title" ref={heading} tabIndex={-1}>
          {approval.title}
        </h2>
        <Origin approval={approval} />
      </header>
      {approval.detail && approval.detail !== approval.title && <Markdown text={approval.detail} />}
      {approval.kind === "plan" && isOpen && <PlanForecast runId={approval.run_id} />}
      {!(isOpen && writing.mode === "edit") && <Draft approval={approval} />}
      <div aria-live="polite" className={styles.live}>
        {approval.state === "withdrawn" && <Withdrawn />}
        {approval.answer && <Given approval={approval} isSending={sent !== undefined && !sent.problem} />}
        {sent?.problem && <Refused approval={approval} sent={sent} />}
      </div>
      {isOpen && (
        <footer className={styles.actions}>
          {canAct ? (
            <Actions approval={approval} writing={writing} onWrite={onWrite} onAnswer={onAnswer} approve={approve} />
          ) : (
            <p className={styles.note}>Your role is read-only, so someone else has to answer this.</p>
          )}
        </footer>
      )}
    </article>
  );
}

function Origin({ approval: { run_id, goal, task_id } }: { approval: Approval }) {
  return (
    <p className={styles.origin}>
      <Link to={`/runs/${encodeURIComponent(run_id)}`} className={styles.run}>
        {goal}
      </Link>
      {task_id && <span>task {task_id}</span>}
    </p>
  );
}

function Draft({ approval: { kind, draft, detail } }: { approval: Approval }) {
  if (draft === null) return null;
  if (kind === "result") {
    return (
      <div className={styles.result} tabIndex={0} role="region" aria-label="Result">
        <Markdown text={draft} />
      </div>
    );
  }
  const plan = kind === "plan" ? planOf(draft) : null;
  // The plan's reason is often the detail, which is already shown above.
  if (plan) return <PlanList plan={plan.why === detail ? { ...plan, why: "" } : plan} />;
  return <CodeBlock code={prettyDraft(kind, draft)} language="json" label={kind === "plan" ? "Plan" : "Arguments"} wrap maxHeight={480} />;
}

function Given({ approval, isSending }: { approval: Approval; isSending: boolean }) {
  const { answer } = approval;
  if (!answer) return null;
  const rejected = answer.decision === "reject";
  return (
    <div className={styles.given}>
      <p className={styles.givenHead}>
        <Badge tone={rejected ? "bad" : "ok"} icon={rejected ? "failed" : "accepted"}>
          {decisionText(answer)}
        </Badge>
        {isSending ? (
          <span className={styles.sending}>
            <Spinner size={14} /> Sending…
          </span>
        ) : (
          <span>
            by {answer.by || "someone"}, <Time at={answer.at} />
          </span>
        )}
      </p>
      {answer.words && <p className={styles.words}>{answer.words}</p>}
    </div>
  );
}

function Withdrawn() {
  return (
    <p className={styles.givenHead}>
      <StatusBadge state="withdrawn" />
      The run no longer waits for this.
    </p>
  );
}

function Refused({ approval, sent: { answer, problem } }: { approval: Approval; sent: Sent }) {
  if (!problem) return null;
  const tooLate = problem.status === 409;
  return (
    <div className={cx(styles.refused, tooLate && styles.late)}>
      <Icon name="warning" />
      <div>
        <p>{tooLate ? tooLateText(approval) : `Not sent: ${problem.detail}`}</p>
        {(answer.words || answer.draft) && tooLate && (
          <details className={styles.lost}>
            <summary>What you wrote</summary>
            <p className={styles.words}>{answer.words || answer.draft}</p>
          </details>
        )}
      </div>
    </div>
  );
}
