import { useState } from "react";
import { useGetModelsQuery, useGetOperationsQuery, useOperateModelMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Operation } from "@/api/types";
import { useAppSelector } from "@/store";

/** How often is asked while nothing comes over the socket. */
const POLL_MS = 2000;

/** Resolves to what the server refused with, or to nothing. */
export type Begin = (kind: Operation["kind"], model: string) => Promise<string | undefined>;

/** What is done with models: under way, or over since this page was opened, or failed. */
export function useOperations() {
  const lost = useAppSelector((state) => state.live.connection !== "connected");
  const [openedAt] = useState(() => new Date().toISOString());
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [anyRunning, setAnyRunning] = useState(false);
  const pollingInterval = lost && anyRunning ? POLL_MS : 0;
  const { data } = useGetOperationsQuery(undefined, { pollingInterval });
  useGetModelsQuery(undefined, { pollingInterval });
  const [operate] = useOperateModelMutation();

  const all = data?.items ?? [];
  const running = all.filter(({ state }) => state === "running");
  // Set while rendering, as it only follows from what was just rendered.
  if (running.length > 0 !== anyRunning) setAnyRunning(running.length > 0);

  const begin: Begin = async (kind, model) => {
    const { error } = await operate({ kind, model });
    return error && problemOf(error).detail;
  };
  const isWorthShowing = (operation: Operation) =>
    operation.state === "running" || operation.state === "failed" || operation.started_at > openedAt;
  return {
    running,
    shown: latest(all).filter((one) => isWorthShowing(one) && !closed.has(one.operation_id)),
    begin,
    close: (id: string) => setClosed(new Set(closed).add(id)),
  };
}

/** Of a model only what was done last: a failure that was made good is no news. */
function latest(operations: readonly Operation[]): Operation[] {
  const seen = new Set<string>();
  return operations
    .toSorted((a, b) => b.started_at.localeCompare(a.started_at))
    .filter(({ model }) => !seen.has(model) && seen.add(model));
}
