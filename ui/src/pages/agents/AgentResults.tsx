import { Link } from "react-router";
import { useGetAgentResultsInfiniteQuery } from "@/api/api";
import type { AgentResult, TaskStatus, Verdict } from "@/api/types";
import { Badge, StatusBadge, TaskBadge } from "@/components/Badge";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { Table, type Column } from "@/components/Table";
import { Time } from "@/components/Time";
import styles from "./AgentResults.module.css";

const COLUMNS: readonly Column<AgentResult>[] = [
  { id: "verdict", title: "Verdict", cell: (result) => <ResultBadge result={result} />, width: "120px" },
  {
    id: "goal",
    title: "Goal",
    cell: ({ run_id, task_id, goal }) => (
      <Link to={`/runs/${encodeURIComponent(run_id)}?task=${encodeURIComponent(task_id)}`} className={styles.goal}>
        {goal}
      </Link>
    ),
  },
  { id: "task", title: "Task", cell: ({ task_id }) => <span className="mono">{task_id}</span>, wideOnly: true, width: "96px" },
  { id: "at", title: "When", cell: ({ at }) => <Time at={at} className={styles.at} />, align: "right", width: "96px" },
];

/** The agent's recent results, across all runs. */
export function AgentResults({ name }: { name: string }) {
  const query = useGetAgentResultsInfiniteQuery(name);
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (!data) {
    return (
      <Card>
        {error ? (
          <ErrorState error={error} title="Could not load the results" onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={6} height={18} />
        )}
      </Card>
    );
  }
  const results = data.pages.flatMap((page) => page.items);
  return (
    <Card flush>
      <Table
        caption={`Recent results of ${name}`}
        columns={COLUMNS}
        rows={results}
        rowKey={({ run_id, attempt_id }) => `${run_id}/${attempt_id}`}
        empty={
          <EmptyState icon="runs" title="No results yet">
            Tasks that {name} has worked on appear here.
          </EmptyState>
        }
      />
      {hasNextPage && (
        <div className={styles.more}>
          <Button size="sm" variant="ghost" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show older results
          </Button>
        </div>
      )}
    </Card>
  );
}

const VERDICTS: readonly string[] = ["accepted", "corroborated", "unproven", "rejected"] satisfies Verdict[];
const STATUSES: readonly string[] = [
  "waiting", "announced", "working", "reviewing", "accepted", "corroborated", "unproven", "dead",
] satisfies TaskStatus[];

function ResultBadge({ result: { verdict, status } }: { result: AgentResult }) {
  if (VERDICTS.includes(verdict)) return <StatusBadge state={verdict as Verdict} />;
  if (status === "failed") return <StatusBadge state="failed" />;
  if (STATUSES.includes(status)) return <TaskBadge status={status as TaskStatus} />;
  return <Badge>{verdict || status}</Badge>;
}
