/** The run as it is now, and as of a past event. */
import { useEffect } from "react";
import { useGetRunQuery } from "@/api/api";
import type { RunDetail } from "@/api/types";
import { useWatch } from "@/api/useLive";

/** How often a page asks for the calls of a long run that is still being read. */
const AGAIN_MS = 2000;

export interface RunAtTime {
  now: RunDetail | undefined;
  /** The state to show. While a past one loads, the previous state is shown. */
  shown: RunDetail | undefined;
  error: unknown;
  isFetching: boolean;
  refetch: () => void;
}

export function useRun(runId: string, at: number | undefined): RunAtTime {
  const live = useGetRunQuery({ run_id: runId });
  const past = useGetRunQuery({ run_id: runId, at }, { skip: at === undefined });
  useWatch(runId, live.data?.cursor);
  useAgain(live.refetch, live.data !== undefined && live.data.counted_seq < live.data.seq);
  const now = ofRun(live.data, runId);
  const then = at === undefined ? undefined : ofRun(past.data, runId);
  return {
    now,
    shown: then ?? now,
    error: live.error ?? (at === undefined ? undefined : past.error),
    isFetching: at !== undefined && past.isFetching,
    refetch: () => void (at !== undefined && past.error ? past.refetch() : live.refetch()),
  };
}

function useAgain(refetch: () => unknown, isBehind: boolean): void {
  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(refetch, AGAIN_MS);
    return () => clearInterval(timer);
  }, [refetch, isBehind]);
}

/** RTK Query keeps the last data while new arguments load, but another run's data must not be shown. */
function ofRun(detail: RunDetail | undefined, runId: string): RunDetail | undefined {
  return detail?.run_id === runId ? detail : undefined;
}
