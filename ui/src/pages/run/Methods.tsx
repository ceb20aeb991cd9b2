import type { Agreement } from "@/api/nouns";
import { cx } from "@/cx";
import styles from "./Methods.module.css";

/** What each method gave, side by side. */
export function Methods({ agreement: { methods = [] } }: { agreement: Agreement }) {
  return (
    <dl className={styles.methods} aria-label="What each method gave">
      {methods.map(({ way, agent, gave, fault }, at) => (
        <div key={at} className={styles.method}>
          <dt>{[`By ${way}`, agent].filter(Boolean).join(", ")}</dt>
          <dd className={cx(!gave && styles.fault)}>{gave || fault || "an empty result"}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whether the methods agree, and how often such results are right. */
export function methodsText({ methods = [], agrees, reason, right = 0, measured = 0 }: Agreement): string {
  if (reason) return reason;
  const ways = methods.filter(({ fault, differs }) => !fault && !differs).map(({ way }) => way);
  const others = methods.filter(({ differs }) => differs).map(({ way }) => way);
  if (!agrees) return `The methods disagree: ${ways.join(", ")}`;
  const share = measured > 0 ? `right in ${right} of ${measured} such cases` : "not measured yet how often such results are right";
  const against = others.length > 0 ? `, ${others.join(", ")} gave another result` : "";
  return `${ways.length} methods agree (${ways.join(", ")})${against}; ${share}`;
}
