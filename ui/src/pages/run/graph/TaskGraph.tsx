import { type KeyboardEvent, type RefObject, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { TaskView } from "@/api/types";
import { IconButton } from "@/components/Button";
import { isTaskOver, type Surroundings, taskPhase } from "../taskPhase";
import { Edges } from "./Edges";
import { type Direction, type Layout, layoutOf, type LayoutTask, type PlacedTask } from "./layout";
import { type Key, stepFrom } from "./steps";
import { TaskNode } from "./TaskNode";
import { useZoom } from "./useZoom";
import styles from "./TaskGraph.module.css";

const STEP = 1.4;
const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";

/** The plan as a graph: tasks from left to right in the order they can run. */
export function TaskGraph({ tasks, around, selected, isLive, onOpen }: {
  tasks: readonly TaskView[];
  around: Surroundings;
  selected: string | undefined;
  isLive: boolean;
  onOpen: (task_id: string) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const layout = useLayout(tasks, frame);
  const active = activeAt(tasks, layout);
  const zoom = useZoom(frame, layout, () => active);
  const { follow } = zoom;
  useEffect(() => {
    if (active) follow(active);
  }, [active, follow]);
  const byId = useMemo(() => new Map(tasks.map((task) => [task.task_id, task])), [tasks]);
  const [focused, setFocused] = useState<string>();
  const entry = [focused, selected].find((id) => id && byId.has(id)) ?? layout.tasks[0]?.task_id;
  const helpId = useId();
  useReveal(selected, layout, zoom.reveal);

  const focus = (task_id: string) => {
    const place = layout.tasks.find((task) => task.task_id === task_id);
    if (place) zoom.reveal(place);
    frame.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(task_id)}"]`)?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = { "+": () => zoom.by(STEP), "=": () => zoom.by(STEP), "-": () => zoom.by(1 / STEP), "0": zoom.fit }[event.key];
    const next = entry && !action ? stepFrom(layout, entry, event.key as Key) : undefined;
    if (!action && !next && !/^Arrow/.test(event.key)) return;
    event.preventDefault();
    action?.();
    if (next) focus(next);
  };

  return (
    <div className={styles.graph}>
      <div
        ref={frame}
        role="group"
        aria-label={`Task graph, ${tasks.length} tasks`}
        aria-describedby={helpId}
        className={styles.frame}
        onKeyDown={onKeyDown}
        // Focus must not scroll the frame: only the zoom moves its content.
        onScroll={({ currentTarget }) => currentTarget.scrollTo(0, 0)}
      >
        <div ref={zoom.world} className={styles.world}>
          <Edges layout={layout} statuses={around.statuses} selected={selected} />
          {layout.tasks.map((place) => {
            const task = byId.get(place.task_id);
            return task && (
              <TaskNode
                key={place.task_id}
                task={task}
                phase={taskPhase(task, around)}
                place={place}
                look={zoom.detail}
                direction={layout.direction}
                isSelected={place.task_id === selected}
                isEntry={place.task_id === entry}
                isLive={isLive}
                onOpen={onOpen}
                onFocus={setFocused}
              />
            );
          })}
        </div>
      </div>
      <p id={helpId} className="sr-only">
        Arrow keys move along dependencies, Enter opens a task, plus and minus zoom, 0 shows the whole graph.
      </p>
      <p className={styles.hint} aria-hidden>
        <span className={styles.byMouse}>{MODIFIER} + scroll to zoom, drag to move</span>
        <span className={styles.byTouch}>Pinch to zoom, drag to move</span>
      </p>
      <div className={styles.tools} role="group" aria-label="Zoom">
        <IconButton icon="plus" label="Zoom in" size="sm" onClick={() => zoom.by(STEP)} />
        <IconButton icon="minus" label="Zoom out" size="sm" onClick={() => zoom.by(1 / STEP)} />
        <IconButton icon="fit" label="Show the whole graph" size="sm" onClick={zoom.fit} />
      </div>
    </div>
  );
}

/** The first unfinished task: what to show if the whole graph does not fit. */
function activeAt(tasks: readonly TaskView[], layout: Layout): PlacedTask | undefined {
  const active = tasks.find(({ status }) => status === "working" || status === "reviewing") ?? tasks.find(({ status }) => !isTaskOver(status));
  return layout.tasks.find(({ task_id }) => task_id === active?.task_id);
}

/** The layout depends only on the plan's shape and the frame's size; unlike statuses, they rarely change. */
function useLayout(tasks: readonly TaskView[], frame: RefObject<HTMLDivElement | null>): Layout {
  const shape = JSON.stringify(tasks.map(({ task_id, depends_on }) => ({ task_id, depends_on })));
  const [right, down] = useMemo(() => {
    const parsed = JSON.parse(shape) as LayoutTask[];
    return [layoutOf(parsed, "right"), layoutOf(parsed, "down")] as const;
  }, [shape]);
  const [direction, setDirection] = useState<Direction>("right");
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const choose = () => setDirection(bestDirection(element, right, down));
    choose();
    const observer = new ResizeObserver(choose);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, right, down]);
  return direction === "right" ? right : down;
}

/** Downwards only if that shows clearly more of the graph. */
function bestDirection({ clientWidth, clientHeight }: HTMLElement, right: Layout, down: Layout): Direction {
  const scale = ({ width, height }: Layout) => Math.min(1, clientWidth / width, clientHeight / height);
  return scale(down) > 1.2 * scale(right) ? "down" : "right";
}

/** Brings a task that was opened elsewhere into view. */
function useReveal(selected: string | undefined, layout: Layout, reveal: ReturnType<typeof useZoom>["reveal"]) {
  const latest = useRef(layout);
  latest.current = layout;
  const show = useCallback(() => {
    const place = latest.current.tasks.find((task) => task.task_id === selected);
    if (place) reveal(place);
  }, [reveal, selected]);
  useEffect(() => {
    // After the panel has opened and the graph is fitted to the remaining space.
    const frame = requestAnimationFrame(() => requestAnimationFrame(show));
    return () => cancelAnimationFrame(frame);
  }, [show]);
}
