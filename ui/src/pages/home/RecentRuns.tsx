import { Link } from "react-router";
import { useGetRunsInfiniteQuery } from "@/api/api";
import type { RunSummary } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { RunRow } from "@/components/RunRow";
import { Skeleton } from "@/components/Skeleton";
import styles from "./RecentRuns.module.css";

const SHOWN = 8;

export function RecentRuns() {
  const { data, error, refetch } = useGetRunsInfiniteQuery({ limit: SHOWN });
  const runs = data?.pages[0]?.items.slice(0, SHOWN);
  return (
    <Card title="Recent runs" flush actions={<Link to="/runs">All runs</Link>}>
      {runs ? (
        <Rows runs={runs} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={5} height={20} className={styles.loading} />
      )}
    </Card>
  );
}

function Rows({ runs }: { runs: RunSummary[] }) {
  if (runs.length === 0) {
    return (
      <EmptyState icon="runs" title="No runs yet">
        Enter a goal above. hocket plans it, lets agents bid for its tasks, and checks their work.
      </EmptyState>
    );
  }
  return (
    <ul className={`container ${styles.list}`}>
      {runs.map((run) => (
        <li key={run.run_id}>
          <RunRow run={run} />
        </li>
      ))}
    </ul>
  );
}
