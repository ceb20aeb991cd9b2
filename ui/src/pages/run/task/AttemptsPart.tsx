import { useState } from "react";
import type { Attempt, TaskDetail } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Duration, Time } from "@/components/Time";
import { plural } from "@/text/format";
import { CallRow } from "./CallRow";
import { noteText } from "./noteText";
import styles from "./Parts.module.css";

/** How many calls of an attempt to show at first: the newest ones. */
const SHOWN = 60;

export function AttemptsPart({ task, onCall }: { task: TaskDetail; onCall: (number: number) => void }) {
  if (task.attempt_list.length === 0) {
    return (
      <EmptyState icon="queued" title="No attempts yet">
        An attempt starts when an agent wins the auction.
      </EmptyState>
    );
  }
  return (
    <ol className={styles.stack}>
      {task.attempt_list.toReversed().map((attempt) => (
        <li key={attempt.attempt_id}>
          <AttemptCard attempt={attempt} onCall={onCall} />
        </li>
      ))}
    </ol>
  );
}

function AttemptCard({ attempt, onCall }: { attempt: Attempt; onCall: (number: number) => void }) {
  const [all, setAll] = useState(false);
  const { calls, notes, fault, review, earlier_calls = 0 } = attempt;
  const hidden = all ? 0 : Math.max(0, calls.length - SHOWN);
  return (
    <section className={styles.card} aria-label={`Attempt ${attempt.attempt_id}`}>
      <header className={styles.cardHeader}>
        <h3 className="mono">{attempt.attempt_id}</h3>
        {review ? <StatusBadge state={review.verdict} /> : fault ? <StatusBadge state="failed" /> : null}
        {attempt.doubtful.length > 0 && <StatusBadge state="doubtful" />}
        <span className={styles.cardNote}>
          {attempt.agent} · <span className="mono">{attempt.llm}</span> · <Time at={attempt.started_at} /> ·{" "}
          <Duration from={attempt.started_at} to={attempt.ended_at} />
        </span>
      </header>
      {fault && <p className={styles.fault}>{fault}</p>}
      {notes.length > 0 && (
        <ul className={styles.notes}>
          {notes.map((note, at) => (
            <li key={at}>
              <Icon name="info" size={14} />
              {noteText(note)}
            </li>
          ))}
        </ul>
      )}
      {earlier_calls > 0 && <p className={styles.none}>{plural(earlier_calls, "earlier call")} stand in the run's list of calls.</p>}
      {hidden > 0 && (
        <Button variant="ghost" size="sm" onClick={() => setAll(true)}>
          Show {plural(hidden, "earlier call")}
        </Button>
      )}
      {calls.length === 0 ? (
        <p className={styles.none}>No calls answered yet.</p>
      ) : (
        <ol className={styles.rows} aria-label={`Calls of ${attempt.attempt_id}`}>
          {calls.slice(hidden).map((call) => (
            <li key={call.number}>
              <CallRow call={call} onOpen={onCall} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
