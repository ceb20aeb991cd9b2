import { memo } from "react";
import type { Message } from "@/api/types";
import { CopyButton } from "@/components/CopyButton";
import { Icon } from "@/components/Icon";
import { Markdown } from "@/components/Markdown";
import { Time } from "@/components/Time";
import { cx } from "@/cx";
import { formatDuration, formatTokens } from "@/text/format";
import { Avatar } from "@/components/Avatar";
import { textOf } from "@/text/message";
import { RunLine } from "./RunLine";
import { isByPerson, isCutOff, measured, runOf } from "./thread";
import styles from "./Bubble.module.css";

/** A message: a person's on the right, an agent's on the left. */
export const Bubble = memo(function Bubble({ message }: { message: Message }) {
  const runId = runOf(message);
  if (runId !== null) {
    return (
      <article className={styles.note} aria-label="Run">
        <span className={styles.noteText}>
          <Icon name="runs" size={14} /> This started a run
        </span>
        <RunLine runId={runId} />
      </article>
    );
  }
  if (isByPerson(message)) return <Mine text={textOf(message)} at={message.timestamp} />;
  return (
    <Theirs name={message.sender.agent_id}>
      <Markdown text={textOf(message)} />
      {isCutOff(message) && (
        <p className={styles.cut}>
          <Icon name="warning" size={14} /> The answer was cut off at the length limit.
        </p>
      )}
      <p className={styles.foot}>
        <Time at={message.timestamp} />
        <Took message={message} />
        <CopyButton text={textOf(message)} label="Copy the answer" />
      </p>
    </Theirs>
  );
});

export function Mine({ text, at }: { text: string; at?: string }) {
  return (
    <article className={styles.mine} aria-label="You">
      <p className={styles.words}>{text}</p>
      {at && <Time at={at} className={styles.time} />}
    </article>
  );
}

export function Theirs({ name, children, className }: { name: string; children: React.ReactNode; className?: string }) {
  return (
    <article className={cx(styles.theirs, className)} aria-label={name}>
      <Avatar name={name} kind="agent" />
      <div className={styles.body}>
        <p className={styles.name}>{name}</p>
        {children}
      </div>
    </article>
  );
}

function Took({ message }: { message: Message }) {
  const { tokens, seconds } = measured(message);
  const facts = [message.sender.model, tokens !== null && `${formatTokens(tokens)} tokens`, seconds !== null && formatDuration(seconds)];
  return <span className={styles.took}>{facts.filter(Boolean).join(" · ")}</span>;
}
