import { memo, useState } from "react";
import type { Message } from "@/api/types";
import { Avatar } from "@/components/Avatar";
import { CodeBlock } from "@/components/CodeBlock";
import { Icon } from "@/components/Icon";
import { Markdown } from "@/components/Markdown";
import { cx } from "@/cx";
import { formatDateTime, formatTokens } from "@/text/format";
import { textOf } from "@/text/message";
import { offsetText } from "../offset";
import { extrasOf, isLong, recipientText, senderName, type Row } from "./rows";
import styles from "./MessageRow.module.css";

const KINDS: Record<Message["content"]["type"], string> = {
  task: "Task",
  query: "Question",
  response: "Answer",
  notification: "Note",
  error: "Error",
};

/** A message; the first one of a group shows the sender's name. */
export const MessageRow = memo(function MessageRow({ row: { message, startsGroup }, startedAt, onTask }: {
  row: Row;
  startedAt: number;
  /** Shows only this task's messages. */
  onTask: (task: string) => void;
}) {
  const name = senderName(message);
  const { task_id: task } = message.metadata;
  return (
    <article className={cx(styles.row, startsGroup && styles.first)} aria-label={`${name}, ${KINDS[message.content.type].toLowerCase()}`}>
      <span className={styles.side}>{startsGroup && <Avatar name={name} kind={avatarKind(message)} />}</span>
      <div className={styles.main}>
        {startsGroup && (
          <p className={styles.head}>
            <span className={styles.name}>{name}</span>
            <span className={styles.to}>{recipientText(message)}</span>
            {task && (
              <button type="button" className={styles.task} aria-label={`Only messages of ${task}`} onClick={() => onTask(task)}>
                {task}
              </button>
            )}
            <time dateTime={message.timestamp} title={formatDateTime(message.timestamp)} className={styles.time}>
              {offsetText(message.timestamp, startedAt)}
            </time>
          </p>
        )}
        <div className={cx(styles.said, message.content.type === "error" && styles.error)}>
          <span className={styles.kind}>{KINDS[message.content.type]}</span>
          <Words message={message} />
        </div>
      </div>
    </article>
  );
});

function Words({ message }: { message: Message }) {
  const text = textOf(message);
  const extras = extrasOf(message);
  const [open, setOpen] = useState(false);
  const long = isLong(text);
  const canOpen = long || extras !== null;
  // An agent's long texts are mostly Markdown; short ones need no renderer.
  const isMarkdown = long && message.sender.agent_type !== "orchestrator";
  return (
    <div className={styles.words}>
      <div className={cx(styles.text, long && !open && styles.clipped)}>
        {isMarkdown && open ? <Markdown text={text} /> : text || <span className={styles.to}>(no text)</span>}
      </div>
      {open && extras && <CodeBlock code={JSON.stringify(extras, null, 2)} language="json" label="Details" maxHeight={320} />}
      {canOpen && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
          {open ? "Show less" : long ? `Show all ${formatTokens(text.length)} characters` : "Details"}
        </button>
      )}
    </div>
  );
}

function avatarKind({ sender }: Message): "agent" | "orchestrator" | "human" {
  if (sender.agent_type === "human") return "human";
  return sender.agent_type === "orchestrator" ? "orchestrator" : "agent";
}
