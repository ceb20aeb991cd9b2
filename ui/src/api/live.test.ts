import {
  eventsMissed, eventsReceived, live, type LiveText, MAX_EVENTS, MAX_TEXT, runForgotten, textReceived, tokensPerSecond,
} from "./live";
import type { Stamped } from "./types";

const empty = live.reducer(undefined, { type: "begin" });

function stamped(seq: number, type: Stamped["type"] = "TimerFired", event: object = { timer_id: "t" }): Stamped {
  return { cursor: seq, run_id: "r1", seq, at: "2026-11-21T10:00:00Z", type, event } as Stamped;
}
const piece = (text: string) => ({ run_id: "r1", attempt_id: "a1", text });

test("events repeated after a reconnect are kept once", () => {
  let state = live.reducer(empty, eventsReceived([stamped(1), stamped(2)]));
  state = live.reducer(state, eventsReceived([stamped(2), stamped(3)]));
  expect(state.events.r1?.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test("only the newest events are kept", () => {
  const many = Array.from({ length: MAX_EVENTS + 5 }, (_, at) => stamped(at + 1));
  const events = live.reducer(empty, eventsReceived(many)).events.r1;
  expect(events).toHaveLength(MAX_EVENTS);
  expect(events?.[0]?.seq).toBe(6);
});

test("pieces of text are joined, and bounded", () => {
  let state = live.reducer(empty, textReceived({ pieces: [piece("Hel"), piece("lo")], now: 0 }));
  expect(state.texts.a1?.text).toBe("Hello");
  state = live.reducer(state, textReceived({ pieces: [piece("x".repeat(MAX_TEXT))], now: 1 }));
  expect(state.texts.a1?.text).toHaveLength(MAX_TEXT);
  expect(state.texts.a1?.characters).toBe(MAX_TEXT + 5);
});

test("an answered call completes its text; the next piece starts a new one", () => {
  let state = live.reducer(empty, textReceived({ pieces: [piece("first")], now: 0 }));
  state = live.reducer(state, eventsReceived([stamped(1, "CallAnswered", { attempt_id: "a1", kind: "llm" })]));
  state = live.reducer(state, textReceived({ pieces: [piece("second")], now: 9 }));
  expect(state.texts.a1).toMatchObject({ text: "second", startedAt: 9 });
});

test("a finished attempt has no live text", () => {
  let state = live.reducer(empty, textReceived({ pieces: [piece("done")], now: 0 }));
  state = live.reducer(state, eventsReceived([stamped(1, "Executed", { attempt_id: "a1" })]));
  expect(state.texts).toEqual({});
});

test("a gap empties the list; leaving a run also removes its text", () => {
  let state = live.reducer(empty, eventsReceived([stamped(1)]));
  state = live.reducer(state, textReceived({ pieces: [piece("a")], now: 0 }));
  expect(live.reducer(state, eventsMissed("r1"))).toMatchObject({ events: {}, texts: { a1: {} } });
  expect(live.reducer(state, runForgotten("r1"))).toMatchObject({ events: {}, texts: {} });
});

test("the rate is estimated from characters and time, once enough time has passed", () => {
  const text: LiveText = { run_id: "r1", text: "", startedAt: 0, lastAt: 2000, characters: 240, done: false };
  expect(tokensPerSecond(text)).toBe(30);
  expect(tokensPerSecond({ ...text, lastAt: 100 })).toBeNull();
});
