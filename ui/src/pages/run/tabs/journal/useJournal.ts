/** All events of a run: pages of its journal on demand, then live events. */
import { useEffect, useMemo, useRef } from "react";
import { useGetEventsInfiniteQuery } from "@/api/api";
import { useLiveEvents } from "@/api/useLive";
import type { RunDetail, Stamped } from "@/api/types";
import { matches, mergeEvents, type Filter } from "./entries";

/** The largest page the server returns. */
const PAGE = 500;

export interface Journal {
  /** Those that match; undefined until the first page is loaded. */
  events: Stamped[] | undefined;
  /** How many events are loaded. */
  loaded: number;
  isComplete: boolean;
  isFetching: boolean;
  error: unknown;
  more: () => void;
  retry: () => void;
}

/** The server filters by type and task. Text search happens here, so it needs every page. */
export function useJournal(runId: string, lastSeq: RunDetail["last_seq"], filter: Filter): Journal {
  const live = useLiveEvents(runId);
  const { data, error, isError, hasNextPage, isFetching, fetchNextPage, refetch, fulfilledTimeStamp } =
    useGetEventsInfiniteQuery(
      { run_id: runId, limit: PAGE, type: filter.type || undefined, task: filter.task || undefined },
      // Cached pages may lack newer events.
      { refetchOnMountOrArgChange: true, refetchCachedPages: false },
    );

  // Events can be missed while the page is inactive or when too many arrive at once; then reload the journal.
  const covered = useRef(0);
  useEffect(() => {
    covered.current = lastSeq;
    // Not on `lastSeq`: only a response covers more events, not the run's progress.
  }, [fulfilledTimeStamp]);
  const first = live[0]?.seq ?? 0;
  useEffect(() => {
    if (fulfilledTimeStamp && first > covered.current + 1 && !hasNextPage) void refetch();
    // Only on `first`, or each response would load the journal again.
  }, [first]);

  const more = () => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  };
  useEffect(() => {
    if (filter.text) more();
  });

  const merged = useMemo(
    // While pages are missing, live events would follow a gap.
    () => data && mergeEvents(data.pages, hasNextPage ? [] : live),
    [data, hasNextPage, live],
  );
  const events = useMemo(() => merged?.filter((stamped) => matches(stamped, filter)), [merged, filter]);
  return {
    events,
    loaded: merged?.length ?? 0,
    isComplete: !hasNextPage,
    isFetching,
    error,
    more,
    retry: () => void refetch(),
  };
}
