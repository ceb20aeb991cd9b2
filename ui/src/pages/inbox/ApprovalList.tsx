import { type RefObject } from "react";
import { Link } from "react-router";
import type { Approval } from "@/api/types";
import { APPROVAL_KINDS } from "@/components/approvalKinds";
import { Badge, RiskBadge, StatusBadge } from "@/components/Badge";
import { Icon } from "@/components/Icon";
import { Time } from "@/components/Time";
import { cx } from "@/cx";
import { decisionText } from "./looks";
import styles from "./ApprovalList.module.css";

/** Open or answered questions; the current one is marked. */
export function ApprovalList({ approvals, shown, hrefOf, onOpen, list }: {
  approvals: Approval[];
  shown: string | undefined;
  hrefOf: (questionId: string) => string;
  /** Called on a click or Enter, to move focus to the question. */
  onOpen: (questionId: string) => void;
  list: RefObject<HTMLUListElement | null>;
}) {
  return (
    <ul ref={list} className={styles.list} aria-label="Questions">
      {approvals.map((approval) => (
        <li key={approval.question_id}>
          <Link
            to={hrefOf(approval.question_id)}
            replace
            data-question={approval.question_id}
            aria-current={approval.question_id === shown || undefined}
            className={cx(styles.entry, approval.question_id === shown && styles.current)}
            onClick={() => onOpen(approval.question_id)}
          >
            <span className={styles.icon}>
              <Icon name={APPROVAL_KINDS[approval.kind].icon} label={APPROVAL_KINDS[approval.kind].label} />
            </span>
            <span className={styles.text}>
              <span className={styles.title}>{approval.title}</span>
              <span className={styles.goal}>{approval.goal}</span>
              <span className={styles.meta}>
                <State approval={approval} />
                <Time at={approval.asked_at} className={styles.age} />
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function State({ approval: { state, answer, kind, risk } }: { approval: Approval }) {
  if (state === "withdrawn") return <StatusBadge state="withdrawn" />;
  if (answer) {
    const rejected = answer.decision === "reject";
    return (
      <Badge tone={rejected ? "bad" : "ok"} icon={rejected ? "failed" : "accepted"}>
        {decisionText({ decision: answer.decision })}
      </Badge>
    );
  }
  // A question has no effects, so it has no risk.
  return kind === "question" ? <Badge icon="waiting">Question</Badge> : <RiskBadge risk={risk} />;
}
