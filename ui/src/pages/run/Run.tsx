import { useCallback } from "react";
import { useParams } from "react-router";
import { useGetEventsInfiniteQuery } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { RunDetail } from "@/api/types";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { ButtonLink } from "@/components/Button";
import { Skeleton } from "@/components/Skeleton";
import { cx } from "@/cx";
import { Banners } from "./banners/Banners";
import { CallDialog } from "./call/CallDialog";
import { RunActions } from "./header/RunActions";
import { RunHeading, RunTitle } from "./header/RunHeader";
import { type Go, type Place, type TabId, usePlace } from "./place";
import { eventText } from "./replay/eventText";
import { ReplayBar } from "./replay/ReplayBar";
import { useMarks } from "./replay/useMarks";
import { useReplay } from "./replay/useReplay";
import { RunTabs } from "./RunTabs";
import { TaskPanel } from "./task/TaskPanel";
import { useRun, type RunAtTime } from "./useRun";
import styles from "./Run.module.css";

export function Run() {
  const { runId = "" } = useParams();
  const [place, go] = usePlace();
  const run = useRun(runId, place.at);
  if (run.now && run.shown) {
    // Keyed by run, so that no state carries over to another run.
    return <Loaded key={runId} run={run} now={run.now} shown={run.shown} place={place} go={go} />;
  }
  return (
    <Page title="Run" width="full">
      {run.error ? <Failed error={run.error} onRetry={run.refetch} /> : <Loading />}
    </Page>
  );
}

function Loaded({ run, now, shown, place, go }: {
  run: RunAtTime;
  now: RunDetail;
  shown: RunDetail;
  place: Place;
  go: Go;
}) {
  const { at, task: taskId } = place;
  const runId = now.run_id;
  const marks = useMarks(runId);
  const event = useEventText(runId, at);
  const replay = useReplay({ at, last: now.last_seq, isFetching: run.isFetching, go });
  const task = taskId === undefined ? undefined : shown.task_list.find(({ task_id }) => task_id === taskId);
  const tab = place.tab ?? defaultTab(now, at);
  const open = useCallback(
    (id: string) => go({ task: id, call: undefined, part: undefined, tab }, { push: true }),
    [go, tab],
  );

  return (
    <div className={cx(styles.run, task && styles.besidePanel)}>
      <Page
        title={shown.goal.slice(0, 60)}
        width="full"
        heading={<RunHeading detail={now} />}
        actions={<RunActions now={now} at={at} />}
      >
        <RunTitle detail={shown} isPast={at !== undefined} />
        <Banners now={now} shown={shown} at={at} event={event} onNow={replay.toNow} />
        {at !== undefined && run.error ? (
          <ErrorState error={run.error} title={`Could not load the state at event ${at}`} onRetry={run.refetch} />
        ) : (
          <RunTabs runId={runId} detail={shown} tab={tab} place={place} go={go} onOpen={open} />
        )}
        <ReplayBar
          replay={replay}
          last={now.last_seq}
          isNow={at === undefined}
          isLive={now.outcome === "running" || now.outcome === "waiting"}
          isFetching={run.isFetching}
          marks={marks}
          text={event}
        />
      </Page>
      {task && <TaskPanel runId={runId} detail={shown} view={task} place={place} go={go} />}
      {place.call !== undefined && <CallDialog runId={runId} number={place.call} onClose={() => go({ call: undefined })} />}
    </div>
  );
}

/** A finished run opens at its result. */
function defaultTab(now: RunDetail, at: number | undefined): TabId {
  return now.ended_at !== null && at === undefined ? "result" : "graph";
}

function useEventText(runId: string, at: number | undefined): string | undefined {
  const { currentData } = useGetEventsInfiniteQuery({ run_id: runId, after: (at ?? 1) - 1, limit: 1 }, { skip: at === undefined });
  const event = at === undefined ? undefined : currentData?.pages[0]?.items[0];
  return event && eventText(event);
}

function Loading() {
  return (
    <div className="stack" role="status" aria-label="Loading the run">
      <Skeleton lines={2} height={20} width="70%" />
      <Skeleton height={36} />
      <Skeleton height={420} />
    </div>
  );
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (problemOf(error).status !== 404) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <EmptyState icon="search" title="Run not found" action={<ButtonLink to="/runs">All runs</ButtonLink>}>
      {problemOf(error).detail}
    </EmptyState>
  );
}
