import { useMemo, useState } from "react";
import type { Call, TaskView } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState } from "@/components/EmptyState";
import { Segments } from "@/components/Segments";
import { formatCount } from "@/text/format";
import { CallRow } from "../../task/CallRow";
import styles from "./CallList.module.css";
import { callsOf, type Purpose } from "./spending";

const PURPOSES = [
  { id: "all", label: "All" },
  { id: "plan", label: "Plan, result" },
  { id: "tasks", label: "Tasks" },
  { id: "failed", label: "Failed" },
] as const satisfies readonly { id: Purpose; label: string }[];
const PAGE = 25;

/** Every call of the run, including those for its plan and result; each opens its details. */
export function CallList({ calls, tasks, onCall }: { calls: Call[]; tasks: TaskView[]; onCall: (number: number) => void }) {
  const [purpose, setPurpose] = useState<Purpose>("all");
  const [limit, setLimit] = useState(PAGE);
  const matching = useMemo(() => callsOf(calls, tasks, purpose), [calls, tasks, purpose]);
  return (
    <Card title="Calls" flush actions={<Segments label="Filter calls" options={PURPOSES} value={purpose} onChange={setPurpose} />}>
      {matching.length === 0 && (
        <EmptyState icon="search" title="No matching calls">
          {purpose === "plan" ? "The plan and the result were made without a model." : "Calls appear here as they are answered."}
        </EmptyState>
      )}
      <ol aria-label="Calls" className={styles.list}>
        {matching.slice(0, limit).map((call) => (
          <li key={call.number}>
            <CallRow call={call} of={call.attempt_id.replace(/\/review$/, "")} onOpen={onCall} />
          </li>
        ))}
      </ol>
      {matching.length > limit && (
        <p className={styles.more}>
          <Button size="sm" onClick={() => setLimit(limit * 4)}>
            Show more
          </Button>
          <span>
            {formatCount(limit)} of {formatCount(matching.length)}
          </span>
        </p>
      )}
    </Card>
  );
}
