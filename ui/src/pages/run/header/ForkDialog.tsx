import { type FormEvent, useId, useState } from "react";
import { useNavigate } from "react-router";
import { useForkRunMutation, useGetModelsQuery } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { RunDetail } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Field, Input, Select } from "@/components/Field";
import { RepeatEffects } from "../RepeatEffects";
import { emptyFork, forkOf, type ForkDraft, LIMIT_FIELDS, limitError, type LimitField, seqError } from "./forkDraft";
import styles from "./Dialogs.module.css";

const LIMIT_NAMES: Record<LimitField, string> = { calls: "Calls", tokens: "Tokens", usd: "USD", seconds: "Seconds" };

/** Starts a run that shares this run's events up to a chosen one. */
export function ForkDialog({ run, at, onClose }: { run: RunDetail; at: number; onClose: () => void }) {
  const [draft, setDraft] = useState<ForkDraft>(() => emptyFork(at));
  const [repeats, setRepeats] = useState(false);
  const [fork, { isLoading, error }] = useForkRunMutation();
  const navigate = useNavigate();
  const formId = useId();
  const change = (changes: Partial<ForkDraft>) => setDraft((current) => ({ ...current, ...changes }));
  const isInvalid =
    seqError(draft.at, run.last_seq) !== undefined || LIMIT_FIELDS.some((field) => limitError(field, draft.limits[field]));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isInvalid || isLoading) return;
    const { data } = await fork({ run_id: run.run_id, repeat_effects: repeats, ...forkOf(draft) });
    if (!data) return;
    onClose();
    void navigate(`/runs/${data.run_id}`);
  };

  return (
    <Dialog
      open
      wide
      title="Fork this run"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" icon="fork" busy={isLoading} disabled={isInvalid}>
            Start fork
          </Button>
        </>
      }
    >
      <form id={formId} className="stack" onSubmit={(event) => void submit(event)}>
        <p className="muted">
          The fork keeps everything up to the event, at no cost, and continues on its own. This run does not change.
        </p>
        <Field label={`Fork after event (1 to ${run.last_seq})`} error={seqError(draft.at, run.last_seq)}>
          {(described) => (
            <Input
              {...described}
              className={styles.short}
              inputMode="numeric"
              value={draft.at}
              onChange={({ target }) => change({ at: target.value })}
            />
          )}
        </Field>
        <ModelFields run={run} llms={draft.llms} onChange={(llms) => change({ llms })} />
        <fieldset>
          <legend className={styles.legend}>Limits</legend>
          <div className={styles.fields}>
            {LIMIT_FIELDS.map((field) => (
              <Field key={field} label={LIMIT_NAMES[field]} error={limitError(field, draft.limits[field])}>
                {(described) => (
                  <Input
                    {...described}
                    inputMode="decimal"
                    placeholder={String(run.limits[field] ?? "no limit")}
                    value={draft.limits[field]}
                    onChange={({ target }) => change({ limits: { ...draft.limits, [field]: target.value } })}
                  />
                )}
              </Field>
            ))}
          </div>
        </fieldset>
        <AgentFields run={run} agent={draft.agent} onChange={(agent) => change({ agent })} />
        {error && (
          <p role="alert" className={styles.problem}>
            {problemOf(error).detail}
          </p>
        )}
        <RepeatEffects error={error} checked={repeats} onChange={setRepeats} />
      </form>
    </Dialog>
  );
}

function ModelFields({ run, llms, onChange }: {
  run: RunDetail;
  llms: Record<string, string>;
  onChange: (llms: Record<string, string>) => void;
}) {
  const { data } = useGetModelsQuery();
  const names = data?.items.filter((model) => model.can_chat).map((model) => model.name) ?? [];
  return (
    <fieldset>
      <legend className={styles.legend}>Models</legend>
      <div className={styles.fields}>
        {Object.entries(run.llms).map(([role, current]) => (
          <Field key={role} label={role}>
            {(described) => (
              <Select {...described} value={llms[role] ?? ""} onChange={({ target }) => onChange({ ...llms, [role]: target.value })}>
                <option value="">{current} (unchanged)</option>
                {names.filter((name) => name !== current).map((name) => (
                  <option key={name}>{name}</option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
    </fieldset>
  );
}

/** One task at a time: two hundred tasks would need two hundred fields. */
function AgentFields({ run, agent, onChange }: {
  run: RunDetail;
  agent: Record<string, string>;
  onChange: (agent: Record<string, string>) => void;
}) {
  const [taskId, setTaskId] = useState("");
  if (run.task_list.length === 0 || run.agents.length === 0) return null;
  return (
    <fieldset>
      <legend className={styles.legend}>Agent for a task</legend>
      <div className={styles.fields}>
        <Field label="Task">
          {(described) => (
            <Select {...described} value={taskId} onChange={({ target }) => setTaskId(target.value)}>
              <option value="">None</option>
              {run.task_list.map((task) => (
                <option key={task.task_id} value={task.task_id}>
                  {task.task_id}: {task.description.slice(0, 60)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Agent">
          {(described) => (
            <Select
              {...described}
              disabled={taskId === ""}
              value={agent[taskId] ?? ""}
              onChange={({ target }) => onChange({ ...agent, [taskId]: target.value })}
            >
              <option value="">The best bid</option>
              {run.agents.map(({ name }) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <p className={styles.chosen}>
        {Object.entries(agent).filter(([, name]) => name).map(([task, name]) => `${task} → ${name}`).join(", ")}
      </p>
    </fieldset>
  );
}
