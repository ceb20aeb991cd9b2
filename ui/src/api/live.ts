/** Data from the socket that is cached nowhere else: live events and text being written. */
import { createSlice, type PayloadAction } from "@reduxjs/toolkit";
import type { Stamped } from "./types";

/** How many events to keep per run; getEvents reads older ones from the journal. */
export const MAX_EVENTS = 2000;
/** How many characters to keep of an answer being written; the attempt has all of it. */
export const MAX_TEXT = 100_000;
const CHARACTERS_PER_TOKEN = 4;
/** Over a shorter time the rate jumps too much to read. */
const MIN_RATE_MS = 500;

export type Connection = "connecting" | "connected" | "lost";

export interface TextPiece {
  run_id: string;
  attempt_id: string;
  text: string;
}
export interface LiveText {
  run_id: string;
  text: string;
  startedAt: number;
  lastAt: number;
  characters: number;
  /** The call is answered; the next piece starts a new text. */
  done: boolean;
}
export interface LiveState {
  connection: Connection;
  events: Record<string, Stamped[]>;
  texts: Record<string, LiveText>;
}

const initialState: LiveState = { connection: "connecting", events: {}, texts: {} };

export const live = createSlice({
  name: "live",
  initialState,
  reducers: {
    connectionChanged: (state, { payload }: PayloadAction<Connection>) => {
      state.connection = payload;
    },
    eventsReceived: (state, { payload }: PayloadAction<Stamped[]>) => {
      for (const stamped of payload) {
        const events = (state.events[stamped.run_id] ??= []);
        // After a reconnect the server sends some events again.
        if (stamped.seq <= (events.at(-1)?.seq ?? 0)) continue;
        events.push(stamped);
        if (events.length > MAX_EVENTS) events.shift();
        settleText(state, stamped);
      }
    },
    textReceived: (state, { payload }: PayloadAction<{ pieces: TextPiece[]; now: number }>) => {
      for (const piece of payload.pieces) addText(state, piece, payload.now);
    },
    /** The server skipped events. The list has a gap, so drop it. */
    eventsMissed: (state, { payload }: PayloadAction<string>) => {
      delete state.events[payload];
    },
    runForgotten: (state, { payload }: PayloadAction<string>) => {
      delete state.events[payload];
      for (const [id, text] of Object.entries(state.texts)) if (text.run_id === payload) delete state.texts[id];
    },
  },
});

function addText(state: LiveState, piece: TextPiece, now: number) {
  const current = state.texts[piece.attempt_id];
  if (!current || current.done) {
    state.texts[piece.attempt_id] = {
      run_id: piece.run_id,
      text: piece.text.slice(-MAX_TEXT),
      startedAt: now,
      lastAt: now,
      characters: piece.text.length,
      done: false,
    };
    return;
  }
  current.text = (current.text + piece.text).slice(-MAX_TEXT);
  current.characters += piece.text.length;
  current.lastAt = now;
}

/** The journal now has the text: a call's answer completes it, the attempt's end removes it. */
function settleText(state: LiveState, { type, event }: Stamped) {
  if (type === "CallAnswered") {
    const text = state.texts[event.attempt_id];
    if (text && event.kind === "llm") text.done = true;
  } else if (type === "Executed" || type === "AttemptFailed") {
    delete state.texts[event.attempt_id];
  }
}

/** An estimate, as pieces are not tokens; null until there is enough to measure. */
export function tokensPerSecond(text: LiveText): number | null {
  const elapsed = text.lastAt - text.startedAt;
  if (elapsed < MIN_RATE_MS) return null;
  return text.characters / CHARACTERS_PER_TOKEN / (elapsed / 1000);
}

export const { connectionChanged, eventsReceived, textReceived, eventsMissed, runForgotten } = live.actions;
