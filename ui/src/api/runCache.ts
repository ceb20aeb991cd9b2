/** Writes a run's new summary to every cached query that contains the run, so no list is refetched. */
import type { AppDispatch, RootState } from "../store";
import { api } from "./api";
import type { RunsQuery, RunSummary } from "./types";

export function upsertRun(summary: RunSummary) {
  return (dispatch: AppDispatch, getState: () => RootState) => {
    for (const query of api.util.selectCachedArgsForQuery(getState(), "getRuns")) {
      dispatch(
        api.util.updateQueryData("getRuns", query, (draft) => {
          placeRun(draft.pages, query, summary);
        }),
      );
    }
    for (const query of api.util.selectCachedArgsForQuery(getState(), "getRun")) {
      // A past state does not change.
      if (query.run_id !== summary.run_id || query.at !== undefined) continue;
      dispatch(
        api.util.updateQueryData("getRun", query, (draft) => {
          Object.assign(draft, summary);
        }),
      );
    }
  };
}

/** Changes, adds or removes the run so that the pages match the server's. */
export function placeRun(pages: { items: RunSummary[] }[], query: RunsQuery, summary: RunSummary) {
  const fits = matches(query, summary);
  for (const { items } of pages) {
    const at = items.findIndex((item) => item.run_id === summary.run_id);
    if (at < 0) continue;
    if (fits) items[at] = summary;
    else items.splice(at, 1);
    return;
  }
  const first = pages[0];
  const newest = first?.items[0];
  if (fits && first && (!newest || summary.started_at >= newest.started_at)) first.items.unshift(summary);
}

function matches(query: RunsQuery, run: RunSummary): boolean {
  if (query.outcome?.length && !query.outcome.includes(run.outcome)) return false;
  if (query.status?.length && !query.status.includes(run.status)) return false;
  return !query.q || run.goal.toLowerCase().includes(query.q.toLowerCase());
}
