/** Hooks over the live connection. */
import { createContext, useContext, useEffect } from "react";
import { useAppSelector } from "../store";
import { tokensPerSecond, type LiveText } from "./live";
import type { LiveConnection } from "./socket";
import type { Stamped } from "./types";

export const LiveContext = createContext<LiveConnection | null>(null);

const NO_EVENTS: Stamped[] = [];

/**
 * Watches a run (or a conversation) while the component is shown. For a run pass the `cursor` of its
 * RunDetail: nothing is watched before it is known, and nothing that the detail holds is sent again.
 */
export function useWatch(runId: string | undefined, after: number | undefined) {
  const connection = useContext(LiveContext);
  const known = after !== undefined;
  useEffect(() => {
    if (runId && known) return connection?.watch(runId, after);
    // A later cursor is no reason to watch anew.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [connection, runId, known]);
}

export function useLiveEvents(runId: string): Stamped[] {
  return useAppSelector((state) => state.live.events[runId] ?? NO_EVENTS);
}

export function useLiveText(attemptId: string | null | undefined): (LiveText & { rate: number | null }) | null {
  const text = useAppSelector((state) => (attemptId ? state.live.texts[attemptId] : undefined));
  return text ? { ...text, rate: tokensPerSecond(text) } : null;
}
