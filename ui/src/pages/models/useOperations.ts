import { useState } from "react";
import { useGetModelsQuery, useGetOperationsQuery, useOperateModelMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Operation } from "@/api/types";
import { useAppSelector } from "@/store";

/** How often to poll while the socket is disconnected. */
const POLL_MS = 2000;

/** Resolves to the server's error, if there is one. */
export type StartOperation = (kind: Exclude<Operation["kind"], "test">, model: string) => Promise<string | undefined>;

/** Operations on models that are running, failed, or finished since the page was opened. */
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
  // Set during rendering, as it is derived from this render's data.
  if (running.length > 0 !== anyRunning) setAnyRunning(running.length > 0);

  const start: StartOperation = async (kind, model) => {
    const { error } = await operate({ kind, model });
    return error && problemOf(error).detail;
  };
  const isWorthShowing = (operation: Operation) =>
    operation.state === "running" || operation.state === "failed" || operation.started_at > openedAt;
  return {
    running,
    shown: latest(all).filter((operation) => isWorthShowing(operation) && !closed.has(operation.operation_id)),
    start,
    close: (id: string) => setClosed(new Set(closed).add(id)),
  };
}

/** Only the latest operation of each model: an older failure no longer matters. */
function latest(operations: readonly Operation[]): Operation[] {
  const seen = new Set<string>();
  return operations
    .toSorted((a, b) => b.started_at.localeCompare(a.started_at))
    .filter(({ model }) => !seen.has(model) && seen.add(model));
}
