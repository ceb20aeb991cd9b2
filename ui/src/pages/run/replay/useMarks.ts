import { useEffect, useMemo } from "react";
import { useGetEventsInfiniteQuery } from "@/api/api";
import { useLiveEvents } from "@/api/useLive";
import { KEY_TYPES, type Mark, marksOf } from "./marks";

const PAGE = 500;

/** The key events of the whole run: past ones over HTTP, new ones from the socket. */
export function useMarks(runId: string): Mark[] {
  const { data, hasNextPage, isFetching, fetchNextPage } = useGetEventsInfiniteQuery(
    { run_id: runId, type: KEY_TYPES, limit: PAGE },
    { refetchOnMountOrArgChange: true },
  );
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage();
  }, [hasNextPage, isFetching, fetchNextPage]);
  const live = useLiveEvents(runId);
  return useMemo(() => marksOf([...(data?.pages.flatMap((page) => page.items) ?? []), ...live]), [data, live]);
}
