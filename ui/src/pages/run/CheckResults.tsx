import type { CheckResult } from "@/api/types";
import { Icon, type IconName } from "@/components/Icon";
import { cx } from "@/cx";
import styles from "./CheckResults.module.css";

interface Look {
  icon: IconName;
  says: string;
  look: "ok" | "bad" | "open";
}

function lookOf(passed: boolean | null | undefined): Look {
  if (passed === true) return { icon: "accepted", says: "Passed", look: "ok" };
  if (passed === false) return { icon: "failed", says: "Failed", look: "bad" };
  return { icon: "unproven", says: "Could not be checked", look: "open" };
}

/** What was checked, how it came out, and the evidence for it. */
export function CheckResults({ results, label }: { results: readonly CheckResult[]; label: string }) {
  return (
    <ul className={styles.results} aria-label={label}>
      {results.map((result, at) => {
        const { icon, says, look } = lookOf(result.passed);
        return (
          <li key={at} className={styles.result}>
            <Icon name={icon} label={says} className={styles[look]} />
            <div className={styles.text}>
              <p className={styles.says}>
                {result.says || result.kind}
                <span className={styles.kind}>{result.kind}</span>
                {result.proves === false && (
                  <span className={styles.kind} title="Passing it shows form, not content">
                    form only
                  </span>
                )}
              </p>
              {result.evidence && <p className={cx(styles.evidence)}>{result.evidence}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
