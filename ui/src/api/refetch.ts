/** Refetches queries when events arrive: throttled, and repeated after a request that was in flight. */
import type { Store } from "../store";
import { api } from "./api";

/** The shortest time between two refetches of the same queries. */
export const REFETCH_MS = 300;

type Tags = Parameters<typeof api.util.invalidateTags>[0];
interface Query {
  endpointName?: string;
  originalArgs?: unknown;
  status: string;
}

export class Refetcher {
  private readonly waiting = new Map<string, { again: boolean }>();

  constructor(private readonly store: Store) {}

  run(runId: string) {
    this.request(`run ${runId}`, [{ type: "Run", id: runId }], (query) => isOfRun(query, runId));
  }

  approvals() {
    this.request("approvals", ["Approvals"], (query) => /Approvals?$/.test(query.endpointName ?? ""));
  }

  /** Immediately, then at most every REFETCH_MS, and once after the last request. */
  private request(key: string, tags: Tags, concerns: (query: Query) => boolean) {
    const waiting = this.waiting.get(key);
    if (waiting) {
      waiting.again = true;
      return;
    }
    // RTK Query drops a refetch while the query is in flight, whose response may predate the event.
    const entry = { again: this.isFetching(concerns) };
    if (!entry.again) this.store.dispatch(api.util.invalidateTags(tags));
    this.waiting.set(key, entry);
    setTimeout(() => {
      this.waiting.delete(key);
      if (entry.again) this.request(key, tags, concerns);
    }, REFETCH_MS);
  }

  private isFetching(concerns: (query: Query) => boolean): boolean {
    const queries = Object.values(this.store.getState().api.queries) as (Query | undefined)[];
    return queries.some((query) => query?.status === "pending" && concerns(query));
  }
}

function isOfRun({ originalArgs }: Query, runId: string): boolean {
  return originalArgs === runId || (originalArgs as { run_id?: string } | undefined)?.run_id === runId;
}
