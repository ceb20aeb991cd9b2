import type { Attempt, Check, TaskDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { CheckResults } from "../CheckResults";
import styles from "./Parts.module.css";

/** What the work must show, what it showed, and why the verdict is what it is. */
export function ChecksPart({ task }: { task: TaskDetail }) {
  const judged = task.attempt_list.findLast((attempt) => attempt.review !== null);
  const { success_criteria: criteria, deliverables } = task;
  if (!judged && criteria.length === 0 && deliverables.length === 0) {
    return (
      <EmptyState icon="unproven" title="The plan sets no checks for this task">
        Without a check nothing can be proven: the work will at best be called unproven.
      </EmptyState>
    );
  }
  return (
    <div className={styles.stack}>
      {judged && <Verdict attempt={judged} />}
      {deliverables.length > 0 && (
        <section>
          <h3 className={styles.heading}>Must leave</h3>
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
          <h3 className={styles.heading}>Must pass, as the plan says</h3>
          <ul className={styles.plain}>
            {criteria.map((check, at) => (
              <li key={at}>
                <Icon name="check" size={14} />
                <span>{sentence(check)}</span>
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
        {review.results.length > 0 && <CheckResults results={review.results} label="Check results" />}
        {review.feedback && <p className={styles.quote}>{review.feedback}</p>}
      </div>
    </section>
  );
}

/** A verdict rests on checks that prove something; form alone, or an opinion, accepts nothing. */
export function whyOf({ verdict, results, reviewer }: NonNullable<Attempt["review"]>): string {
  const failed = results.filter((result) => result.passed === false).length;
  const open = results.filter((result) => result.passed === null).length;
  const proven = results.filter((result) => result.passed && result.proves !== false).length;
  if (verdict === "rejected") return failed > 0 ? `${failed} of ${results.length} checks failed.` : `${reviewer} rejected it; see the feedback.`;
  if (verdict === "accepted") return `${proven} ${proven === 1 ? "check" : "checks"} passed that ${proven === 1 ? "proves" : "prove"} content${open > 0 ? `; ${open} could not be run` : ""}.`;
  if (results.length === 0) return "No check was set for it, so nothing speaks against it and nothing proves it.";
  return open > 0 ? `${open} of ${results.length} checks could not be run.` : "What passed shows form, not content.";
}

function sentence(check: Check): string {
  if (check.says) return check.says;
  const path = "path" in check && check.path ? ` on ${check.path}` : "";
  return `${check.kind ?? "check"}${path}`;
}
