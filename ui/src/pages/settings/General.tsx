import { type FormEvent, useEffect, useRef, useState } from "react";
import { useChangeSettingsMutation, useGetSettingsQuery } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Settings } from "@/api/types";
import { Button } from "@/components/Button";
import { Callout } from "@/components/Callout";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/EmptyState";
import { Field, Input } from "@/components/Field";
import { Skeleton } from "@/components/Skeleton";
import { toastShown } from "@/components/toasts";
import { UnsavedGuard } from "@/components/UnsavedGuard";
import { useCanManage } from "@/shell/Session";
import { useAppDispatch } from "@/store";
import { ConsentFields } from "./ConsentFields";
import { Facts } from "./Facts";
import { changeOf, errorsOf, formOf, LIMITS, type LimitTexts } from "./generalForm";
import styles from "./General.module.css";

export function General() {
  const { data: settings, error, refetch } = useGetSettingsQuery();
  if (settings) {
    return (
      <>
        <Defaults settings={settings} />
        <Facts settings={settings} />
      </>
    );
  }
  return (
    <Card>
      {error ? (
        <ErrorState error={error} title="Could not load the settings" onRetry={() => void refetch()} />
      ) : (
        <Skeleton lines={10} />
      )}
    </Card>
  );
}

/** The defaults for goals that don't override them. */
function Defaults({ settings }: { settings: Settings }) {
  const canManage = useCanManage();
  const { form, setForm, changed, reset, saved } = useForm(settings);
  const [save, { isLoading, error, reset: forget }] = useChangeSettingsMutation();
  const dispatch = useAppDispatch();
  const root = useRef<HTMLFormElement>(null);
  const errors = errorsOf(form);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    root.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    if (Object.keys(errors).length > 0 || isLoading) return;
    const { data } = await save(changeOf(form));
    if (!data) return;
    saved(data);
    dispatch(toastShown("Saved the defaults for new goals.", "ok"));
  };

  return (
    <form ref={root} className="stack" onSubmit={(event) => void submit(event)} noValidate aria-label="Defaults for new goals">
      <UnsavedGuard changed={changed} what="changes to the defaults" />
      <Card title="Limits for new goals">
        <fieldset disabled={!canManage} className="stack">
          <legend className="sr-only">Limits for new goals</legend>
          <p className={styles.lead}>At a limit, a run winds down with what it has. Leave a field empty for no limit.</p>
          <LimitFields
            limits={form.limits}
            errors={errors}
            onChange={(limits) => setForm({ ...form, limits })}
          />
        </fieldset>
      </Card>
      <Card title="What new goals ask you about">
        <fieldset disabled={!canManage}>
          <legend className="sr-only">What new goals ask you about</legend>
          <ConsentFields consent={form.consent} onChange={(consent) => setForm({ ...form, consent })} />
        </fieldset>
      </Card>
      {error && (
        <Callout tone="bad" title="The defaults were not saved">
          {problemOf(error).detail}
        </Callout>
      )}
      {changed && (
        <div className={styles.footer}>
          <p className={styles.unsaved} role="status">
            Unsaved changes
          </p>
          <Button
            onClick={() => {
              reset();
              forget();
            }}
          >
            Discard
          </Button>
          <Button type="submit" variant="primary" busy={isLoading}>
            Save
          </Button>
        </div>
      )}
    </form>
  );
}

/** Follows the server's settings until the user changes something. */
function useForm(settings: Settings) {
  const [base, setBase] = useState(() => formOf(settings));
  const [form, setForm] = useState(base);
  const changed = JSON.stringify(form) !== JSON.stringify(base);

  useEffect(() => {
    if (changed) return;
    setBase(formOf(settings));
    setForm(formOf(settings));
    // Not on `changed`: only new settings from the server reset the form.
  }, [settings]);

  const saved = (now: Settings) => {
    setBase(formOf(now));
    setForm(formOf(now));
  };
  return { form, setForm, changed, saved, reset: () => saved(settings) };
}

function LimitFields({ limits, errors, onChange }: {
  limits: LimitTexts;
  errors: Partial<LimitTexts>;
  onChange: (limits: LimitTexts) => void;
}) {
  return (
    <div className={styles.limits}>
      {LIMITS.map(({ key, hint, rule }) => (
        <Field key={key} label={rule.label} hint={hint} error={errors[key]}>
          {(described) => (
            <Input
              {...described}
              inputMode={rule.whole ? "numeric" : "decimal"}
              placeholder={rule.optional ? "no limit" : undefined}
              value={limits[key]}
              onChange={(event) => onChange({ ...limits, [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </div>
  );
}
