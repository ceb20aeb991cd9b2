import type { Attempt, Check, TaskDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { plural } from "@/text/format";
import { CheckResults } from "../CheckResults";
import { Methods } from "../Methods";
import styles from "./Parts.module.css";

/** The task's checks, their results, and the reason for the verdict. */
export function ChecksPart({ task }: { task: TaskDetail }) {
  const reviewed = task.attempt_list.findLast((attempt) => attempt.review !== null);
  const { success_criteria: criteria, deliverables } = task;
  if (!reviewed && criteria.length === 0 && deliverables.length === 0) {
    return (
      <EmptyState icon="unproven" title="This task has no checks">
        Without checks, the work is corroborated at best.
      </EmptyState>
    );
  }
  return (
    <div className={styles.stack}>
      {reviewed && <Verdict attempt={reviewed} />}
      {deliverables.length > 0 && (
        <section>
          <h3 className={styles.heading}>Required files</h3>
          <ul className={styles.plain}>
            {deliverables.map((name) => (
              <li key={name}>
                <Icon name="file" size={14} />
                <span className="mono">{name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {criteria.length > 0 && (
        <section>
          <h3 className={styles.heading}>Required checks</h3>
          <ul className={styles.plain}>
            {criteria.map((check, at) => (
              <li key={at}>
                <Icon name="check" size={14} />
                <span>{checkText(check)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Verdict({ attempt: { attempt_id, review } }: { attempt: Attempt }) {
  if (!review) return null;
  return (
    <section className={styles.card}>
      <header className={styles.cardHeader}>
        <h3>Verdict on {attempt_id}</h3>
        <StatusBadge state={review.verdict} />
        <span className={styles.cardNote}>by {review.reviewer}</span>
      </header>
      <div className={styles.padded}>
        <p className={styles.why}>
          <strong>Why:</strong> {whyOf(review)}
        </p>
        {review.agreement && <Methods agreement={review.agreement} />}
        {review.results.length > 0 && <CheckResults results={review.results} label="Check results" />}
        {review.feedback && <p className={styles.quote}>{review.feedback}</p>}
      </div>
    </section>
  );
}

/** Only content checks can accept work; format checks and opinions can't. */
export function whyOf({ verdict, results, reviewer, agreement }: NonNullable<Attempt["review"]>): string {
  const failed = results.filter((result) => result.passed === false).length;
  const open = results.filter((result) => result.passed === null).length;
  const proven = results.filter((result) => result.passed && result.proves !== false).length;
  if (verdict === "rejected") return failed > 0 ? `${failed} of ${results.length} checks failed.` : `${reviewer} rejected the work. See the feedback.`;
  if (verdict === "accepted") return `${plural(proven, "content check")} passed${open > 0 ? `; ${open} could not run` : ""}.`;
  if (agreement) return `${agreement.says}.`;
  if (results.length === 0) return "It has no checks: nothing disproves it, and nothing proves it.";
  return open > 0 ? `${open} of ${results.length} checks could not run.` : "The checks that passed cover format, not content.";
}

function checkText(check: Check): string {
  if (check.says) return check.says;
  const path = "path" in check && check.path ? ` on ${check.path}` : "";
  return `${check.kind ?? "check"}${path}`;
}
