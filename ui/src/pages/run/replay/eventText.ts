/** An event as one line of text. */
import type { Stamped } from "@/api/types";
import { formatDuration, plural } from "@/text/format";

export function eventText({ type, event }: Stamped): string {
  switch (type) {
    case "GoalAccepted":
      return "Goal accepted";
    case "ExperienceTaken":
      return `Experience taken from ${plural(attempts(event.learned.tasks), "earlier attempt")}${andPassports(event.learned.aptitudes)}`;
    case "ForecastMade":
      return `Forecast made: about ${plural(event.forecast.calls, "call")}, ${formatDuration(event.forecast.seconds)}`;
    case "PlanMade":
      return `Plan made: ${plural(event.plan.tasks.length, "task")}`;
    case "PlanFailed":
      return `Planning failed: ${event.reason}`;
    case "BidAnswered":
      return event.offer
        ? `${event.agent} bids for ${event.task_id}: ${event.offer.reason}`
        : `${event.agent} does not bid for ${event.task_id}: ${event.declined || event.fault}`;
    case "BidsReceived":
      return `${plural(event.bids.length, "bid")} for ${event.task_id}`;
    case "Awarded":
      return `${event.award.task_id} awarded to ${event.award.agent}${event.award.way ? ` by ${event.award.way}` : ""}`;
    case "NoBids":
      return `No bids for ${event.task_id}`;
    case "CallAnswered":
      return `${event.name} ${event.ok === false ? "failed for" : "answered"} ${event.attempt_id}`;
    case "TryFailed":
      return `Try ${event.number} of ${event.name} failed for ${event.attempt_id}: ${event.reason}`;
    case "EffectIntended":
      return `${event.attempt_id} is about to call ${event.tool}`;
    case "EffectDoubtful":
      return `${event.tool} may or may not have happened`;
    case "EffectSettled":
      return `A person confirmed that call ${event.ordinal} of ${event.attempt_id} ${event.verdict === "done" ? "happened" : "did not happen"}`;
    case "StructureMended":
      return `Answer format of ${event.attempt_id}: ${event.step.replace("_", " ")}`;
    case "PromptCompacted":
      return `A prompt of ${event.attempt_id} was compacted`;
    case "ConversationHandedOver":
      return `A conversation of ${event.attempt_id} outgrew its window; a fresh one took over`;
    case "AnswerHeld":
      return `${event.attempt_id} has an answer and works on`;
    case "Executed":
      return event.outcome.cut ? `${event.attempt_id} was cut short with the answer it had: ${event.outcome.cut}` : `${event.attempt_id} submitted its work`;
    case "AttemptFailed":
      return `${event.attempt_id} failed: ${event.reason}`;
    case "Accepted":
      return `${event.attempt_id} accepted`;
    case "Corroborated":
      return `${event.attempt_id} corroborated`;
    case "Rejected":
      return `${event.attempt_id} rejected`;
    case "LeftUnproven":
      return `${event.attempt_id} left unproven`;
    case "DeadLettered":
      return `${event.task_id} given up: ${event.reason}`;
    case "TimerFired":
      return `Timer ${event.timer_id} fired`;
    case "LimitReached":
      return `Limit reached: ${event.limit}`;
    case "StageEntered":
      return `Near a limit: ${event.says}`;
    case "Economised":
      return `Left out to keep a limit: ${event.says}`;
    case "ResultRejected":
      return `The result failed its checks; ${plural(event.task_ids.length, "task")} reopened`;
    case "RunResumed":
      return `Run resumed after ${formatDuration(event.down_s)}`;
    case "CancelRequested":
      return `${event.by} requested cancellation`;
    case "Asked":
      return `Waiting for a person: ${event.question.title}`;
    case "Answered":
      return `${event.answer.by || "A person"} answered: ${event.answer.decision}`;
    case "TaskReopened":
      return `${event.by} reopened ${event.task_ids.join(", ")}`;
    case "RunForked":
      return `Forked from event ${event.seq} of another run`;
    case "MessagePosted":
      return "Message posted";
    case "GoalReached":
      return `Goal reached: ${event.result.verdict}`;
    case "GoalFailed":
      return `Run failed: ${event.reason}`;
    case "GoalCancelled":
      return "Run cancelled";
    case "SessionOpened":
      return "Conversation started";
  }
}

function andPassports(aptitudes: object | undefined): string {
  const count = Object.keys(aptitudes ?? {}).length;
  return count > 0 ? ` and ${plural(count, "passport")}` : "";
}

function attempts(tasks: Extract<Stamped, { type: "ExperienceTaken" }>["event"]["learned"]["tasks"]): number {
  return Object.values(tasks ?? {}).reduce((sum, costs) => sum + (costs.attempts ?? 0), 0);
}
