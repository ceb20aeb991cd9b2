import type { Attempt, TaskDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { EmptyState } from "@/components/EmptyState";
import { Time } from "@/components/Time";
import { CheckResults } from "../CheckResults";
import styles from "./Parts.module.css";

/** Each verdict in turn: what was found wrong, and what was said about it. */
export function ReworkPart({ task }: { task: TaskDetail }) {
  const told = task.attempt_list.filter(({ review, fault }) => review || fault);
  if (told.length === 0) {
    return (
      <EmptyState icon="search" title="Nothing was judged yet">
        Reviews and their feedback stand here, the first one on top.
      </EmptyState>
    );
  }
  return (
    <ol className={styles.stack}>
      {told.map((attempt, at) => (
        <li key={attempt.attempt_id}>
          <Round attempt={attempt} isFollowed={at < told.length - 1} />
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
  const wrong = review?.results.filter((result) => !result.passed) ?? [];
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
        {wrong.length > 0 && <CheckResults results={wrong} label="Checks that did not pass" />}
        {!fault && !review?.feedback && wrong.length === 0 && <p className="muted">Nothing was found wrong.</p>}
        {isFollowed && <p className={styles.cardNote}>It was then done again with this in the prompt.</p>}
      </div>
    </section>
  );
}
