/** Creating and editing an agent: loading, saving, and conflicts with other people's edits. */
import { type ReactNode, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useGetAgentQuery, useGetAgentsQuery, usePutAgentMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AgentWithTag } from "@/api/types";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { Callout } from "@/components/Callout";
import { UnsavedGuard } from "@/components/UnsavedGuard";
import { useCanManage } from "@/shell/Session";
import { agentAddress, editAddress } from "./addresses";
import { AgentFields } from "./AgentFields";
import { draftOf, EMPTY_FORM, formOf, isSame } from "./agentForm";
import { EditConflict } from "./EditConflict";
import { Crumbs } from "./Crumbs";

const isConflict = (status: number) => status === 412 || status === 409;

export function AgentNew({ from }: { from: string | null }) {
  const source = useGetAgentQuery(from ?? "", { skip: from === null });
  return (
    <FormPage title="New agent">
      {from === null || source.data || source.error ? (
        <NewForm from={source.data} />
      ) : (
        <Loading />
      )}
    </FormPage>
  );
}

function NewForm({ from }: { from: AgentWithTag | undefined }) {
  const initial = from ? { ...formOf(from), name: `${from.name}-copy` } : EMPTY_FORM;
  const [form, setForm] = useState(initial);
  const { data: agents } = useGetAgentsQuery();
  const { save, saving, problem, left } = useSave();
  return (
    <>
      <UnsavedGuard changed={!isSame(form, initial)} left={left} what="new agent" />
      <AgentFields
        form={form}
        isNew
        taken={agents?.items.map(({ name }) => name) ?? []}
        saving={saving}
        backTo="/agents"
        saveText="Create agent"
        onChange={setForm}
        onSave={() => void save(form.name, null, draftOf(form), `Created ${form.name}.`)}
        notice={
          problem && (
            <Callout tone="bad" title={isConflict(problem.status) ? `An agent named “${form.name}” already exists` : "The agent was not created"}>
              {isConflict(problem.status) ? (
                <>
                  Choose another name, or <Link to={editAddress(form.name)}>edit the existing agent</Link>.
                </>
              ) : (
                problem.detail
              )}
            </Callout>
          )
        }
      />
    </>
  );
}

export function AgentEdit({ name }: { name: string }) {
  const { data: agent, error, refetch } = useGetAgentQuery(name);
  return (
    <FormPage title={`Edit ${name}`} agent={name}>
      {agent ? (
        <EditForm agent={agent} />
      ) : error ? (
        <Card>
          <ErrorState error={error} title="Could not load the agent" onRetry={() => void refetch()} />
        </Card>
      ) : (
        <Loading />
      )}
    </FormPage>
  );
}

/** `agent` is the current version, `base` the one that the edits started from. */
function EditForm({ agent }: { agent: AgentWithTag }) {
  const [base, setBase] = useState(agent);
  const [form, setForm] = useState(() => formOf(agent));
  const { save, saving, problem, left } = useSave();
  const isBehind = agent.version !== base.version;
  const submit = () =>
    // The tag can change without a new version, such as when the agent starts an attempt.
    void save(agent.name, isBehind ? base.etag : agent.etag, draftOf(form), `Saved a new version of ${agent.name}.`);

  return (
    <>
      <UnsavedGuard changed={!isSame(form, formOf(base))} left={left} what={`changes to ${agent.name}`} />
      <AgentFields
        form={form}
        taken={[]}
        saving={saving}
        backTo={agentAddress(agent.name)}
        saveText={`Save as version ${agent.version + 1}`}
        onChange={setForm}
        onSave={submit}
        notice={
          isBehind ? (
            <EditConflict
              base={base}
              now={agent}
              onKeep={() => setBase(agent)}
              onTake={() => {
                setBase(agent);
                setForm(formOf(agent));
              }}
            />
          ) : (
            // After a conflict the current version is loading, and is compared once it arrives.
            problem && !isConflict(problem.status) && (
              <Callout tone="bad" title={`${agent.name} was not saved`}>
                {problem.detail}
              </Callout>
            )
          )
        }
      />
    </>
  );
}

function useSave() {
  const [put, { isLoading, error }] = usePutAgentMutation();
  const dispatch = useAppDispatch();
  const navigate = useNavigate();
  const left = useRef(false);

  const save = async (name: string, etag: string | null, draft: ReturnType<typeof draftOf>, message: string) => {
    const { data } = await put({ name, etag, draft });
    if (!data) return;
    left.current = true;
    dispatch(toastShown(message, "ok"));
    void navigate(agentAddress(name), { replace: true });
  };
  return { save, saving: isLoading, problem: error ? problemOf(error) : null, left };
}

function FormPage({ title, agent, children }: { title: string; agent?: string; children: ReactNode }) {
  const canManage = useCanManage();
  return (
    <Page title={title} heading={<Crumbs agent={agent} here={agent ? "Edit" : title} />}>
      {canManage ? (
        children
      ) : (
        <Card>
          <EmptyState icon="key" title="Only admins can change agents" action={<Link to="/agents">All agents</Link>}>
            Sign in with an admin key.
          </EmptyState>
        </Card>
      )}
    </Page>
  );
}

function Loading() {
  return (
    <Card>
      <Skeleton lines={10} height={18} />
    </Card>
  );
}
