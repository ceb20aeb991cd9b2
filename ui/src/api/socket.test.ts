import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { runSummary } from "@/test/samples";
import { api } from "./api";
import { REFETCH_MS } from "./refetch";
import { BATCH_MS, LiveConnection } from "./socket";

type Listener = (payload: unknown) => void;

class FakeSocket {
  connected = false;
  emitted: [string, unknown][] = [];
  private listeners = new Map<string, Listener>();

  on(name: string, listener: Listener) {
    this.listeners.set(name, listener);
    return this;
  }
  emit(name: string, payload: unknown, ack?: (answer: unknown) => void) {
    this.emitted.push([name, payload]);
    if (name === "watch") ack?.({ cursor: 40 });
    return this;
  }
  connect() {
    this.connected = true;
    this.receive("connect", undefined);
    return this;
  }
  disconnect() {
    this.connected = false;
    return this;
  }
  receive(name: string, payload: unknown) {
    this.listeners.get(name)?.(payload);
  }
}

const event = (seq: number, cursor: number) => ({
  run_id: "r1", seq, cursor, at: "2026-11-21T10:00:00Z", type: "TimerFired", event: { timer_id: "t" },
});

function connected() {
  const store = createStore();
  const socket = new FakeSocket();
  const live = new LiveConnection(store, socket as unknown as ConstructorParameters<typeof LiveConnection>[1]);
  live.open();
  return { store, socket, live };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test("after a reconnect a run is watched from the last cursor received", () => {
  const { socket, live } = connected();
  live.watch("r1", 7);
  socket.receive("event", event(3, 12));
  socket.receive("disconnect", "transport close");
  socket.connect();
  const watches = socket.emitted.filter(([name]) => name === "watch").map(([, payload]) => payload);
  expect(watches).toEqual([{ run_id: "r1", after: 7 }, { run_id: "r1", after: 12 }]);
});

test("two watchers of a run share one watch", () => {
  const { socket, live } = connected();
  const first = live.watch("r1", 0);
  const second = live.watch("r1", 0);
  first();
  expect(socket.emitted.map(([name]) => name)).not.toContain("unwatch");
  second();
  expect(socket.emitted.filter(([name]) => /watch$/.test(name)).map(([name]) => name)).toEqual(["watch", "unwatch"]);
});

test("the store has the connection's state", () => {
  const { store, socket } = connected();
  expect(store.getState().live.connection).toBe("connected");
  socket.receive("disconnect", "transport close");
  expect(store.getState().live.connection).toBe("lost");
});

test("events reach the store in batches", () => {
  const { store, socket } = connected();
  socket.receive("event", event(1, 1));
  socket.receive("event", event(2, 2));
  expect(store.getState().live.events).toEqual({});
  vi.advanceTimersByTime(BATCH_MS);
  expect(store.getState().live.events.r1).toHaveLength(2);
});

test("a summary updates the lists that contain the run", async () => {
  const { store, socket } = connected();
  fakeServer({ "GET /runs": { body: { items: [runSummary()], next: null } } });
  await store.dispatch(api.endpoints.getRuns.initiate({}));
  socket.receive("summary", runSummary({ phase: "review" }));
  vi.advanceTimersByTime(BATCH_MS);
  const { data } = api.endpoints.getRuns.select({})(store.getState());
  expect(data?.pages[0]?.items[0]?.phase).toBe("review");
});

test("a burst of events refetches a run a few times, and once at its end", async () => {
  const { store, socket } = connected();
  const sent = fakeServer({ "GET /runs/r1": { body: { ...runSummary(), seq: 1 } } });
  await store.dispatch(api.endpoints.getRun.initiate({ run_id: "r1" }));
  for (let seq = 1; seq <= 20; seq += 1) socket.receive("event", event(seq, seq));
  await vi.advanceTimersByTimeAsync(REFETCH_MS * 4);
  expect(sent).toHaveLength(3);
});
