import type { Phase } from "@/api/types";
import { Icon } from "@/components/Icon";
import { cx } from "@/cx";
import styles from "./PhaseStepper.module.css";

const PHASES: readonly Phase[] = ["specify", "plan", "act", "review", "correct", "done"];

/** The run's current phase. Correcting can lead back to acting, so phases can repeat. */
export function PhaseStepper({ phase, isMoving }: { phase: Phase; isMoving: boolean }) {
  const current = PHASES.indexOf(phase);
  return (
    <ol className={styles.steps} aria-label="Phases of the run">
      {PHASES.map((step, at) => {
        const isPast = at < current || phase === "done";
        const isCurrent = at === current && phase !== "done";
        return (
          <li
            key={step}
            className={cx(styles.step, isPast && styles.past, isCurrent && styles.current, isCurrent && isMoving && styles.moving)}
            aria-current={at === current ? "step" : undefined}
          >
            <span className={styles.mark} aria-hidden>
              {isPast && <Icon name="check" size={10} />}
            </span>
            <span className={styles.name}>{step}</span>
          </li>
        );
      })}
    </ol>
  );
}
