import type { CSSProperties, KeyboardEvent } from "react";
import { useMemo } from "react";
import { Button, IconButton } from "@/components/Button";
import { Select } from "@/components/Field";
import { Spinner } from "@/components/Spinner";
import { cx } from "@/cx";
import { formatCount } from "@/text/format";
import { type Mark, adjacentMark, thinned } from "./marks";
import { type Replay, SPEEDS, type Speed } from "./useReplay";
import styles from "./ReplayBar.module.css";

const PLACES = 100;

/** The run's events as a slider: the page shows the state at the selected event. */
export function ReplayBar({ replay, last, isNow, isLive, isFetching, marks, text }: {
  replay: Replay;
  last: number;
  isNow: boolean;
  /** The run is still in progress, so new events arrive. */
  isLive: boolean;
  isFetching: boolean;
  marks: readonly Mark[];
  /** What happened at the event. */
  text: string | undefined;
}) {
  const { seq, isPlaying } = replay;
  const shown = useMemo(() => thinned(marks, last, PLACES), [marks, last]);
  const valueText = `Event ${seq} of ${last}${text ? `: ${text}` : ""}`;

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.ctrlKey || !/^Arrow(Left|Right)$/.test(event.key)) return;
    event.preventDefault();
    const mark = adjacentMark(marks, seq, event.key === "ArrowRight");
    if (mark) replay.move(mark.seq);
  };

  return (
    <section className={styles.bar} aria-label="Replay">
      <div className={styles.controls}>
        <div className={styles.buttons}>
          <IconButton icon="stepBack" label="Previous event" size="sm" disabled={seq <= 1} onClick={() => replay.move(seq - 1)} />
          <IconButton icon={isPlaying ? "pause" : "play"} label={isPlaying ? "Pause" : "Play"} size="sm" onClick={replay.toggle} />
          <IconButton icon="stepForward" label="Next event" size="sm" disabled={seq >= last} onClick={() => replay.move(seq + 1)} />
          <label className={styles.speed}>
            <span className="sr-only">Speed</span>
            <Select value={replay.speed} onChange={({ target }) => replay.setSpeed(Number(target.value) as Speed)}>
              {SPEEDS.map((speed) => (
                <option key={speed} value={speed}>
                  {speed}×
                </option>
              ))}
            </Select>
          </label>
        </div>
        <div className={styles.track} style={{ "--share": last > 1 ? (seq - 1) / (last - 1) : 1 } as CSSProperties}>
          <span className={styles.rail} aria-hidden>
            <span className={styles.passed} />
          </span>
          <span className={styles.marks} aria-hidden>
            {shown.map((mark) => (
              <span
                key={mark.seq}
                title={`${mark.seq}: ${mark.text}`}
                className={cx(styles.mark, styles[mark.kind])}
                style={{ left: `${(100 * (mark.seq - 1)) / Math.max(1, last - 1)}%` }}
                onClick={() => replay.move(mark.seq)}
              />
            ))}
          </span>
          <input
            type="range"
            className={styles.slider}
            aria-label="Event to show; with Ctrl, the arrow keys move between key events"
            aria-valuetext={valueText}
            min={1}
            max={Math.max(1, last)}
            step={1}
            value={seq}
            onKeyDown={onKeyDown}
            onChange={({ target }) => replay.move(Number(target.value))}
          />
        </div>
        <p className={styles.place}>
          <span className={styles.count}>
            {isFetching && <Spinner size={12} />}
            {formatCount(seq)} / {formatCount(last)}
          </span>
          <span className={styles.text}>{isNow ? (isLive ? "live" : "end") : text}</span>
        </p>
        <Button size="sm" icon="toNow" className={styles.now} disabled={isNow} onClick={replay.toNow}>
          Now
        </Button>
      </div>
    </section>
  );
}
