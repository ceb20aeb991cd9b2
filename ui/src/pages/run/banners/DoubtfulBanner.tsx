import { useSettleEffectMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { DoubtfulEffect, RunDetail } from "@/api/types";
import { Button } from "@/components/Button";
import { useCanAct } from "@/shell/Session";
import { Banner } from "./Banner";
import styles from "./Banners.module.css";

/** Effects in progress when a process ended: only a person can find out whether they happened. */
export function DoubtfulBanner({ run }: { run: RunDetail }) {
  return (
    <Banner
      icon="warning"
      title={run.doubtful.length === 1 ? "An effect may or may not have happened" : `${run.doubtful.length} effects may or may not have happened`}
    >
      <p className={styles.text}>
        A process ended while they were in progress, and they were not repeated. Check whether they happened, then record it here.
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
  const settleAs = (verdict: "done" | "not_done") => () => void settle({ run_id: runId, attempt_id, ordinal, verdict });
  const isSettling = (verdict: "done" | "not_done") => isLoading && originalArgs?.verdict === verdict;
  return (
    <div className={styles.effect}>
      <span className={styles.effectName}>
        <span className="mono">{tool}</span> in {attempt_id}, call {ordinal}
      </span>
      {canAct && (
        <>
          <Button size="sm" busy={isSettling("done")} onClick={settleAs("done")}>
            It happened
          </Button>
          <Button size="sm" busy={isSettling("not_done")} onClick={settleAs("not_done")}>
            It did not happen
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
