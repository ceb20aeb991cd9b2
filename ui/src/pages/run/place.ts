/** The current view of the run's page, kept in the address so that it can be linked. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

export const TABS = ["graph", "timeline", "result", "conversation", "files", "budget", "journal"] as const;
export type TabId = (typeof TABS)[number];
export const PARTS = ["answer", "attempts", "tools", "checks", "bids", "rework", "files", "cost"] as const;
export type PartId = (typeof PARTS)[number];

export interface Place {
  /** undefined: the run's default. */
  tab?: TabId;
  task?: string;
  /** The open part of the task panel. */
  part?: PartId;
  /** The event whose state is shown; undefined: now. */
  at?: number;
  /** The call that is shown, by its number in the run. */
  call?: number;
  view?: "graph" | "list";
}

export function readPlace(query: URLSearchParams): Place {
  return {
    tab: oneOf(TABS, query.get("tab")),
    task: query.get("task") || undefined,
    part: oneOf(PARTS, query.get("part")),
    at: wholeNumber(query.get("at")),
    call: wholeNumber(query.get("call")),
    view: oneOf(["graph", "list"] as const, query.get("view")),
  };
}

/** Applies the changes; undefined removes an entry. */
export function withPlace(query: URLSearchParams, change: Partial<Place>): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

/** `push` adds a history entry, so that "back" undoes it; otherwise the current one is replaced. */
export type Go = (change: Partial<Place>, options?: { push?: boolean }) => void;

export function usePlace(): [Place, Go] {
  const [query, setQuery] = useSearchParams();
  const go = useCallback<Go>(
    (change, { push = false } = {}) =>
      setQuery((current) => withPlace(current, change), { replace: !push, preventScrollReset: true }),
    [setQuery],
  );
  return [useMemo(() => readPlace(query), [query]), go];
}

function oneOf<T extends string>(options: readonly T[], value: string | null): T | undefined {
  return options.find((option) => option === value);
}

function wholeNumber(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,15}$/.test(text) ? Number(text) : undefined;
}
