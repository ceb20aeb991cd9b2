import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useGetAgentsQuery, useGetPacksQuery, useGetSettingsQuery } from "@/api/api";
import { Button, ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { Field, Input, Select, Textarea } from "@/components/Field";
import { type AgentForm, errorsOf, type FormErrors, ROLES, typesOf } from "./agentForm";
import { ChipsInput } from "./ChipsInput";
import { FitnessFields } from "./FitnessFields";
import { ToolChoice } from "./ToolChoice";
import styles from "./AgentFields.module.css";

interface Props {
  form: AgentForm;
  isNew?: boolean;
  /** Names that a new agent can't have. */
  taken: readonly string[];
  saving: boolean;
  saveText: string;
  backTo: string;
  /** Shown above the fields. */
  notice: ReactNode;
  onChange: (form: AgentForm) => void;
  onSave: () => void;
}

export function AgentFields({ form, isNew, taken, saving, saveText, backTo, notice, onChange, onSave }: Props) {
  const { data: packs } = useGetPacksQuery();
  const checks = useChecks(errorsOf(form, isNew ? taken : []));
  const set = <Key extends keyof AgentForm>(key: Key, value: AgentForm[Key]) => {
    checks.touch(key);
    onChange({ ...form, [key]: value });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (checks.pass() && !saving) onSave();
  };

  return (
    <form ref={checks.root} className={styles.form} onSubmit={submit} noValidate aria-label="Agent">
      {notice && <div>{notice}</div>}
      <div className={styles.columns}>
        <div className={styles.column}>
          <Card title="What it is">
            <div className="stack">
              {isNew && (
                <Field label="Name" error={checks.errors.name} hint="You can't change it later. Letters, digits, and . _ -">
                  {(described) => (
                    <Input
                      {...described}
                      value={form.name}
                      autoComplete="off"
                      spellCheck={false}
                      onChange={(event) => set("name", event.target.value)}
                    />
                  )}
                </Field>
              )}
              <Field label="Description" error={checks.errors.description} hint="One sentence about what it is good for.">
                {(described) => (
                  <Input {...described} value={form.description} onChange={(event) => set("description", event.target.value)} />
                )}
              </Field>
              <Field
                label="Instructions"
                error={checks.errors.instructions}
                hint="The model reads them before each task: how to work, what to avoid, what the answer looks like."
              >
                {(described) => (
                  <Textarea
                    {...described}
                    rows={12}
                    className={styles.instructions}
                    value={form.instructions}
                    onChange={(event) => set("instructions", event.target.value)}
                  />
                )}
              </Field>
            </div>
          </Card>
          <ToolsCard chosen={form.tools} onChange={(tools) => set("tools", tools)} />
        </div>
        <div className={styles.column}>
          <FitnessFields types={{ ...typesOf(packs?.items ?? []), ...form.types }} onChange={(types) => set("types", types)} />
          <Card title="What it knows">
            <ChipsInput
              label="Capabilities"
              hint="Words that its tasks mention. Press Enter or a comma to add one."
              words={form.capabilities}
              onChange={(words) => set("capabilities", words)}
            />
          </Card>
          <Card title="How it works">
            <WorkFields form={form} errors={checks.errors} set={set} />
          </Card>
        </div>
      </div>
      <footer className={styles.footer}>
        <ButtonLink to={backTo}>Cancel</ButtonLink>
        <Button type="submit" variant="primary" busy={saving}>
          {saveText}
        </Button>
      </footer>
    </form>
  );
}

/** Shows the errors of touched fields, and all errors after an attempt to save. */
function useChecks(all: FormErrors) {
  const root = useRef<HTMLFormElement>(null);
  const [touched, setTouched] = useState<ReadonlySet<keyof AgentForm>>(new Set());
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const shown = Object.entries(all).filter(([key]) => tries > 0 || touched.has(key as keyof AgentForm));
  return {
    root,
    errors: Object.fromEntries(shown) as FormErrors,
    touch: (key: keyof AgentForm) => setTouched((current) => new Set(current).add(key)),
    pass: () => {
      const passes = Object.keys(all).length === 0;
      if (!passes) setTries(tries + 1);
      return passes;
    },
  };
}

function WorkFields({ form, errors, set }: {
  form: AgentForm;
  errors: FormErrors;
  set: <Key extends keyof AgentForm>(key: Key, value: AgentForm[Key]) => void;
}) {
  const { data: settings } = useGetSettingsQuery();
  const roles = new Set([...ROLES, ...Object.keys(settings?.llms ?? {}), form.role]);
  const llmOf = (role: string) => settings?.llms[role] ?? settings?.llm;
  const llm = llmOf(form.role);
  return (
    <div className={styles.work}>
      <Field label="Role" hint={llm ? `Uses ${llm}` : "Which configured model it uses"} className={styles.role}>
        {(described) => (
          <Select {...described} value={form.role} onChange={(event) => set("role", event.target.value)}>
            {[...roles].map((role) => (
              <option key={role}>{role}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Capacity" hint="Attempts at the same time" error={errors.capacity}>
        {(described) => (
          <Input {...described} inputMode="numeric" value={form.capacity} onChange={(event) => set("capacity", event.target.value)} />
        )}
      </Field>
      <Field label="Priority" hint="Suits urgency 0 to 10" error={errors.priority}>
        {(described) => (
          <Input {...described} inputMode="numeric" value={form.priority} onChange={(event) => set("priority", event.target.value)} />
        )}
      </Field>
    </div>
  );
}

/** Offers every tool that some agent has or some pack brings. */
function ToolsCard({ chosen, onChange }: { chosen: readonly string[]; onChange: (tools: string[]) => void }) {
  const { data: agents } = useGetAgentsQuery();
  const { data: packs } = useGetPacksQuery();
  const known = [...(agents?.items ?? []), ...(packs?.items ?? [])].flatMap(({ tools }) => tools);
  const all = new Set([...known, ...chosen]);
  return <ToolChoice all={[...all].sort()} chosen={chosen} onChange={onChange} />;
}
