import { useEffect, useMemo, useState } from "react";
import { useGetMessagesInfiniteQuery } from "@/api/api";
import type { RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Select } from "@/components/Field";
import { Skeleton } from "@/components/Skeleton";
import { Spinner } from "@/components/Spinner";
import { VirtualList } from "@/components/VirtualList";
import { formatCount } from "@/text/format";
import { FilterChips } from "@/components/FilterChips";
import { MessageRow } from "./messages/MessageRow";
import { chosen, rowsOf, taskCounts } from "./messages/rows";
import styles from "./Messages.module.css";

const ROW_HEIGHT = 44;
const MAX_CHIPS = 12;

/** What agents said to one another; the end is followed while the run goes on. */
export function Messages({ runId, detail, at }: { runId: string; detail: RunDetail; at?: number }) {
  const { messages, isComplete, error, refetch } = useAllMessages(runId);
  const [task, setTask] = useState<string | null>(null);
  const counts = useMemo(() => taskCounts(messages ?? []), [messages]);
  const rows = useMemo(
    () => rowsOf(chosen(messages ?? [], task, at === undefined ? undefined : detail.last_at)),
    [messages, task, at, detail.last_at],
  );
  const startedAt = Date.parse(detail.started_at);

  if (error && !messages) return <ErrorState error={error} title="The messages could not be loaded" onRetry={refetch} />;
  if (!messages) return <Skeleton lines={8} />;
  if (messages.length === 0) {
    return (
      <EmptyState icon="chat" title="Nothing was said yet">
        Announcements, bids, awards, answers and verdicts appear here.
      </EmptyState>
    );
  }
  return (
    <div className={styles.messages}>
      <div className={styles.bar}>
        <TaskFilter counts={counts} all={messages.length} value={task} onChange={setTask} />
        {!isComplete && <Spinner label="Loading more messages" />}
      </div>
      <Card flush className={styles.card}>
        {rows.length > 0 ? (
          <VirtualList
            // Another choice is another list: its rows are measured anew.
            key={task ?? ""}
            label="Messages between agents"
            className={styles.list}
            items={rows}
            itemKey={({ message }) => message.message_id}
            rowHeight={ROW_HEIGHT}
            total={isComplete ? rows.length : -1}
            follow={detail.ended_at === null && at === undefined}
          >
            {(row) => <MessageRow row={row} startedAt={startedAt} onTask={setTask} />}
          </VirtualList>
        ) : (
          <EmptyState icon="filter" title="No message matches">
            {at === undefined ? "This task was not talked about." : `Nothing was said on it up to event ${formatCount(at)}.`}
          </EmptyState>
        )}
      </Card>
    </div>
  );
}

/** Chips while they fit; a plan of hundreds of tasks is chosen from in a list. */
function TaskFilter({ counts, all, value, onChange }: {
  counts: Map<string, number>;
  all: number;
  value: string | null;
  onChange: (task: string | null) => void;
}) {
  const label = "Messages of a task";
  if (counts.size <= MAX_CHIPS) {
    return <FilterChips label={label} all={all} chips={[...counts].map(([id, count]) => ({ id, count }))} value={value} onChange={onChange} />;
  }
  return (
    <Select aria-label={label} className={styles.select} value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
      <option value="">All tasks ({formatCount(all)})</option>
      {[...counts].map(([id, count]) => (
        <option key={id} value={id}>
          {id} ({formatCount(count)})
        </option>
      ))}
    </Select>
  );
}

/** All pages one after another: the filter counts, and the end is what is followed. */
function useAllMessages(runId: string) {
  const { data, error, refetch, hasNextPage, isFetching, isError, fetchNextPage } = useGetMessagesInfiniteQuery(runId);
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const messages = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return { messages, error, isComplete: !hasNextPage, refetch: () => void refetch() };
}
