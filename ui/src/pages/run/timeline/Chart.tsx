import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from "react";
import { cx } from "@/cx";
import { type Bar, adjacentBar, type Lane } from "./lanes";
import { clock, type Range, ticksOf } from "./range";
import { ROW_HEIGHT, SpanBar } from "./SpanBar";
import { SpanCard } from "./SpanCard";
import { useBrush } from "./useBrush";
import type { Zoomable } from "./useRange";
import styles from "./Timeline.module.css";

const ZOOM = 1.6;
const SHIFT = 0.25;

/** The lanes under a time axis. Drag over the axis or empty space to zoom in. */
export function Chart({ lanes, origin, now, zoomable, selected, descriptions, onOpen }: {
  lanes: readonly Lane[];
  /** The run's start, in milliseconds. */
  origin: number;
  /** null: the run has ended. */
  now: number | null;
  zoomable: Zoomable;
  selected: string | undefined;
  descriptions: ReadonlyMap<string, string>;
  onOpen: (bar: Bar) => void;
}) {
  const { range } = zoomable;
  const chart = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<{ key: string; anchor: DOMRect }>();
  const [entry, setEntry] = useState<string>();
  const brush = useBrush(zoomable);
  const byKey = useMemo(() => new Map(lanes.flatMap((lane) => lane.bars.map((bar) => [bar.key, bar] as const))), [lanes]);
  const first = entry && byKey.has(entry) ? entry : lanes[0]?.bars[0]?.key;
  const show = useCallback((key: string | undefined, element?: Element) => {
    setHovered(key && element ? { key, anchor: element.getBoundingClientRect() } : undefined);
    if (key && document.activeElement === element) setEntry(key);
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const action = {
      "+": () => zoomable.zoom(ZOOM), "=": () => zoomable.zoom(ZOOM), "-": () => zoomable.zoom(1 / ZOOM), "0": zoomable.reset,
      "<": () => zoomable.move(-SHIFT), ">": () => zoomable.move(SHIFT),
    }[event.key];
    const next = first && !action ? adjacentBar(lanes, first, event.key) : undefined;
    if (!action && !next) return;
    event.preventDefault();
    action?.();
    const bar = next ? byKey.get(next) : undefined;
    if (!bar) return;
    // A bar must be in view before it can take focus.
    if (bar.end < range[0] || bar.start > range[1]) zoomable.set([bar.start, bar.start + range[1] - range[0]]);
    setEntry(bar.key);
    requestAnimationFrame(() => chart.current?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(bar.key)}"]`)?.focus());
  };
  const bar = hovered && byKey.get(hovered.key);

  return (
    <div
      ref={chart}
      role="group"
      aria-label={`Timeline of ${byKey.size} spans. Arrow keys move along and between lanes, plus and minus zoom, 0 shows the whole run.`}
      className={styles.chart}
      onKeyDown={onKeyDown}
    >
      <Clock range={range} origin={origin} brush={brush} />
      {lanes.map((lane) => (
        <div key={lane.name} className={styles.lane}>
          <h3 className={styles.name}>
            <span className="truncate">{lane.name}</span>
            <span className={styles.busy}>{lane.bars.length}</span>
          </h3>
          <div className={styles.rows} style={{ height: lane.rows * ROW_HEIGHT + 4 }} {...brush.handlers}>
            {visible(lane.bars, range).map(({ bar: one, left, width }) => (
              <SpanBar
                key={one.key}
                bar={one}
                origin={origin}
                left={left}
                width={width}
                isEntry={one.key === first}
                isSelected={selected !== undefined && one.span.task_id === selected}
                onOpen={onOpen}
                onShow={show}
              />
            ))}
            {now !== null && now >= range[0] && now <= range[1] && <span className={styles.now} style={{ left: `${shareOf(now, range)}%` }} />}
          </div>
        </div>
      ))}
      {bar && <SpanCard bar={bar} description={descriptions.get(bar.span.task_id ?? "")} origin={origin} anchor={hovered.anchor} />}
    </div>
  );
}

function Clock({ range, origin, brush }: { range: Range; origin: number; brush: ReturnType<typeof useBrush> }) {
  const most = window.innerWidth < 640 ? 4 : 9;
  return (
    <div className={cx(styles.lane, styles.clock)} aria-hidden>
      <span className={styles.name}>since start</span>
      <div className={styles.rows} {...brush.handlers}>
        {ticksOf(range, origin, most).map((seconds) => (
          <span key={seconds} className={styles.tick} style={{ left: `${shareOf(origin + seconds * 1000, range)}%` }}>
            {clock(seconds)}
          </span>
        ))}
        {brush.selection && (
          <span className={styles.selection} style={{ left: `${brush.selection[0] * 100}%`, width: `${(brush.selection[1] - brush.selection[0]) * 100}%` }} />
        )}
      </div>
    </div>
  );
}

/** Only visible bars are drawn, clipped at the edges. */
function visible(bars: readonly Bar[], range: Range): { bar: Bar; left: number; width: number }[] {
  return bars
    .filter((bar) => bar.end >= range[0] && bar.start <= range[1])
    .map((bar) => {
      const left = Math.max(0, shareOf(bar.start, range));
      return { bar, left, width: Math.min(100, shareOf(bar.end, range)) - left };
    });
}

/** In percent of the range. */
function shareOf(at: number, [from, to]: Range): number {
  return to > from ? (100 * (at - from)) / (to - from) : 0;
}
