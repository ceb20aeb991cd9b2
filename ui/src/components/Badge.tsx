import type { ReactNode } from "react";
import type { Approval, RunOutcome, TaskStatus, Verdict } from "@/api/types";
import { cx } from "@/cx";
import { Icon, type IconName } from "./Icon";
import { Spinner } from "./Spinner";
import styles from "./Badge.module.css";

export type Tone = "neutral" | "ok" | "warn" | "bad" | "accent";

export function Badge({ tone = "neutral", icon, children, className, title }: {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
  className?: string;
  title?: string;
}) {
  return (
    <span className={cx(styles.badge, styles[tone], className)} title={title}>
      {icon === "running" ? <Spinner size={14} /> : icon && <Icon name={icon} size={14} />}
      {children}
    </span>
  );
}

type State = RunOutcome | TaskStatus | Verdict | "doubtful" | "withdrawn";
interface Look {
  tone: Tone;
  icon: IconName;
  text: string;
}

const STATES: Record<State, Look> = {
  accepted: { tone: "ok", icon: "accepted", text: "Accepted" },
  corroborated: { tone: "ok", icon: "corroborated", text: "Corroborated" },
  unproven: { tone: "warn", icon: "unproven", text: "Unproven" },
  rejected: { tone: "bad", icon: "failed", text: "Rejected" },
  failed: { tone: "bad", icon: "failed", text: "Failed" },
  cancelled: { tone: "neutral", icon: "cancelled", text: "Cancelled" },
  running: { tone: "accent", icon: "running", text: "Running" },
  waiting: { tone: "warn", icon: "waiting", text: "Needs you" },
  interrupted: { tone: "neutral", icon: "interrupted", text: "Interrupted" },
  announced: { tone: "neutral", icon: "queued", text: "Announced" },
  working: { tone: "accent", icon: "running", text: "Working" },
  reviewing: { tone: "accent", icon: "search", text: "In review" },
  dead: { tone: "bad", icon: "failed", text: "Given up" },
  doubtful: { tone: "warn", icon: "warning", text: "Doubtful" },
  withdrawn: { tone: "neutral", icon: "cancelled", text: "Withdrawn" },
};

/** The state of a run or a question, or the verdict on an attempt. */
export function StatusBadge({ state, className }: { state: RunOutcome | Verdict | "doubtful" | "withdrawn"; className?: string }) {
  const { tone, icon, text } = STATES[state];
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {text}
    </Badge>
  );
}

/** The state of a task. A waiting task waits for other tasks, not for a person. */
export function TaskBadge({ status, className }: { status: TaskStatus; className?: string }) {
  const { tone, icon, text } = taskLook(status);
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {text}
    </Badge>
  );
}

/** For components that draw tasks themselves, such as the graph. */
export function taskLook(status: TaskStatus): Look {
  return status === "waiting" ? { tone: "neutral", icon: "queued", text: "Waiting" } : STATES[status];
}

export function outcomeText(outcome: RunOutcome): string {
  return STATES[outcome].text;
}

const RISKS: Record<Approval["risk"], Look> = {
  low: { tone: "neutral", icon: "info", text: "Low risk" },
  medium: { tone: "warn", icon: "warning", text: "Medium risk" },
  high: { tone: "bad", icon: "warning", text: "High risk" },
};

export function RiskBadge({ risk, className }: { risk: Approval["risk"]; className?: string }) {
  const { tone, icon, text } = RISKS[risk];
  return (
    <Badge tone={tone} icon={icon} className={className}>
      {text}
    </Badge>
  );
}
