/** Zoom and pan with D3, without rendering in React: only the level of detail is state. */
import { select } from "d3-selection";
import { zoom, type D3ZoomEvent, zoomIdentity, zoomTransform } from "d3-zoom";
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { NODE_HEIGHT, NODE_WIDTH, type PlacedTask } from "./layout";

/** Below this scale cards are unreadable, and tasks become dots with labels. */
const CARD_SCALE = 0.66;
/** Below this scale even labels would overlap. */
const LABEL_SCALE = 0.2;
/** A plan that fits only below this scale starts at the active task; a button shows all of it. */
const START_SCALE = 0.3;
const LABEL_STEP = 0.06;
const EXTENT: [number, number] = [0.04, 1.6];
const MARGIN = 24;

export type Detail = "cards" | "labels" | "dots";

export interface Zoom {
  world: RefObject<HTMLDivElement | null>;
  detail: Detail;
  fit: () => void;
  by: (factor: number) => void;
  /** Keeps the task in view, unless the user has moved the graph. */
  follow: (task: PlacedTask) => void;
  /** Moves the graph, if needed, so that the task is in view. */
  reveal: (task: PlacedTask) => void;
}

/** `home` is where to start if the whole graph does not fit. */
export function useZoom(
  frame: RefObject<HTMLDivElement | null>,
  { width, height }: { width: number; height: number },
  home: () => PlacedTask | undefined,
): Zoom {
  const world = useRef<HTMLDivElement>(null);
  const behaviour = useRef(zoom<HTMLDivElement, unknown>().scaleExtent(EXTENT));
  // Once the user has moved the graph, it is no longer fitted automatically.
  const isTouched = useRef(false);
  const [detail, setDetail] = useState<Detail>("cards");

  const homeNow = useRef(home);
  homeNow.current = home;

  const centre = useCallback(
    (least: number) => {
      const element = frame.current;
      if (!element || width === 0 || element.clientWidth === 0) return;
      const { clientWidth, clientHeight } = element;
      const whole = Math.min(1, (clientWidth - 2 * MARGIN) / width, (clientHeight - 2 * MARGIN) / height);
      const scale = Math.max(whole, least);
      const task = whole < least ? homeNow.current() : undefined;
      const x = task ? clientWidth / 3 - task.x * scale : centred(clientWidth, width * scale);
      const y = task ? clientHeight / 2 - task.y * scale : centred(clientHeight, height * scale);
      behaviour.current.transform(select(element), zoomIdentity.translate(x, y).scale(scale));
    },
    [frame, width, height],
  );
  const fit = useCallback(() => {
    isTouched.current = true;
    centre(0);
  }, [centre]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    behaviour.current
      // The wheel alone scrolls the page; with Ctrl, or by pinching on a touchpad, it zooms.
      .filter((event: MouseEvent | WheelEvent) => (event.type === "wheel" ? event.ctrlKey || event.metaKey : event.button === 0 || event.button === undefined))
      .on("zoom", ({ transform: { x, y, k }, sourceEvent }: D3ZoomEvent<HTMLDivElement, unknown>) => {
        if (sourceEvent) isTouched.current = true;
        apply(world.current, x, y, k);
        setDetail(detailAt(k));
      });
    select(element).call(behaviour.current).on("dblclick.zoom", null);
    return () => void select(element).on(".zoom", null);
  }, [frame]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      if (!isTouched.current) centre(START_SCALE);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, centre]);

  const by = useCallback((factor: number) => {
    if (!frame.current) return;
    isTouched.current = true;
    behaviour.current.scaleBy(select(frame.current), factor);
  }, [frame]);

  const follow = useCallback(
    (task: PlacedTask) => {
      if (!isTouched.current && frame.current && isOutside(frame.current, task)) centre(START_SCALE);
    },
    [frame, centre],
  );

  const reveal = useCallback((task: PlacedTask) => {
    const element = frame.current;
    if (!element) return;
    if (!isOutside(element, task)) return;
    const [dx, dy] = distance(element, task);
    const { k } = zoomTransform(element);
    isTouched.current = true;
    behaviour.current.translateBy(select(element), dx / k, dy / k);
  }, [frame]);

  return { world, detail, fit, by, follow, reveal };
}

function apply(world: HTMLDivElement | null, x: number, y: number, k: number) {
  if (!world) return;
  world.style.transform = `translate(${x}px, ${y}px) scale(${k})`;
  // Keeps labels about the same size on screen. It restyles all nodes, so it changes in small steps.
  const scale = Math.exp(Math.round(Math.log(k) / LABEL_STEP) * LABEL_STEP).toFixed(4);
  if (detailAt(k) !== "cards" && world.style.getPropertyValue("--k") !== scale) world.style.setProperty("--k", scale);
}

/** Centred, or at the start if it does not fit. */
function centred(room: number, length: number): number {
  return Math.max(MARGIN, (room - length) / 2);
}

function detailAt(k: number): Detail {
  return k >= CARD_SCALE ? "cards" : k >= LABEL_SCALE ? "labels" : "dots";
}

function isOutside(element: HTMLElement, task: PlacedTask): boolean {
  return distance(element, task).some((by) => by !== 0);
}

/** How far to move the graph so that the task is in view, in screen pixels. */
function distance(element: HTMLElement, task: PlacedTask): [number, number] {
  const at = zoomTransform(element);
  const [left, top] = at.apply([task.x, task.y]);
  const [right, bottom] = at.apply([task.x + NODE_WIDTH, task.y + NODE_HEIGHT]);
  return [outside(left, right, element.clientWidth), outside(top, bottom, element.clientHeight)];
}

/** How far to move the range to fit it into the length; if it is too long, its start is shown. */
function outside(from: number, to: number, length: number): number {
  if (from < MARGIN) return MARGIN - from;
  return to > length - MARGIN ? Math.max(length - MARGIN - to, MARGIN - from) : 0;
}
