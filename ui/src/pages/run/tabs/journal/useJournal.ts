/** All events of a run: pages of its journal as they are wanted, then what comes live. */
import { useEffect, useMemo, useRef } from "react";
import { useGetEventsInfiniteQuery } from "@/api/api";
import { useLiveEvents } from "@/api/useLive";
import type { RunDetail, Stamped } from "@/api/types";
import { matches, mergeEvents, type Filter } from "./entries";

/** The most that the server gives at once. */
const PAGE = 500;

export interface Journal {
  /** Those that match; undefined until the first page is here. */
  events: Stamped[] | undefined;
  /** How many were looked through. */
  loaded: number;
  isComplete: boolean;
  isFetching: boolean;
  error: unknown;
  more: () => void;
  retry: () => void;
}

/** The server filters by type and task; words are looked for here, so a search needs every page. */
export function useJournal(runId: string, lastSeq: RunDetail["last_seq"], filter: Filter): Journal {
  const live = useLiveEvents(runId);
  const { data, error, isError, hasNextPage, isFetching, fetchNextPage, refetch, fulfilledTimeStamp } =
    useGetEventsInfiniteQuery(
      { run_id: runId, limit: PAGE, type: filter.type || undefined, task: filter.task || undefined },
      // What is kept from before may lack what came since.
      { refetchOnMountOrArgChange: true, refetchCachedPages: false },
    );

  // Events may be missed while the page is away or when too many come at once: then the journal is read anew.
  const covered = useRef(0);
  useEffect(() => {
    covered.current = lastSeq;
    // Only an answer moves it; that the run went on since then does not.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [fulfilledTimeStamp]);
  const first = live[0]?.seq ?? 0;
  useEffect(() => {
    if (fulfilledTimeStamp && first > covered.current + 1 && !hasNextPage) void refetch();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [first]);

  const more = () => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  };
  useEffect(() => {
    if (filter.text) more();
  });

  const merged = useMemo(
    // While pages are missing, what is live would stand behind a hole.
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
