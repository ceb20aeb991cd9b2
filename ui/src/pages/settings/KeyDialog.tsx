import { type FormEvent, useId, useRef, useState } from "react";
import { useCreateKeyMutation, useGetAgentsQuery } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Role } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Field, Input, Select } from "@/components/Field";
import { Callout } from "@/components/Callout";
import { draftOf, EMPTY_KEY, errorsOf, EXPIRIES, type Expiry, type KeyErrors, type KeyForm } from "./keyForm";
import { NewSecret } from "./NewSecret";
import { ROLE_NAMES, ROLE_DESCRIPTIONS } from "./roleWords";
import styles from "./KeyDialog.module.css";

/** Creates a key, then shows its secret once. */
export function KeyDialog({ onClose }: { onClose: () => void }) {
  const [create, { data: created, error, isLoading }] = useCreateKeyMutation();
  const [form, setForm] = useState(EMPTY_KEY);
  const [tried, setTried] = useState(false);
  const root = useRef<HTMLFormElement>(null);
  const formId = useId();
  const errors = errorsOf(form);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const invalid = Object.keys(errors)[0];
    if (invalid) root.current?.querySelector<HTMLElement>(`[name="${invalid}"]`)?.focus();
    else if (!isLoading) void create(draftOf(form));
  };

  if (created) return <NewSecret created={created} onClose={onClose} />;
  return (
    <Dialog
      open
      title="New key"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={isLoading}>
            Create key
          </Button>
        </>
      }
    >
      <form ref={root} id={formId} className="stack" onSubmit={submit} noValidate>
        <KeyFields form={form} errors={tried ? errors : {}} onChange={setForm} />
        {error && (
          <Callout tone="bad" title="The key was not created">
            {problemOf(error).detail}
          </Callout>
        )}
      </form>
    </Dialog>
  );
}

function KeyFields({ form, errors, onChange }: { form: KeyForm; errors: KeyErrors; onChange: (form: KeyForm) => void }) {
  return (
    <>
      <Field label="Name" hint="Who or what will use it" error={errors.name}>
        {(described) => (
          <Input
            {...described}
            name="name"
            data-autofocus
            autoComplete="off"
            value={form.name}
            onChange={(event) => onChange({ ...form, name: event.target.value })}
          />
        )}
      </Field>
      <Field label="Role" hint={`${ROLE_DESCRIPTIONS[form.role]}.`}>
        {(described) => (
          <Select {...described} value={form.role} onChange={(event) => onChange({ ...form, role: event.target.value as Role })}>
            {Object.entries(ROLE_NAMES).map(([role, text]) => (
              <option key={role} value={role}>
                {text}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {form.role === "specialist_agent" && (
        <AgentChoice value={form.agent} error={errors.agent} onChange={(agent) => onChange({ ...form, agent })} />
      )}
      <div className={styles.expiry}>
        <Field label="Expires">
          {(described) => (
            <Select {...described} value={form.expiry} onChange={(event) => onChange({ ...form, expiry: event.target.value as Expiry })}>
              {EXPIRIES.map(({ id, text }) => (
                <option key={id} value={id}>
                  {text}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {form.expiry === "days" && (
          <Field label="Days" error={errors.days}>
            {(described) => (
              <Input
                {...described}
                name="days"
                inputMode="numeric"
                value={form.days}
                onChange={(event) => onChange({ ...form, days: event.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      {form.role === "admin" && (
        <Callout tone="warn" title="An admin key has all permissions">
          Don't give it to anyone who needs less.
        </Callout>
      )}
    </>
  );
}

function AgentChoice({ value, error, onChange }: { value: string; error?: string; onChange: (agent: string) => void }) {
  const { data: agents } = useGetAgentsQuery();
  return (
    <Field label="Agent" hint="Whose tasks the key may read" error={error}>
      {(described) => (
        <Select {...described} name="agent" value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">Choose an agent</option>
          {agents?.items.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      )}
    </Field>
  );
}
