import { type FormEvent, useRef, useState } from "react";
import type { Models } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { Field, Input } from "@/components/Field";
import { pullError } from "./modelName";
import type { StartOperation } from "./useOperations";
import styles from "./PullForm.module.css";

/** Downloads a model to its host. */
export function PullForm({ hosts, models, start }: { hosts: Models["hosts"]; models: Models["items"]; start: StartOperation }) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const invalid = pullError(name, hosts.map((host) => host.name), models.map((model) => model.name));
    setError(invalid);
    if (invalid) {
      input.current?.focus();
      return;
    }
    setBusy(true);
    const problem = await start("pull", name.trim());
    setBusy(false);
    setError(problem);
    if (!problem) setName("");
  };

  return (
    <Card>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate aria-label="Download">
        <Field label="Download a model" className={styles.field} error={error} hint="Host and name. The host downloads the model from its own source.">
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
          Download
        </Button>
      </form>
    </Card>
  );
}
