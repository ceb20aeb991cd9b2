import { useSettleEffectMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { DoubtfulEffect, RunDetail } from "@/api/types";
import { Button } from "@/components/Button";
import { useCanAct } from "@/shell/Session";
import { Banner } from "./Banner";
import styles from "./Banners.module.css";

/** Effects that were under way when a process ended: only a person can find out whether they happened. */
export function DoubtfulBanner({ run }: { run: RunDetail }) {
  return (
    <Banner
      icon="warning"
      title={run.doubtful.length === 1 ? "An effect may or may not have happened" : `${run.doubtful.length} effects may or may not have happened`}
    >
      <p className={styles.text}>
        A process ended while they were under way. They were not repeated; look where they act, and say what is true.
      </p>
      <ul className={styles.effects}>
        {run.doubtful.map((effect) => (
          <li key={`${effect.attempt_id}/${effect.ordinal}`}>
            <Effect runId={run.run_id} effect={effect} />
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Effect({ runId, effect: { attempt_id, ordinal, tool } }: { runId: string; effect: DoubtfulEffect }) {
  const [settle, { isLoading, error, originalArgs }] = useSettleEffectMutation();
  const canAct = useCanAct();
  const say = (verdict: "done" | "not_done") => () => void settle({ run_id: runId, attempt_id, ordinal, verdict });
  const isSaying = (verdict: "done" | "not_done") => isLoading && originalArgs?.verdict === verdict;
  return (
    <div className={styles.effect}>
      <span className={styles.effectName}>
        <span className="mono">{tool}</span> in {attempt_id}, call {ordinal}
      </span>
      {canAct && (
        <>
          <Button size="sm" busy={isSaying("done")} onClick={say("done")}>
            It happened
          </Button>
          <Button size="sm" busy={isSaying("not_done")} onClick={say("not_done")}>
            It did not
          </Button>
        </>
      )}
      {error && (
        <p role="alert" className={styles.problem}>
          {problemOf(error).detail}
        </p>
      )}
    </div>
  );
}
