import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useSearchParams } from "react-router";
import type { RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { Spinner } from "@/components/Spinner";
import { VirtualList } from "@/components/VirtualList";
import { formatCount, plural } from "@/text/format";
import { NO_FILTER, type Filter } from "./journal/entries";
import { EventRow, type RowActions } from "./journal/EventRow";
import { JournalFilters } from "./journal/JournalFilters";
import { useJournal, type Journal as Events } from "./journal/useJournal";
import styles from "./Journal.module.css";

const ROW_HEIGHT = 36;

/** Every event of the run, as stored in its journal. */
export function Journal({ runId, detail, at }: { runId: string; detail: RunDetail; at?: number }) {
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  // Keeps typing responsive while ten thousand events are searched.
  const applied = useDeferredValue(filter);
  const journal = useJournal(runId, detail.last_seq, applied);
  const tasks = useMemo(() => detail.task_list.map((task) => task.task_id), [detail.task_list]);

  return (
    <div className={styles.journal}>
      <JournalFilters filter={filter} tasks={tasks} onChange={setFilter} />
      <Card flush className={styles.card}>
        <Entries
          // Another filter is another list, whose rows are measured again.
          key={`${applied.type} ${applied.task}`}
          journal={journal}
          startedAt={Date.parse(detail.started_at)}
          at={at}
          isLive={detail.ended_at === null && at === undefined}
          isFiltered={applied !== NO_FILTER}
        />
        <Foot journal={journal} total={detail.last_seq} isSearch={applied.text !== ""} />
      </Card>
    </div>
  );
}

function Entries({ journal, startedAt, at, isLive, isFiltered }: {
  journal: Events;
  startedAt: number;
  at: number | undefined;
  isLive: boolean;
  isFiltered: boolean;
}) {
  const { events, error, more, isComplete, isFetching, retry } = journal;
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const actions = useActions(setOpen);

  if (error && !events?.length) return <ErrorState error={error} title="Could not load the journal" onRetry={retry} />;
  if (!events) return <Skeleton lines={10} height={18} className={styles.loading} />;
  if (events.length === 0) {
    if (isFetching || !isComplete) return <Skeleton lines={3} className={styles.loading} />;
    return (
      <EmptyState icon="search" title={isFiltered ? "No matching events" : "No events yet"}>
        {isFiltered && "The search covers event types and all fields."}
      </EmptyState>
    );
  }
  return (
    <VirtualList
      label="Events, oldest first"
      className={styles.list}
      items={events}
      itemKey={(stamped) => stamped.seq}
      rowHeight={ROW_HEIGHT}
      total={isComplete ? events.length : -1}
      onEnd={more}
      follow={isLive && isComplete}
    >
      {(stamped) => (
        <EventRow
          stamped={stamped}
          startedAt={startedAt}
          isOpen={open.has(stamped.seq)}
          isShown={stamped.seq === at}
          actions={actions}
        />
      )}
    </VirtualList>
  );
}

/** A stable object, so that rows do not re-render. */
function useActions(setOpen: (change: (open: ReadonlySet<number>) => ReadonlySet<number>) => void): RowActions {
  const [, setParameters] = useSearchParams();
  const onToggle = useCallback(
    (seq: number) =>
      setOpen((current) => {
        const next = new Set(current);
        if (!next.delete(seq)) next.add(seq);
        return next;
      }),
    [setOpen],
  );
  const onLook = useCallback(
    (seq: number) =>
      setParameters((current) => {
        const next = new URLSearchParams(current);
        next.set("at", String(seq));
        return next;
      }),
    [setParameters],
  );
  return useMemo(() => ({ onToggle, onLook }), [onToggle, onLook]);
}

function Foot({ journal, total, isSearch }: { journal: Events; total: number; isSearch: boolean }) {
  const { events, loaded, isComplete, isFetching, error, retry } = journal;
  if (!events) return null;
  return (
    <p className={styles.foot} role="status">
      {isFetching && <Spinner size={14} label="Loading" />}
      <span>
        {isSearch ? `${plural(events.length, "match", "matches")} in ${plural(loaded, "event")}` : plural(events.length, "event")}
        {!isComplete && ` of ${formatCount(total)} so far`}
      </span>
      {error !== undefined && (
        <button type="button" className={styles.retry} onClick={retry}>
          Could not load the next page. Try again
        </button>
      )}
    </p>
  );
}
