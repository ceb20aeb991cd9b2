import { useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useGetAgentsQuery, useStartConversationMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AgentView } from "@/api/types";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { useCanAct } from "@/shell/Session";
import { Avatar } from "@/components/Avatar";
import { Composer, type Draft } from "./Composer";
import type { Sending } from "./useSending";
import styles from "./NewConversation.module.css";

/** Chooses an agent and sends it the first message. */
export function NewConversation({ sending, draft, onDraft }: { sending: Sending; draft: Draft; onDraft: (draft: Draft) => void }) {
  const { data, error, refetch } = useGetAgentsQuery();
  const [start, starting] = useStartConversationMutation();
  const [parameters] = useSearchParams();
  const [chosen, choose] = useState<string | null>(parameters.get("agent"));
  const field = useRef<HTMLTextAreaElement>(null);
  const navigate = useNavigate();
  const canAct = useCanAct();

  if (!canAct) return <EmptyState icon="chat" title="Choose a conversation">Your role is read-only and can't start one.</EmptyState>;
  if (error && !data) return <ErrorState error={error} title="Could not load the agents" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton lines={6} className={styles.loading} />;

  const agents = data.items.filter(({ enabled }) => enabled);
  const agent = agents.find(({ name }) => name === chosen) ?? agents[0];
  if (!agent) return <EmptyState icon="agents" title="No agent is turned on">Turn one on in Agents.</EmptyState>;

  const startConversation = async () => {
    const { data: conversation } = await start(agent.name);
    if (!conversation) return;
    void sending.send(conversation.conversation_id, draft.text.trim(), draft.asRun, 0);
    onDraft({ text: "", asRun: false });
    void navigate(`/chat/${encodeURIComponent(conversation.conversation_id)}`, { replace: true });
  };

  return (
    <div className={styles.new}>
      <div className={styles.scroll}>
        <fieldset className={styles.agents}>
          <legend className={styles.legend}>Which agent do you want to talk to?</legend>
          {agents.map((choice) => (
            <AgentChoice
              key={choice.name}
              agent={choice}
              isChosen={choice.name === agent.name}
              onChoose={() => choose(choice.name)}
            />
          ))}
        </fieldset>
      </div>
      <div className={styles.foot}>
        {starting.error !== undefined && (
          <p role="alert" className={styles.problem}>
            <Icon name="warning" size={14} /> {problemOf(starting.error).detail}
          </p>
        )}
        <Composer field={field} to={agent.name} draft={draft} onChange={onDraft} busy={starting.isLoading} onSend={() => void startConversation()} />
      </div>
    </div>
  );
}

function AgentChoice({ agent, isChosen, onChoose }: { agent: AgentView; isChosen: boolean; onChoose: () => void }) {
  return (
    <label className={styles.agent}>
      <input type="radio" name="agent" checked={isChosen} onChange={onChoose} className={styles.radio} />
      <Avatar name={agent.name} kind="agent" />
      <span className={styles.text}>
        <span className={styles.name}>{agent.name}</span>
        <span className={styles.description}>{agent.description}</span>
        <span className={styles.model}>{agent.llm}</span>
      </span>
    </label>
  );
}
