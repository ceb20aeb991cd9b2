import { useMemo } from "react";
import { useParams } from "react-router";
import { useGetRunQuery } from "@/api/api";
import type { RunDetail } from "@/api/types";
import { ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { LineDiff } from "@/components/LineDiff";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { Facts } from "./Facts";
import { FilePairs } from "./FilePairs";
import { RunHead } from "./RunHead";
import { TaskPairs } from "./TaskPairs";
import styles from "./Compare.module.css";

/** Two runs side by side: their outcomes, costs and differences. */
export function Compare() {
  const { a = "", b = "" } = useParams();
  const ofA = useGetRunQuery({ run_id: a });
  const ofB = useGetRunQuery({ run_id: b });
  const failed = [ofA, ofB].find(({ error, data }) => error && !data);

  return (
    <Page
      title="Compare two runs"
      actions={
        <ButtonLink to={`/runs/${encodeURIComponent(b)}/compare/${encodeURIComponent(a)}`} icon="refresh" size="sm">
          Swap A and B
        </ButtonLink>
      }
    >
      {failed ? (
        <ErrorState error={failed.error} title="Could not load a run" onRetry={() => void failed.refetch()} />
      ) : ofA.data && ofB.data ? (
        <Both a={ofA.data} b={ofB.data} />
      ) : (
        <Card>
          <Skeleton lines={8} />
        </Card>
      )}
    </Page>
  );
}

function Both({ a, b }: { a: RunDetail; b: RunDetail }) {
  const sameGoal = a.goal === b.goal;
  return (
    <>
      {sameGoal && (
        <p className={styles.goal}>
          <span className={styles.label}>Same goal: </span>
          {a.goal}
        </p>
      )}
      <div className={styles.heads}>
        <RunHead run={a} side="A" goal={!sameGoal} />
        <RunHead run={b} side="B" goal={!sameGoal} />
      </div>
      <Facts a={a} b={b} />
      <TaskPairs a={a.task_list} b={b.task_list} />
      <Results a={a} b={b} />
      <FilePairs a={a.run_id} b={b.run_id} />
    </>
  );
}

function Results({ a, b }: { a: RunDetail; b: RunDetail }) {
  const texts = useMemo(() => [a, b].map((run) => run.result && readable(run.result.text)), [a, b]);
  const [before, after] = texts;
  return (
    <Card title="Results">
      {typeof before === "string" && typeof after === "string" ? (
        <LineDiff before={before} after={after} label="Result of A to result of B" />
      ) : (
        <EmptyState icon="file" title={a.result || b.result ? `Only ${a.result ? "A" : "B"} has a result` : "Neither run has a result yet"} />
      )}
    </Card>
  );
}

/** JSON on one line would be a single difference. */
function readable(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? JSON.stringify(value, null, 2) : text;
  } catch {
    return text;
  }
}
