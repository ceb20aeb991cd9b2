import { useState } from "react";
import type { NewKey } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Callout } from "@/components/Callout";
import styles from "./NewSecret.module.css";

/** Shows the secret, for the only time. Until it is copied, Escape or a click outside does not close it. */
export function NewSecret({ created: { name, secret }, onClose }: { created: NewKey; onClose: () => void }) {
  const [copied, setCopied] = useState<"no" | "yes" | "blocked">("no");
  const [warned, setWarned] = useState(false);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied("yes");
    } catch {
      // Insecure origins have no clipboard.
      setCopied("blocked");
    }
  };

  return (
    <Dialog
      open
      title={`The key “${name}”`}
      onClose={() => (copied === "yes" ? onClose() : setWarned(true))}
      footer={
        <Button variant={copied === "yes" ? "primary" : "default"} onClick={onClose}>
          I have stored it
        </Button>
      }
    >
      <div className="stack">
        <Callout tone="warn" title="Copy it now. It won't be shown again.">
          hocket stores only its hash. Anyone who has the key has the permissions of its role.
        </Callout>
        <div className={styles.secret}>
          <output className={styles.text} aria-label="Secret" tabIndex={0}>
            {secret}
          </output>
          <Button icon={copied === "yes" ? "check" : "copy"} variant="primary" data-autofocus onClick={() => void copy()}>
            {copied === "yes" ? "Copied" : "Copy"}
          </Button>
        </div>
        <p role="status" className={styles.note}>
          {copied === "blocked"
            ? "Your browser blocked copying. Select the text above and copy it manually."
            : warned && copied === "no"
              ? "The key is not copied yet. Copy it, or close with the button below."
              : ""}
        </p>
      </div>
    </Dialog>
  );
}
