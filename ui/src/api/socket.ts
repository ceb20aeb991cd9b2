/** The one Socket.IO connection: what it watches, what it receives, and how it recovers from a break. */
import { io, type Socket } from "socket.io-client";
import { api } from "./api";
import {
  connectionChanged,
  eventsMissed,
  eventsReceived,
  runForgotten,
  textReceived,
  type TextPiece,
} from "./live";
import { Refetcher } from "./refetch";
import { upsertRun } from "./runCache";
import type { Operation, RunSummary, Stamped } from "./types";
import type { Store } from "../store";

/** Updates reach the store in batches, or a fast model would re-render the page constantly. */
export const BATCH_MS = 80;

type Channel = Pick<Socket, "on" | "emit" | "connect" | "disconnect" | "connected">;
type Ack = { cursor?: number; error?: unknown };

/** WebSocket first; polling is for networks that block it. */
const OPTIONS = { autoConnect: false, withCredentials: true, transports: ["websocket", "polling"], tryAllTransports: true };

export class LiveConnection {
  private readonly watched = new Map<string, { cursor: number | undefined; users: number }>();
  private events: Stamped[] = [];
  private pieces: TextPiece[] = [];
  private summaries = new Map<string, RunSummary>();
  private batch: ReturnType<typeof setTimeout> | undefined;
  private readonly refetch: Refetcher;
  private wasConnected = false;

  constructor(
    private readonly store: Store,
    private readonly socket: Channel = io(OPTIONS),
  ) {
    this.refetch = new Refetcher(store);
    socket.on("connect", () => this.connected());
    socket.on("disconnect", (reason: string) => this.lost(reason));
    socket.on("connect_error", () => store.dispatch(connectionChanged("lost")));
    socket.on("event", (stamped: Stamped) => this.received(stamped));
    socket.on("text", (piece: TextPiece) => this.take(() => this.pieces.push(piece)));
    socket.on("summary", (run: RunSummary) => this.take(() => this.summaries.set(run.run_id, run)));
    socket.on("gap", (gap: { run_id: string; until: number }) => this.missed(gap));
    socket.on("question", () => this.refetch.approvals());
    socket.on("operation", (operation: Operation) => this.operated(operation));
  }

  open() {
    this.socket.connect();
  }

  close() {
    this.socket.disconnect();
  }

  /** Watches a run's events (or a conversation's text) from a cursor, until the returned function is called. */
  watch(runId: string, after?: number): () => void {
    const entry = this.watched.get(runId);
    if (entry) entry.users += 1;
    else {
      this.watched.set(runId, { cursor: after, users: 1 });
      if (this.socket.connected) this.emitWatch(runId);
    }
    return () => this.unwatch(runId);
  }

  private unwatch(runId: string) {
    const entry = this.watched.get(runId);
    if (!entry) return;
    entry.users -= 1;
    if (entry.users > 0) return;
    this.watched.delete(runId);
    if (this.socket.connected) this.socket.emit("unwatch", { run_id: runId });
    this.store.dispatch(runForgotten(runId));
  }

  private emitWatch(runId: string) {
    const entry = this.watched.get(runId);
    if (!entry) return;
    this.socket.emit("watch", { run_id: runId, after: entry.cursor }, (ack: Ack) => {
      // Only a first cursor to resume from: events up to it may still be in transit.
      entry.cursor ??= ack.cursor;
    });
  }

  private connected() {
    this.store.dispatch(connectionChanged("connected"));
    this.socket.emit("watch_runs", {}, () => undefined);
    this.socket.emit("watch_inbox", {}, () => undefined);
    for (const runId of this.watched.keys()) this.emitWatch(runId);
    // The server did not send summaries and questions during the break.
    if (this.wasConnected) this.store.dispatch(api.util.invalidateTags([...EVERYTHING]));
    this.wasConnected = true;
  }

  private lost(reason: string) {
    if (reason === "io client disconnect") {
      this.store.dispatch(connectionChanged("connecting"));
      return;
    }
    this.store.dispatch(connectionChanged("lost"));
    // Socket.IO reconnects by itself, unless the server closed the connection.
    if (reason === "io server disconnect") setTimeout(() => this.socket.connect(), 1000);
  }

  private received(stamped: Stamped) {
    const entry = this.watched.get(stamped.run_id);
    if (entry) entry.cursor = Math.max(entry.cursor ?? 0, stamped.cursor);
    this.take(() => this.events.push(stamped));
    this.refetch.run(stamped.run_id);
  }

  private missed({ run_id, until }: { run_id: string; until: number }) {
    const entry = this.watched.get(run_id);
    if (entry) entry.cursor = Math.max(entry.cursor ?? 0, until);
    this.store.dispatch(eventsMissed(run_id));
    this.refetch.run(run_id);
  }

  private operated(operation: Operation) {
    const { dispatch } = this.store;
    dispatch(
      api.util.updateQueryData("getOperations", undefined, ({ items }) => {
        const at = items.findIndex((item) => item.operation_id === operation.operation_id);
        if (at >= 0) items[at] = operation;
        else items.unshift(operation);
      }),
    );
    dispatch(
      api.util.updateQueryData("getOperation", operation.operation_id, (draft) => {
        Object.assign(draft, operation);
      }),
    );
    if (operation.state !== "running") dispatch(api.util.invalidateTags(["Models"]));
  }

  private take(add: () => void) {
    add();
    this.batch ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush() {
    const { dispatch } = this.store;
    this.batch = undefined;
    if (this.pieces.length > 0) dispatch(textReceived({ pieces: this.pieces, now: Date.now() }));
    if (this.events.length > 0) dispatch(eventsReceived(this.events));
    for (const run of this.summaries.values()) dispatch(upsertRun(run));
    this.pieces = [];
    this.events = [];
    this.summaries.clear();
  }
}

const EVERYTHING = ["Run", "Runs", "Approvals", "Models", "Operations", "Agents", "Conversation", "Conversations"] as const;
