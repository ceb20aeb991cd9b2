import { useEffect, useRef } from "react";
import { useGetConversationQuery } from "@/api/api";
import { useLiveEvents, useWatch } from "@/api/useLive";
import type { Message } from "@/api/types";
import { Button } from "@/components/Button";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { Spinner } from "@/components/Spinner";
import { useCanAct } from "@/shell/Session";
import { useIsWide } from "@/shell/useIsWide";
import { useAppSelector } from "@/store";
import { textOf } from "@/text/message";
import { Bubble, Mine, Theirs } from "./Bubble";
import { Composer, type Draft } from "./Composer";
import { threadOf, writtenNow, type Pending } from "./thread";
import type { Sending } from "./useSending";
import { useStickToEnd } from "./useStickToEnd";
import styles from "./Thread.module.css";

const NO_MESSAGES: Message[] = [];

/** A conversation with its composer. */
export function Thread({ id, agent, sending, draft, onDraft }: {
  id: string;
  agent: string;
  sending: Sending;
  draft: Draft;
  onDraft: (draft: Draft) => void;
}) {
  const { data, error, refetch } = useGetConversationQuery(id);
  const canAct = useCanAct();
  const isWide = useIsWide();
  const field = useRef<HTMLTextAreaElement>(null);
  const pending = sending.pending[id];
  const messages = data?.messages ?? NO_MESSAGES;
  useWatch(id, 0);
  useNewMessages(id, messages.length, () => void refetch());
  useEffect(() => {
    // On a phone, focus would open the keyboard over the messages.
    if (isWide) field.current?.focus();
  }, [isWide]);

  const send = ({ text, asRun }: Draft) => void sending.send(id, text.trim(), asRun, messages.length);
  const isAnswering = pending !== undefined && !pending.problem;

  return (
    <div className={styles.thread}>
      {error && !data ? (
        <div className={styles.log}>
          <ErrorState error={error} title="Could not load the conversation" onRetry={() => void refetch()} />
        </div>
      ) : !data ? (
        <div className={styles.log}>
          <Skeleton lines={6} />
        </div>
      ) : (
        <Log
          id={id}
          agent={agent}
          messages={messages}
          pending={pending}
          onAgain={canAct ? (text, asRun) => send({ text, asRun }) : undefined}
          onEdit={(text, asRun) => {
            sending.drop(id);
            onDraft({ text, asRun });
            field.current?.focus();
          }}
        />
      )}
      {canAct ? (
        <Composer
          field={field}
          to={agent}
          draft={draft}
          onChange={onDraft}
          busy={isAnswering}
          onSend={() => {
            send(draft);
            onDraft({ text: "", asRun: false });
          }}
        />
      ) : (
        <p className={styles.readOnly}>Your role is read-only and can't write here.</p>
      )}
    </div>
  );
}

function Log({ id, agent, messages, pending, onAgain, onEdit }: {
  id: string;
  agent: string;
  messages: Message[];
  pending: Pending | undefined;
  onAgain: ((text: string, asRun: boolean) => void) | undefined;
  onEdit: (text: string, asRun: boolean) => void;
}) {
  const thread = threadOf(messages, pending);
  const written = useAppSelector((state) => writtenNow(state.live.texts, id, pending?.sentAt));
  const isAnswering = (pending !== undefined && !pending.problem) || (thread.isUnanswered && written !== undefined);
  const log = useStickToEnd(`${messages.length} ${written?.characters ?? 0} ${thread.unrecorded} ${pending?.problem?.detail}`);
  const lastMessage = messages.at(-1);

  return (
    <div ref={log} className={styles.log} tabIndex={0} role="region" aria-label={`Conversation with ${agent}`}>
      {messages.length === 0 && !pending && (
        <EmptyState icon="chat" title={`Conversation with ${agent}`}>
          Ask something, or delegate work with “Make it a run”.
        </EmptyState>
      )}
      <div role="log" aria-live="polite" aria-relevant="additions" className={styles.messages}>
        {thread.messages.map((message) => (
          <Bubble key={message.message_id} message={message} />
        ))}
      </div>
      {thread.unrecorded !== null && <Mine text={thread.unrecorded} />}
      {/* Screen readers announce the complete answer; its pieces would be unintelligible. */}
      {isAnswering && <Answering agent={agent} text={written?.text ?? ""} asRun={pending?.asRun ?? false} />}
      <p role="status" className="sr-only">
        {isAnswering && `${agent} is writing`}
      </p>
      <div role="alert">
        {pending?.problem && onAgain && (
          <Failed
            text={pending.problem.detail}
            onAgain={() => onAgain(pending.text, pending.asRun)}
            onEdit={() => onEdit(pending.text, pending.asRun)}
          />
        )}
      </div>
      {thread.isUnanswered && !isAnswering && lastMessage && onAgain && (
        <Failed text="This message has no answer yet." onAgain={() => onAgain(textOf(lastMessage), false)} onEdit={() => onEdit(textOf(lastMessage), false)} />
      )}
    </div>
  );
}

function Answering({ agent, text, asRun }: { agent: string; text: string; asRun: boolean }) {
  if (asRun) {
    return (
      <p className={styles.starting}>
        <Spinner size={14} /> Starting the run…
      </p>
    );
  }
  return (
    <Theirs name={agent}>
      {text ? (
        <p className={styles.written}>
          {text}
          <span className={styles.caret} aria-hidden />
        </p>
      ) : (
        <p className={styles.starting}>
          <Spinner size={14} /> Thinking…
        </p>
      )}
    </Theirs>
  );
}

function Failed({ text, onAgain, onEdit }: { text: string; onAgain: () => void; onEdit: () => void }) {
  return (
    <div className={styles.failed}>
      <p>
        <Icon name="warning" size={14} /> {text}
      </p>
      <Button size="sm" icon="refresh" onClick={onAgain}>
        Try again
      </Button>
      <Button size="sm" variant="ghost" icon="edit" onClick={onEdit}>
        Edit
      </Button>
    </div>
  );
}

/** Messages can come from another window, and an answer can arrive after a reload. */
function useNewMessages(id: string, known: number, refetch: () => void) {
  const posted = useLiveEvents(id).filter(({ type }) => type === "MessagePosted").length;
  const latest = useRef(refetch);
  latest.current = refetch;
  useEffect(() => {
    if (known > 0 && posted > known) latest.current();
    // Not on `known`, which the refetch changes.
  }, [posted]);
}
