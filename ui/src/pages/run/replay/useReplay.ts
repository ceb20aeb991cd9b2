/** Moves through a run's events. The slider moves at once, the address follows a moment later. */
import { useCallback, useEffect, useRef, useState } from "react";
import type { Go } from "../place";

export const SPEEDS = [1, 4, 16, 64] as const;
export type Speed = (typeof SPEEDS)[number];

/** While the slider is dragged, the server is asked at most this often. */
const SETTLE_MS = 140;
const TICK_MS = 250;
/** Events per second at speed 1. */
const PACE = 2;

export interface Replay {
  /** The event the slider is at. */
  seq: number;
  isPlaying: boolean;
  speed: Speed;
  setSpeed: (speed: Speed) => void;
  move: (seq: number) => void;
  toNow: () => void;
  toggle: () => void;
}

export function useReplay({ at, last, isFetching, go }: {
  at: number | undefined;
  last: number;
  /** The requested state is still loading. */
  isFetching: boolean;
  go: Go;
}): Replay {
  const [draft, setDraft] = useState<number | null>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(4);
  const settling = useRef<ReturnType<typeof setTimeout>>(undefined);
  const seq = Math.min(draft ?? at ?? last, last);

  const show = useCallback(
    (next: number) => {
      setDraft(next);
      clearTimeout(settling.current);
      settling.current = setTimeout(() => {
        // The end of the slider means now, which keeps moving.
        const target = next >= last ? undefined : next;
        if (target === at) setDraft(null);
        else go({ at: target });
      }, SETTLE_MS);
    },
    [at, go, last],
  );
  // The thumb stays in place until the address catches up; otherwise it would jump back.
  useEffect(() => setDraft(null), [at]);
  useEffect(() => () => clearTimeout(settling.current), []);

  const move = useCallback(
    (next: number) => {
      setIsPlaying(false);
      show(clamp(next, last));
    },
    [show, last],
  );

  usePlayback({ isPlaying, isWaiting: isFetching || draft !== null, seq, last, speed, show, stop: () => setIsPlaying(false) });

  return {
    seq,
    isPlaying,
    speed,
    setSpeed,
    move,
    toNow: () => {
      setIsPlaying(false);
      clearTimeout(settling.current);
      setDraft(null);
      go({ at: undefined });
    },
    toggle: () => {
      // From the end, playback restarts at the beginning.
      if (!isPlaying && seq >= last) show(1);
      setIsPlaying(!isPlaying);
    },
  };
}

function usePlayback({ isPlaying, isWaiting, seq, last, speed, show, stop }: {
  isPlaying: boolean;
  isWaiting: boolean;
  seq: number;
  last: number;
  speed: Speed;
  show: (seq: number) => void;
  stop: () => void;
}) {
  useEffect(() => {
    // Each step waits until the previous one is shown, so a slow server slows playback down.
    if (!isPlaying || isWaiting) return;
    const { step, wait } = paceOf(speed);
    const timer = setTimeout(() => {
      if (seq + step >= last) stop();
      show(clamp(seq + step, last));
    }, wait);
    return () => clearTimeout(timer);
  });
}

/** Events per step, and the pause between steps. A higher speed means larger steps, not more requests. */
export function paceOf(speed: number): { step: number; wait: number } {
  const perSecond = PACE * speed;
  const step = Math.max(1, Math.round((perSecond * TICK_MS) / 1000));
  return { step, wait: Math.max(0, (1000 * step) / perSecond - SETTLE_MS) };
}

function clamp(seq: number, last: number): number {
  return Math.max(1, Math.min(seq, last));
}
