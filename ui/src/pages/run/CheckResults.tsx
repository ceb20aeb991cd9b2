import type { CheckResult } from "@/api/types";
import { Icon, type IconName } from "@/components/Icon";
import styles from "./CheckResults.module.css";

interface Look {
  icon: IconName;
  label: string;
  look: "ok" | "bad" | "open";
}

function lookOf(passed: boolean | null | undefined): Look {
  if (passed === true) return { icon: "accepted", label: "Passed", look: "ok" };
  if (passed === false) return { icon: "failed", label: "Failed", look: "bad" };
  return { icon: "unproven", label: "Could not run", look: "open" };
}

/** Checks with their outcome and evidence. */
export function CheckResults({ results, label }: { results: readonly CheckResult[]; label: string }) {
  return (
    <ul className={styles.results} aria-label={label}>
      {results.map((result, at) => {
        const { icon, label: outcome, look } = lookOf(result.passed);
        return (
          <li key={at} className={styles.result}>
            <Icon name={icon} label={outcome} className={styles[look]} />
            <div className={styles.text}>
              <p className={styles.check}>
                {result.says || result.kind}
                <span className={styles.kind}>{result.kind}</span>
                {result.proves === false && (
                  <span className={styles.kind} title="It checks the format, not the content">
                    format only
                  </span>
                )}
              </p>
              {result.evidence && <p className={styles.evidence}>{result.evidence}</p>}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
