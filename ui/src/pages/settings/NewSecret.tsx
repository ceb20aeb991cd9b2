import { useState } from "react";
import type { NewKey } from "@/api/types";
import { Button } from "@/components/Button";
import { Dialog } from "@/components/Dialog";
import { Callout } from "@/components/Callout";
import styles from "./NewSecret.module.css";

/** The only time the secret is seen: Escape, or a click beside the dialog, does not lose it. */
export function NewSecret({ made: { name, secret }, onClose }: { made: NewKey; onClose: () => void }) {
  const [copied, setCopied] = useState<"no" | "yes" | "refused">("no");
  const [warned, setWarned] = useState(false);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied("yes");
    } catch {
      // There is no clipboard on an origin that is not secure.
      setCopied("refused");
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
        <Callout tone="warn" title="Copy it now: it is not shown again">
          hocket keeps only a hash of it. Whoever has the key can do what its role may.
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
          {copied === "refused"
            ? "Your browser did not allow copying. Select the text above and copy it by hand."
            : warned && copied === "no"
              ? "The key was not copied yet. Copy it, or close with the button below."
              : ""}
        </p>
      </div>
    </Dialog>
  );
}
