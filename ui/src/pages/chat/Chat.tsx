import { useState } from "react";
import { Link, useParams } from "react-router";
import { useGetConversationQuery, useGetConversationsInfiniteQuery } from "@/api/api";
import { ButtonLink } from "@/components/Button";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { useCanAct } from "@/shell/Session";
import { useIsWide } from "@/shell/useIsWide";
import { EMPTY, type Draft } from "./Composer";
import { ConversationList } from "./ConversationList";
import { NewConversation } from "./NewConversation";
import { Thread } from "./Thread";
import { useSending, type Sending } from "./useSending";
import styles from "./Chat.module.css";

const NEW = "new";

/** Conversations with agents: a list and a thread; on a phone, one at a time. */
export function Chat() {
  const { id } = useParams();
  const isWide = useIsWide();
  const canAct = useCanAct();
  const sending = useSending();
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const shown = id ?? (isWide ? NEW : undefined);
  const { title, agent } = useWho(shown === NEW ? undefined : shown);

  const draft = drafts[shown ?? ""] ?? EMPTY;
  const onDraft = (next: Draft) => setDrafts((current) => ({ ...current, [shown ?? ""]: next }));
  const heading = shown === undefined ? "Conversations" : shown === NEW ? "New conversation" : title;

  return (
    <Page
      title={heading === "Conversations" ? heading : `${heading} · Conversations`}
      width="full"
      heading={<Heading text={heading} agent={shown === NEW ? "" : agent} showBack={!isWide && shown !== undefined} />}
      actions={
        // On a phone the title needs the space; the list has the button.
        canAct && shown !== NEW && (isWide || shown === undefined) && (
          <ButtonLink to="/chat/new" icon="plus">
            New conversation
          </ButtonLink>
        )
      }
    >
      <div className={styles.panes}>
        {(isWide || shown === undefined) && (
          <div className={styles.list}>
            <Conversations shown={shown} sending={sending.pending} canAct={canAct} />
          </div>
        )}
        {shown !== undefined && (
          <div className={styles.thread}>
            {shown === NEW ? (
              <NewConversation sending={sending} draft={draft} onDraft={onDraft} />
            ) : (
              <Thread key={shown} id={shown} agent={agent} sending={sending} draft={draft} onDraft={onDraft} />
            )}
          </div>
        )}
      </div>
    </Page>
  );
}

function Heading({ text, agent, showBack }: { text: string; agent: string; showBack: boolean }) {
  return (
    <div className={styles.heading}>
      {showBack && (
        <Link to="/chat" className={styles.back} aria-label="All conversations">
          <Icon name="chevronLeft" />
        </Link>
      )}
      <div className={styles.titles}>
        <h1 title={text}>{text}</h1>
        {agent && <p>with {agent}</p>}
      </div>
    </div>
  );
}

function Conversations({ shown, sending, canAct }: {
  shown: string | undefined;
  sending: Sending["pending"];
  canAct: boolean;
}) {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useGetConversationsInfiniteQuery();
  const conversations = data?.pages.flatMap((page) => page.items);
  if (error && !conversations) return <ErrorState error={error} title="Could not load the conversations" onRetry={() => void refetch()} />;
  if (!conversations) return <Skeleton lines={5} height={18} className={styles.loading} />;
  if (conversations.length === 0) {
    return (
      <EmptyState icon="chat" title="No conversations yet">
        {canAct ? "Talk to an agent. Your conversations are kept here." : "Nobody has talked to an agent yet."}
      </EmptyState>
    );
  }
  return (
    <ConversationList
      conversations={conversations}
      shown={shown}
      sending={sending}
      more={hasNextPage ? () => void fetchNextPage() : undefined}
      isLoadingMore={isFetchingNextPage}
    />
  );
}

/** From the list, which has the title; otherwise from the conversation, such as for a direct link. */
function useWho(id: string | undefined): { title: string; agent: string } {
  const { data: list } = useGetConversationsInfiniteQuery();
  const { currentData: conversation } = useGetConversationQuery(id ?? "", { skip: id === undefined });
  if (id === undefined) return { title: "", agent: "" };
  const summary = list?.pages.flatMap((page) => page.items).find(({ conversation_id }) => conversation_id === id);
  const participants = (conversation?.participants ?? []) as { agent_id?: string; role?: string }[];
  const agent = summary?.agent ?? participants.find(({ role }) => role === "agent")?.agent_id ?? "the agent";
  const first = conversation?.messages[0]?.content.payload.text;
  return { title: summary?.title || first || `Conversation with ${agent}`, agent };
}
