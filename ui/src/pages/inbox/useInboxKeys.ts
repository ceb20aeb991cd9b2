/** j and k to move, a to approve, r to reject, e to edit. Turned off with the shell's single-key shortcuts. */
import { useEffect, useRef } from "react";
import { areOn, isTaken, SEQUENCE_MS } from "@/shell/useShortcuts";

export interface InboxKeys {
  move: (by: 1 | -1) => void;
  approve: () => void;
  reject: () => void;
  edit: () => void;
}

export function useInboxKeys(keys: InboxKeys) {
  const current = useRef(keys);
  current.current = keys;

  useEffect(() => {
    // While the shell waits for the key after "g": "g a" opens the agents and must not approve.
    let goPressed = -Infinity;
    const press = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || event.repeat) return;
      if (isTaken(event.target) || !areOn()) return;
      const inSequence = event.timeStamp - goPressed < SEQUENCE_MS;
      goPressed = event.key === "g" && !inSequence ? event.timeStamp : -Infinity;
      if (inSequence) return;
      const { move, approve, reject, edit } = current.current;
      const act = { j: () => move(1), k: () => move(-1), a: approve, r: reject, e: edit }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
