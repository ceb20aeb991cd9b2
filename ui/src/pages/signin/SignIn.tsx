import { type FormEvent, useState } from "react";
import { api, useSignInMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import { signedIn } from "@/api/session";
import { Button } from "@/components/Button";
import { Field, Input } from "@/components/Field";
import { useDocumentTitle } from "@/components/Page";
import { Logo } from "@/shell/Logo";
import { useAppDispatch } from "@/store";
import styles from "./SignIn.module.css";

export function SignIn() {
  useDocumentTitle("Sign in");
  const [credential, setCredential] = useState("");
  const [missing, setMissing] = useState(false);
  const [signIn, { error, isLoading }] = useSignInMutation();
  const dispatch = useAppDispatch();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const key = credential.trim();
    setMissing(key === "");
    if (key === "") return;
    const { data } = await signIn(key);
    if (!data) return;
    dispatch(api.util.resetApiState());
    dispatch(signedIn());
  };

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
        <Logo size={36} />
        <div>
          <h1>Sign in to hocket</h1>
          <p className={styles.lead}>
            When it starts, hocket prints a link that signs you in. Open that link, or paste a key here.
          </p>
        </div>
        <Field label="Key" error={message(missing, error)}>
          {(described) => (
            <Input
              {...described}
              type="password"
              autoComplete="current-password"
              autoFocus
              spellCheck={false}
              value={credential}
              onChange={(event) => setCredential(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={isLoading}>
          Sign in
        </Button>
      </form>
    </main>
  );
}

function message(missing: boolean, error: unknown): string | undefined {
  if (missing) return "Paste a key first.";
  if (!error) return undefined;
  const problem = problemOf(error);
  return problem.status === 401 ? "This key is not valid. It may be mistyped, expired or revoked." : problem.detail;
}
