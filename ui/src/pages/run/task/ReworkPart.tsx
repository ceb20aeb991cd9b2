import type { Attempt, TaskDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Time } from "@/components/Time";
import { CheckResults } from "../CheckResults";
import styles from "./Parts.module.css";

/** Each verdict in order, with the failed checks and the feedback. */
export function ReworkPart({ task }: { task: TaskDetail }) {
  const reviewed = task.attempt_list.filter(({ review, fault }) => review || fault);
  if (reviewed.length === 0) {
    return (
      <EmptyState icon="search" title="No reviews yet">
        Reviews and their feedback appear here, oldest first.
      </EmptyState>
    );
  }
  return (
    <ol className={styles.stack}>
      {reviewed.map((attempt, at) => (
        <li key={attempt.attempt_id}>
          <Round attempt={attempt} isFollowed={at < reviewed.length - 1} />
        </li>
      ))}
    </ol>
  );
}

function Round({ attempt: { attempt_id, agent, review, fault, ended_at, judged_at }, isFollowed }: {
  attempt: Attempt;
  isFollowed: boolean;
}) {
  const at = judged_at ?? ended_at;
  const problems = review?.results.filter((result) => !result.passed) ?? [];
  return (
    <section className={styles.card}>
      <header className={styles.cardHeader}>
        <h3>
          <span className="mono">{attempt_id}</span> by {agent}
        </h3>
        <StatusBadge state={review?.verdict ?? "failed"} />
        <span className={styles.cardNote}>
          {review && `by ${review.reviewer}`} {at && <Time at={at} />}
        </span>
      </header>
      <div className={styles.padded}>
        {fault && <p className={styles.faultText}>{fault}</p>}
        {review?.feedback && <p className={styles.quote}>{review.feedback}</p>}
        {problems.length > 0 && <CheckResults results={problems} label="Checks that did not pass" />}
        {!fault && !review?.feedback && problems.length === 0 && <p className="muted">No problems reported.</p>}
        {isFollowed && <p className={styles.cardNote}>The next attempt had this in its prompt.</p>}
      </div>
    </section>
  );
}
