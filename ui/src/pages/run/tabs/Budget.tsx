import { useEffect, useMemo } from "react";
import { useGetCallsInfiniteQuery, useGetTimelineQuery } from "@/api/api";
import type { RunDetail } from "@/api/types";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { Breakdown } from "./budget/Breakdown";
import { CallList } from "./budget/CallList";
import { Growth } from "./budget/Growth";
import { LimitBars } from "./budget/LimitBars";
import { limitLines } from "./budget/spending";
import styles from "./Budget.module.css";

/** The run's limits, spending and forecast, with a breakdown. */
export function Budget({ runId, detail, at, onCall }: {
  runId: string;
  detail: RunDetail;
  at?: number;
  onCall: (number: number) => void;
}) {
  const { calls, error, refetch } = useAllCalls(runId, at === undefined ? undefined : detail.last_at);
  const { data: timeline } = useGetTimelineQuery(runId);
  const lines = useMemo(() => limitLines(detail), [detail]);
  const isOver = detail.ended_at !== null;

  return (
    <div className={styles.budget}>
      <Card title={isOver ? "Limits and spending" : "Limits, spending and forecast"}>
        <LimitBars lines={lines} forecast={isOver ? null : detail.forecast} />
      </Card>
      {error && !calls ? (
        <Card>
          <ErrorState error={error} title="Could not load the calls" onRetry={refetch} />
        </Card>
      ) : calls ? (
        <>
          <Growth calls={calls} detail={detail} />
          <Breakdown calls={calls} spans={timeline?.spans ?? []} tasks={detail.task_list} />
          <CallList calls={calls} tasks={detail.task_list} onCall={onCall} />
        </>
      ) : (
        <Card>
          <Skeleton lines={6} />
        </Card>
      )}
    </div>
  );
}

/** All pages, as partial sums would be wrong; in a past state, only its calls. */
function useAllCalls(runId: string, until: string | undefined) {
  const { data, error, refetch, hasNextPage, isFetching, isError, fetchNextPage } = useGetCallsInfiniteQuery(runId);
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const calls = useMemo(() => {
    const end = until === undefined ? Infinity : Date.parse(until);
    return data?.pages.flatMap((page) => page.items).filter((call) => Date.parse(call.at) <= end);
  }, [data, until]);
  return { calls, error, refetch: () => void refetch() };
}
