/** What an event says, in one line. */
import type { Stamped } from "@/api/types";
import { formatDuration, plural } from "@/text/format";

export function eventText({ type, event }: Stamped): string {
  switch (type) {
    case "GoalAccepted":
      return "The goal was taken in";
    case "PlanMade":
      return `The plan was made: ${plural(event.plan.tasks.length, "task")}`;
    case "PlanFailed":
      return `No plan came: ${event.reason}`;
    case "BidsReceived":
      return `${plural(event.bids.length, "bid")} for ${event.task_id}`;
    case "Awarded":
      return `${event.award.task_id} was awarded to ${event.award.agent}`;
    case "NoBids":
      return `Nobody bid for ${event.task_id}`;
    case "CallAnswered":
      return `${event.name} answered ${event.attempt_id}${event.ok === false ? ": it failed" : ""}`;
    case "EffectIntended":
      return `${event.attempt_id} is about to run ${event.tool}`;
    case "EffectDoubtful":
      return `${event.tool} may or may not have happened`;
    case "EffectSettled":
      return `A person said that call ${event.ordinal} of ${event.attempt_id} ${event.verdict === "done" ? "happened" : "did not happen"}`;
    case "StructureMended":
      return `An answer's form was mended for ${event.attempt_id}`;
    case "PromptCompacted":
      return `A prompt of ${event.attempt_id} was shortened`;
    case "Executed":
      return `${event.attempt_id} was handed in`;
    case "AttemptFailed":
      return `${event.attempt_id} failed: ${event.reason}`;
    case "Accepted":
      return `${event.attempt_id} was accepted`;
    case "Rejected":
      return `${event.attempt_id} was rejected`;
    case "LeftUnproven":
      return `${event.attempt_id} was left unproven`;
    case "DeadLettered":
      return `${event.task_id} was given up: ${event.reason}`;
    case "TimerFired":
      return `The timer ${event.timer_id} fired`;
    case "LimitReached":
      return `The limit of ${event.limit} was reached`;
    case "ResultRejected":
      return `The result failed its checks; ${plural(event.task_ids.length, "task")} opened again`;
    case "RunResumed":
      return `The run was resumed after ${formatDuration(event.down_s)}`;
    case "CancelRequested":
      return `${event.by} asked to cancel`;
    case "Asked":
      return `A person is asked: ${event.question.title}`;
    case "Answered":
      return `${event.answer.by || "A person"} answered: ${event.answer.decision}`;
    case "TaskReopened":
      return `${event.by} had ${event.task_ids.join(", ")} opened again`;
    case "RunForked":
      return `Forked from event ${event.seq} of another run`;
    case "MessagePosted":
      return "A message was posted";
    case "GoalReached":
      return `The goal was reached: ${event.result.verdict}`;
    case "GoalFailed":
      return `The run failed: ${event.reason}`;
    case "GoalCancelled":
      return "The run was cancelled";
    case "SessionOpened":
      return "A conversation began";
  }
}
