/** Single-key shortcuts: "g" and a place, "c" for a new run, "?" for help. They can be switched off. */
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
  const begun = useRef(-Infinity);

  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isTaken(event.target)) return;
      const inSequence = event.timeStamp - begun.current < SEQUENCE_MS;
      begun.current = -Infinity;
      const place = inSequence && PLACES.find(({ key }) => key === event.key);
      if (place) void navigate(place.to);
      else if (event.key === "g") begun.current = event.timeStamp;
      // The state is new each time, so the composer takes the focus even if it is shown already.
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
        // Storage is blocked: it holds until the page is closed.
      }
    },
  };
}

/** Whether single keys are somebody else's: he types, or a dialog is open and the page lies beneath. */
export function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]")) return true;
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** Asked anew with each key, as the switch is in a dialog of the shell. */
export function areOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}
