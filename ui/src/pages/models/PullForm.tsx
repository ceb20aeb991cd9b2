import { type FormEvent, useRef, useState } from "react";
import type { Models } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Field, Input } from "@/components/Field";
import { pullError } from "./modelName";
import type { Begin } from "./useOperations";
import styles from "./PullForm.module.css";

/** Fetches a model that is not here. */
export function PullForm({ hosts, models, begin }: { hosts: Models["hosts"]; models: Models["items"]; begin: Begin }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const wrong = pullError(name, hosts.map((host) => host.name), models.map((model) => model.name));
    setError(wrong);
    if (wrong) {
      input.current?.focus();
      return;
    }
    setBusy(true);
    const refused = await begin("pull", name.trim());
    setBusy(false);
    setError(refused);
    if (!refused) setName("");
  };

  return (
    <Card>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate aria-label="Pull">
        <Field label="Fetch a model" className={styles.field} error={error} hint="Host and name. The host gets it from where it gets its models.">
          {(described) => (
            <Input
              {...described}
              ref={input}
              value={name}
              placeholder="ollama:qwen3:8b"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              onChange={(event) => {
                setError(undefined);
                setName(event.target.value);
              }}
            />
          )}
        </Field>
        <Button type="submit" icon="download" busy={busy} className={styles.button}>
          Pull
        </Button>
      </form>
    </Card>
  );
}
