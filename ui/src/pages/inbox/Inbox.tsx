import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Approval, ApprovalAnswer } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { Segments } from "@/components/Segments";
import { useCanAct, useMe } from "@/shell/Session";
import { useIsWide } from "@/shell/useIsWide";
import { NOTHING_WRITTEN, type Writing } from "./Actions";
import { ApprovalList } from "./ApprovalList";
import { Detail } from "./Detail";
import { FILTERS, neighbour, type InboxFilter } from "./looks";
import { useAnswers, withSent } from "./useAnswers";
import { useInbox } from "./useInbox";
import { useInboxKeys } from "./useInboxKeys";
import styles from "./Inbox.module.css";

export function Inbox() {
  const isWide = useIsWide();
  const inbox = useInbox(isWide);
  const { approvals, list, shown, filter } = inbox;
  const count = filter === "open" && approvals ? approvals.length : 0;

  return (
    <Page
      title={count > 0 ? `Inbox (${count})` : "Inbox"}
      heading={<h1>Inbox</h1>}
      actions={<Segments label="Show" options={FILTERS} value={filter} onChange={inbox.setFilter} />}
    >
      {list.error && !approvals ? (
        <ErrorState error={list.error} title="Could not load the inbox" onRetry={() => void list.refetch()} />
      ) : !approvals ? (
        <Card>
          <Skeleton lines={6} height={18} />
        </Card>
      ) : approvals.length === 0 && shown === undefined ? (
        <Card>
          <Nothing filter={filter} />
        </Card>
      ) : (
        <Panes inbox={inbox} approvals={approvals} isWide={isWide} />
      )}
    </Page>
  );
}

function Panes({ inbox, approvals, isWide }: { inbox: ReturnType<typeof useInbox>; approvals: Approval[]; isWide: boolean }) {
  const { shown, current, show, list, filter, question } = inbox;
  const me = useMe().subject;
  const canAct = useCanAct();
  const { sent, give } = useAnswers();
  const [writings, setWritings] = useState<Record<string, Writing>>({});
  const elements = { list: useRef<HTMLUListElement>(null), heading: useRef<HTMLHeadingElement>(null), approve: useRef<HTMLButtonElement>(null) };
  const focusDetail = useFocusWhenShown(elements.heading, current?.question_id);

  const write = (questionId: string, change: Partial<Writing>) =>
    setWritings((current) => ({ ...current, [questionId]: { ...NOTHING_WRITTEN, ...current[questionId], ...change } }));

  const answer = async (approval: Approval, given: ApprovalAnswer) => {
    const next = approvals.find(({ question_id, state }) => question_id !== approval.question_id && state === "open" && !sent[question_id]);
    const isRecorded = await give(approval, given);
    if (!isRecorded) return;
    // Continues with the next open question; on a phone, returns to the list.
    if (filter === "open") show(isWide ? next?.question_id : undefined);
    if (next && isWide) focusDetail(next.question_id);
  };

  const isActable = canAct && current?.state === "open" && (!sent[current.question_id] || sent[current.question_id]?.problem !== undefined);
  useInboxKeys({
    move: (by) => {
      const next = neighbour(approvals, shown, by);
      if (!next) return;
      show(next.question_id);
      elements.list.current?.querySelector<HTMLElement>(`[data-question="${CSS.escape(next.question_id)}"]`)?.focus();
    },
    approve: () => {
      if (!current || !isActable || current.kind === "question") return;
      // High risk takes two keys: this one focuses the button, Enter presses it.
      if (current.risk === "high") elements.approve.current?.focus();
      else void answer(current, { decision: "approve" });
    },
    reject: () => current && isActable && current.kind !== "question" && write(current.question_id, { mode: "reject" }),
    edit: () => current && isActable && current.draft !== null && current.kind !== "question" && write(current.question_id, { mode: "edit" }),
  });

  return (
    <div className={styles.panes}>
      {(isWide || shown === undefined) && (
        <div className={styles.side}>
          <Card flush className={styles.list}>
            {approvals.length > 0 ? (
              <ApprovalList
                list={elements.list}
                approvals={approvals.map((approval) => withSent(approval, sent[approval.question_id], me))}
                shown={shown}
                hrefOf={inbox.hrefOf}
                onOpen={(id) => (id === current?.question_id ? elements.heading.current?.focus() : focusDetail(id))}
              />
            ) : (
              <Nothing filter={filter} />
            )}
            {list.hasNextPage && (
              <p className={styles.more}>
                <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  Show more
                </Button>
              </p>
            )}
          </Card>
          {isWide && canAct && <KeyHelp />}
        </div>
      )}
      {shown !== undefined && (
        <Card flush className={styles.detail}>
          {current ? (
            <Detail
              key={current.question_id}
              approval={withSent(current, sent[current.question_id], me)}
              sent={sent[current.question_id]}
              writing={writings[current.question_id] ?? NOTHING_WRITTEN}
              onWrite={(change) => write(current.question_id, change)}
              onAnswer={(given) => void answer(current, given)}
              onBack={isWide ? undefined : () => show(undefined)}
              heading={elements.heading}
              approve={elements.approve}
            />
          ) : question.error ? (
            <ErrorState error={question.error} title="Could not load the question" onRetry={() => void question.refetch()} />
          ) : (
            <Skeleton lines={6} className={styles.loading} />
          )}
        </Card>
      )}
    </div>
  );
}

/** Moves focus to a question's title once it is shown. */
function useFocusWhenShown(heading: React.RefObject<HTMLElement | null>, shown: string | undefined) {
  const target = useRef<string | null>(null);
  useEffect(() => {
    if (target.current === null || target.current !== shown) return;
    target.current = null;
    heading.current?.focus();
  }, [heading, shown]);
  return (questionId: string) => {
    target.current = questionId;
  };
}

const EMPTY: Record<InboxFilter, { title: string; text: ReactNode }> = {
  open: { title: "Nothing is waiting for you", text: "Plans, actions and results that need your approval, and agents' questions, appear here." },
  answered: { title: "No answers yet", text: "Decisions by you and others are kept here." },
  all: { title: "No questions yet", text: "Choose in Settings what runs ask you about: plans, effects or results." },
};

function Nothing({ filter }: { filter: InboxFilter }) {
  return (
    <EmptyState icon="inbox" title={EMPTY[filter].title}>
      {EMPTY[filter].text}
    </EmptyState>
  );
}

const KEYS = [["j", "k", "move"], ["a", "approve"], ["r", "reject"], ["e", "edit"], ["Enter", "open"]] as const;

function KeyHelp() {
  return (
    <p className={styles.keys}>
      {KEYS.map((keys) => (
        <span key={keys[0]}>
          {keys.slice(0, -1).map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}{" "}
          {keys.at(-1)}
        </span>
      ))}
    </p>
  );
}
