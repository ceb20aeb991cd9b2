import { Link } from "react-router";
import { useGetApprovalsInfiniteQuery } from "@/api/api";
import type { Approval } from "@/api/types";
import { APPROVAL_KINDS } from "@/components/approvalKinds";
import { RiskBadge } from "@/components/Badge";
import { Card } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { Time } from "@/components/Time";
import styles from "./NeedsYou.module.css";

const SHOWN = 4;
/** The open questions, oldest first. Hidden while there are none. */
export function NeedsYou() {
  const { data } = useGetApprovalsInfiniteQuery({ state: "open" });
  const open = data?.pages.flatMap((page) => page.items) ?? [];
  if (open.length === 0) return null;
  const oldest = open.toSorted((a, b) => a.asked_at.localeCompare(b.asked_at)).slice(0, SHOWN);
  return (
    <Card
      title="Needs you"
      flush
      actions={open.length > SHOWN && <Link to="/inbox">All {open.length} in the inbox</Link>}
    >
      <ul className={styles.list}>
        {oldest.map((approval) => (
          <li key={approval.question_id}>
            <Question approval={approval} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Question({ approval }: { approval: Approval }) {
  const { icon, label } = APPROVAL_KINDS[approval.kind];
  return (
    <Link to={`/inbox?question=${encodeURIComponent(approval.question_id)}`} className={styles.question}>
      <span className={styles.icon}>
        <Icon name={icon} label={label} />
      </span>
      <span className={styles.text}>
        <span className={styles.title}>{approval.title}</span>
        <span className={styles.goal}>{approval.goal}</span>
      </span>
      {/* A question has no effects, so it has no risk. */}
      {approval.risk !== "low" && approval.kind !== "question" && <RiskBadge risk={approval.risk} className={styles.risk} />}
      <Time at={approval.asked_at} className={styles.age} />
      <Icon name="chevronRight" />
    </Link>
  );
}
