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

/** The agents' messages. While the run is in progress, the list follows its end. */
export function Messages({ runId, detail, at }: { runId: string; detail: RunDetail; at?: number }) {
  const { messages, isComplete, error, refetch } = useAllMessages(runId);
  const [task, setTask] = useState<string | null>(null);
  const counts = useMemo(() => taskCounts(messages ?? []), [messages]);
  const rows = useMemo(
    () => rowsOf(chosen(messages ?? [], task, at === undefined ? undefined : detail.last_at)),
    [messages, task, at, detail.last_at],
  );
  const startedAt = Date.parse(detail.started_at);

  if (error && !messages) return <ErrorState error={error} title="Could not load the messages" onRetry={refetch} />;
  if (!messages) return <Skeleton lines={8} />;
  if (messages.length === 0) {
    return (
      <EmptyState icon="chat" title="No messages yet">
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
            // Another task is another list, whose rows are measured again.
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
          <EmptyState icon="filter" title="No matching messages">
            {at === undefined ? "There are no messages about this task." : `There are none about this task up to event ${formatCount(at)}.`}
          </EmptyState>
        )}
      </Card>
    </div>
  );
}

/** Chips while they fit; a list for a plan of hundreds of tasks. */
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

/** All pages in turn: the filter needs all counts, and the list follows the end. */
function useAllMessages(runId: string) {
  const { data, error, refetch, hasNextPage, isFetching, isError, fetchNextPage } = useGetMessagesInfiniteQuery(runId);
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const messages = useMemo(() => data?.pages.flatMap((page) => page.items), [data]);
  return { messages, error, isComplete: !hasNextPage, refetch: () => void refetch() };
}
