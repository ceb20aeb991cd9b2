/** Hooks over the live connection. */
import { createContext, useContext, useEffect } from "react";
import { useAppSelector } from "../store";
import { tokensPerSecond, type LiveText } from "./live";
import type { LiveConnection } from "./socket";
import type { Stamped } from "./types";

export const LiveContext = createContext<LiveConnection | null>(null);

const NO_EVENTS: Stamped[] = [];

/**
 * Watches a run (or a conversation) while the component is mounted. For a run pass the `cursor` of its
 * RunDetail: watching starts once it is known, and the server sends only later events.
 */
export function useWatch(runId: string | undefined, after: number | undefined) {
  const connection = useContext(LiveContext);
  const isKnown = after !== undefined;
  useEffect(() => {
    if (runId && isKnown) return connection?.watch(runId, after);
    // Not on `after`: a later cursor must not restart the watch.
  }, [connection, runId, isKnown]);
}

export function useLiveEvents(runId: string): Stamped[] {
  return useAppSelector((state) => state.live.events[runId] ?? NO_EVENTS);
}

export function useLiveText(attemptId: string | null | undefined): (LiveText & { rate: number | null }) | null {
  const text = useAppSelector((state) => (attemptId ? state.live.texts[attemptId] : undefined));
  return text ? { ...text, rate: tokensPerSecond(text) } : null;
}
