import { useCallback, useMemo } from "react";
import { useGetTimelineQuery } from "@/api/api";
import type { RunDetail, Span } from "@/api/types";
import { IconButton } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Skeleton } from "@/components/Skeleton";
import { useNow } from "@/components/Time";
import { cx } from "@/cx";
import { spansAsOf } from "../past";
import { Chart } from "./Chart";
import { type Bar, lanesOf } from "./lanes";
import { KINDS } from "./spanText";
import { useRange } from "./useRange";
import styles from "./Timeline.module.css";

/** Who did what, and when. */
export function Timeline({ runId, detail, at, task, onOpen }: {
  runId: string;
  detail: RunDetail;
  at: number | undefined;
  task: string | undefined;
  onOpen: (task_id: string) => void;
}) {
  const { currentData, error, refetch } = useGetTimelineQuery(runId);
  const spans = useMemo(
    () => currentData && (at === undefined ? currentData.spans : spansAsOf(currentData.spans, detail.last_at)),
    [currentData, at, detail.last_at],
  );
  if (!spans) {
    return (
      <Card>{error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} height={22} />}</Card>
    );
  }
  if (spans.length === 0) return <Card><EmptyState icon="clock" title="Nothing to show yet" /></Card>;
  return <Drawn spans={spans} detail={detail} isPast={at !== undefined} task={task} onOpen={onOpen} />;
}

function Drawn({ spans, detail, isPast, task, onOpen }: {
  spans: readonly Span[];
  detail: RunDetail;
  isPast: boolean;
  task: string | undefined;
  onOpen: (task_id: string) => void;
}) {
  const isRunning = !isPast && (detail.outcome === "running" || detail.outcome === "waiting");
  const clock = useNow(isRunning ? 1000 : null);
  const end = isRunning ? clock : Date.parse(detail.last_at);
  const origin = Date.parse(detail.started_at);
  const lanes = useMemo(() => lanesOf(spans, end), [spans, end]);
  const descriptions = useMemo(() => new Map(detail.task_list.map((view) => [view.task_id, view.description])), [detail.task_list]);
  // Leaves space after now, or its line would be at the very edge.
  const zoomable = useRange(origin, Math.max(end + (isRunning ? 0.03 * (end - origin) : 0), origin + 100));
  const open = useCallback(({ span }: Bar) => span.task_id && onOpen(span.task_id), [onOpen]);

  return (
    <Card
      flush
      title="Timeline"
      actions={
        <>
          <IconButton icon="chevronLeft" label="Earlier" size="sm" disabled={zoomable.isWhole} onClick={() => zoomable.move(-0.5)} />
          <IconButton icon="chevronRight" label="Later" size="sm" disabled={zoomable.isWhole} onClick={() => zoomable.move(0.5)} />
          <IconButton icon="plus" label="Zoom in" size="sm" onClick={() => zoomable.zoom(1.6)} />
          <IconButton icon="minus" label="Zoom out" size="sm" disabled={zoomable.isWhole} onClick={() => zoomable.zoom(1 / 1.6)} />
          <IconButton icon="fit" label="Show the whole run" size="sm" disabled={zoomable.isWhole} onClick={zoomable.reset} />
        </>
      }
    >
      <Legend spans={spans} />
      <Chart
        lanes={lanes}
        origin={origin}
        now={isRunning ? clock : null}
        zoomable={zoomable}
        selected={task}
        descriptions={descriptions}
        onOpen={open}
      />
    </Card>
  );
}

function Legend({ spans }: { spans: readonly Span[] }) {
  const kinds = (Object.keys(KINDS) as Span["kind"][]).filter((kind) => spans.some((span) => span.kind === kind));
  return (
    <ul className={styles.legend} aria-label="Colours">
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={cx(styles.swatch, styles[kind])} aria-hidden />
          {KINDS[kind]}
        </li>
      ))}
      <li>
        <span className={cx(styles.swatch, styles.wrong)} aria-hidden>✕</span>
        Rejected or failed
      </li>
      <li className={styles.hint}>Drag over the time axis to zoom in</li>
    </ul>
  );
}
