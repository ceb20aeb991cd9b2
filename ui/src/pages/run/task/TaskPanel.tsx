import { useMemo } from "react";
import { useGetTaskQuery } from "@/api/api";
import type { RunDetail, TaskDetail, TaskView } from "@/api/types";
import { TaskBadge } from "@/components/Badge";
import { ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { type Tab, TabPanel, Tabs } from "@/components/Tabs";
import { Duration } from "@/components/Time";
import { Rate } from "../graph/TaskNode";
import { taskAsOf } from "../past";
import type { Go, PartId, Place } from "../place";
import { surroundingsOf, taskPhase } from "../taskPhase";
import { AnswerPart } from "./AnswerPart";
import { AttemptsPart } from "./AttemptsPart";
import { BidsPart } from "./BidsPart";
import { ChecksPart } from "./ChecksPart";
import { CostPart } from "./CostPart";
import { Drawer } from "./Drawer";
import { FilesPart } from "./FilesPart";
import { RetryButton } from "./RetryButton";
import { ReworkPart } from "./ReworkPart";
import { ToolsPart } from "./ToolsPart";
import styles from "./TaskPanel.module.css";

interface PanelProps {
  runId: string;
  /** As of the event that is shown. */
  detail: RunDetail;
  view: TaskView;
  place: Place;
  go: Go;
}

/** Everything about one task. */
export function TaskPanel(props: PanelProps) {
  const { runId, detail, view, place, go } = props;
  const { currentData, error, refetch } = useGetTaskQuery({ run_id: runId, task_id: view.task_id });
  const task = useMemo(
    () => currentData && (place.at === undefined ? currentData : taskAsOf(currentData, view, detail.last_at)),
    [currentData, view, detail.last_at, place.at],
  );
  const close = () => go({ task: undefined, part: undefined, call: undefined });

  return (
    <Drawer
      name={view.task_id}
      title={
        <>
          <span className={styles.id}>{view.task_id}</span> {view.description}
        </>
      }
      subtitle={<Facts view={view} phase={taskPhase(view, surroundingsOf(detail))} isLive={place.at === undefined} />}
      actions={place.at === undefined && <RetryButton runId={runId} view={view} isRunOver={detail.ended_at !== null} />}
      onClose={close}
    >
      {task ? (
        <Parts {...props} task={task} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={8} height={16} className={styles.loading} />
      )}
    </Drawer>
  );
}

function Facts({ view, phase, isLive }: { view: TaskView; phase: string; isLive: boolean }) {
  return (
    <div className={styles.facts}>
      <TaskBadge status={view.status} />
      {isLive && view.status === "working" && <Rate attemptId={view.attempt_id} />}
      <span>{phase}</span>
      {view.agent && (
        <span className={styles.fact}>
          <Icon name="agents" size={14} label="Agent" />
          {view.agent}
        </span>
      )}
      {view.llm && (
        <span className={styles.fact}>
          <Icon name="models" size={14} label="Model" />
          {view.llm}
        </span>
      )}
      {view.started_at && (isLive || view.ended_at) && <Duration from={view.started_at} to={view.ended_at} />}
    </div>
  );
}

function Parts({ task, place, go, runId, detail }: PanelProps & { task: TaskDetail }) {
  const part = place.part ?? (task.status === "waiting" || task.status === "announced" ? "checks" : "answer");
  const showCall = (call: number) => go({ call });
  return (
    <>
      <div className={styles.tabs}>
        <Tabs name="task" label="Task details" tabs={partsOf(task)} value={part} onChange={(id) => go({ part: id })} />
      </div>
      <TabPanel name="task" id={part} className={styles.part}>
        {part === "answer" && <AnswerPart task={task} isLive={place.at === undefined} />}
        {part === "attempts" && <AttemptsPart task={task} onCall={showCall} />}
        {part === "tools" && <ToolsPart runId={runId} task={task} onCall={showCall} />}
        {part === "checks" && <ChecksPart task={task} />}
        {part === "bids" && <BidsPart task={task} />}
        {part === "rework" && <ReworkPart task={task} />}
        {part === "files" && <FilesPart task={task} />}
        {part === "cost" && <CostPart task={task} run={detail} />}
      </TabPanel>
    </>
  );
}

function partsOf(task: TaskDetail): Tab<PartId>[] {
  const attempts = task.attempt_list;
  const tools = attempts.flatMap((attempt) => attempt.calls).filter((call) => call.kind === "tool").length;
  const some = (count: number) => (count > 0 ? { count } : {});
  return [
    { id: "answer", label: "Answer" },
    { id: "attempts", label: "Attempts", ...some(attempts.length) },
    { id: "tools", label: "Tools", ...some(tools) },
    { id: "checks", label: "Checks", ...some(task.success_criteria.length) },
    { id: "bids", label: "Bids", ...some(task.auctions.at(-1)?.bids.length ?? 0) },
    { id: "rework", label: "Rework", ...some(attempts.filter(({ review, fault }) => fault || review?.verdict === "rejected").length) },
    { id: "files", label: "Files", ...some(attempts.at(-1)?.files.length ?? 0) },
    { id: "cost", label: "Cost" },
  ];
}
