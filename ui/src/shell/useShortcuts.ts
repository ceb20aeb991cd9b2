/** Single-key shortcuts: "g" and a place, "c" for a new run, "?" for help. They can be disabled. */
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { PLACES } from "./places";

const KEY = "hocket.shortcuts";
/** How long "g" waits for its second key. */
export const SEQUENCE_MS = 1200;

export interface Shortcuts {
  enabled: boolean;
  setEnabled: (enabled: boolean) => void;
}

export function useShortcuts(onHelp: () => void): Shortcuts {
  const navigate = useNavigate();
  const [enabled, setEnabled] = useState(areOn);
  const sequenceStart = useRef(-Infinity);

  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTaken(event.target)) return;
      const inSequence = event.timeStamp - sequenceStart.current < SEQUENCE_MS;
      sequenceStart.current = -Infinity;
      const place = inSequence && PLACES.find(({ key }) => key === event.key);
      if (place) void navigate(place.to);
      else if (event.key === "g") sequenceStart.current = event.timeStamp;
      // A new state each time, so that the composer takes focus even if it is already shown.
      else if (event.key === "c") void navigate("/", { state: { compose: event.timeStamp } });
      else if (event.key === "?") onHelp();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [enabled, navigate, onHelp]);

  return {
    enabled,
    setEnabled: (on) => {
      setEnabled(on);
      try {
        localStorage.setItem(KEY, on ? "on" : "off");
      } catch {
        // Storage is blocked: the choice lasts until the page closes.
      }
    },
  };
}

/** Whether a key press is not a shortcut: the user is typing, or a dialog covers the page. */
export function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Read on each key press, as the switch in the shell's dialog can change it. */
export function areOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
