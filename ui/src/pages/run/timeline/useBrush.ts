/** Selects a time range by dragging. */
import { type PointerEvent, useState } from "react";
import type { Zoomable } from "./useRange";

/** A smaller drag is a click. */
const SMALLEST = 0.01;

export function useBrush({ range, set }: Zoomable) {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const selection = drag && Math.abs(drag.to - drag.from) > SMALLEST ? ([Math.min(drag.from, drag.to), Math.max(drag.from, drag.to)] as const) : null;

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      // On a span it is a click, and touch scrolls the page.
      if (event.button !== 0 || event.pointerType === "touch" || (event.target as Element).closest("button")) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const at = shareAt(event);
      setDrag({ from: at, to: at });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag) setDrag({ ...drag, to: shareAt(event) });
    },
    onPointerUp: () => {
      if (selection) {
        const length = range[1] - range[0];
        set([range[0] + selection[0] * length, range[0] + selection[1] * length]);
      }
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
  };
  return { handlers, selection };
}

function shareAt({ currentTarget, clientX }: PointerEvent<HTMLElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.max(0, Math.min(1, (clientX - left) / Math.max(1, width)));
}
