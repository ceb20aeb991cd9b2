import { useDeferredValue, useState } from "react";
import { Link } from "react-router";
import { useGetRunsInfiniteQuery } from "@/api/api";
import type { RunDetail, RunSummary } from "@/api/types";
import { StatusBadge } from "@/components/Badge";
import { Dialog } from "@/components/Dialog";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Field, Input } from "@/components/Field";
import { Skeleton } from "@/components/Skeleton";
import { Time } from "@/components/Time";
import styles from "./Dialogs.module.css";

const SHOWN = 20;
/** The longest search text the server accepts. */
const MAX_QUERY = 200;

/** Chooses the other run. Related runs come first. */
export function CompareDialog({ open, run, onClose }: { open: boolean; run: RunDetail; onClose: () => void }) {
  return (
    <Dialog open={open} title="Compare with another run" onClose={onClose} wide>
      <Chooser run={run} />
    </Dialog>
  );
}

function Chooser({ run }: { run: RunDetail }) {
  const [query, setQuery] = useState("");
  const q = useDeferredValue(query.trim());
  const { data, error, refetch } = useGetRunsInfiniteQuery({ q: q || undefined, limit: SHOWN });
  const related = useGetRunsInfiniteQuery({ q: run.goal.slice(0, MAX_QUERY), limit: SHOWN }, { skip: q !== "" });
  const others = data && othersOf(run, [...(q === "" ? (related.data?.pages[0]?.items ?? []) : []), ...(data.pages[0]?.items ?? [])]);
  return (
    <div className="stack">
      <Field label="Search by goal">
        {(described) => (
          <Input {...described} type="search" data-autofocus value={query} onChange={(event) => setQuery(event.target.value)} />
        )}
      </Field>
      {!others ? (
        error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={6} height={28} />
      ) : others.length === 0 ? (
        <EmptyState icon="search" title="No matching runs" />
      ) : (
        <ul className={styles.runs} aria-label="Runs to compare with">
          {others.map((other) => (
            <li key={other.run_id}>
              <Link to={`/runs/${run.run_id}/compare/${other.run_id}`} className={styles.run}>
                <StatusBadge state={other.outcome} />
                <span className={styles.goal}>{other.goal}</span>
                <span className={styles.note}>{noteOf(run, other)}</span>
                <Time at={other.started_at} className={styles.note} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Each run once, without the run itself. */
function othersOf(run: RunSummary, candidates: readonly RunSummary[]): RunSummary[] {
  const others = new Map(candidates.map((other) => [other.run_id, other]));
  others.delete(run.run_id);
  return [...others.values()].sort((a, b) => kinship(run, b) - kinship(run, a));
}

function kinship(run: RunSummary, other: RunSummary): number {
  if (other.run_id === run.forked_from || other.forked_from === run.run_id) return 2;
  return other.goal === run.goal ? 1 : 0;
}

function noteOf(run: RunSummary, other: RunSummary): string {
  if (other.run_id === run.forked_from) return "this run was forked from it";
  if (other.forked_from === run.run_id) return "fork of this run";
  return other.goal === run.goal ? "same goal" : "";
}
