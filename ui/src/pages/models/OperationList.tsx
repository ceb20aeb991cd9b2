import { useStopOperationMutation } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { Operation } from "@/api/types";
import { Button, IconButton } from "@/components/Button";
import { Card } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { ProgressBar } from "@/components/ProgressBar";
import { Spinner } from "@/components/Spinner";
import { Duration, Time } from "@/components/Time";
import { toastShown } from "@/components/toasts";
import { useAppDispatch } from "@/store";
import { formatBytes, formatPercent } from "@/text/format";
import type { StartOperation } from "./useOperations";
import styles from "./OperationList.module.css";

type Words = Record<Operation["kind"], string>;
const DOING: Words = { load: "Loading", unload: "Unloading", pull: "Downloading", test: "Testing" };
const DONE: Words = { load: "Loaded", unload: "Unloaded", pull: "Downloaded", test: "Tested" };
const FAILED: Words = { load: "Could not load", unload: "Could not unload", pull: "Could not download", test: "Could not test" };
const STOPPED: Words = { load: "Stopped loading", unload: "Stopped unloading", pull: "Stopped downloading", test: "Stopped testing" };

/** Operations on models, with their progress. */
export function OperationList({ operations, canManage, onClose, onAgain, onTest }: {
  operations: readonly Operation[];
  canManage: boolean;
  onClose: (id: string) => void;
  onAgain: StartOperation;
  onTest: (model: string) => void;
}) {
  // Always rendered, so that screen readers announce changes.
  return (
    <div role="status" aria-live="polite" className={styles.region}>
      {operations.length > 0 && (
        <Card title="Activity" flush>
          <ul className={styles.list}>
            {operations.map((operation) => (
              <li key={operation.operation_id} className={styles.item}>
                <State operation={operation} />
                <div className={styles.text}>
                  <p className={styles.title}>
                    {words(operation)} <strong>{operation.model}</strong>
                  </p>
                  <Progress operation={operation} />
                  {canManage && <Next operation={operation} onAgain={onAgain} onTest={onTest} />}
                </div>
                {operation.state !== "running" && (
                  <IconButton icon="close" label={`Dismiss ${operation.model}`} size="sm" onClick={() => onClose(operation.operation_id)} />
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  );
}

/** What can be done about it: stop it, try it again, or go on. */
function Next({ operation, onAgain, onTest }: { operation: Operation; onAgain: StartOperation; onTest: (model: string) => void }) {
  const { kind, model, state } = operation;
  if (kind === "test" && state === "running") return <Stop operation={operation} />;
  if (state !== "failed" && state !== "stopped") return null;
  return (
    <Button
      size="sm"
      icon={state === "stopped" ? "play" : "refresh"}
      className={styles.again}
      onClick={() => (kind === "test" ? onTest(model) : void onAgain(kind, model))}
    >
      {state === "stopped" ? "Go on" : "Try again"}
    </Button>
  );
}

function Stop({ operation: { operation_id, model } }: { operation: Operation }) {
  const [stop, { isLoading }] = useStopOperationMutation();
  const dispatch = useAppDispatch();
  const act = async () => {
    const { error } = await stop(operation_id);
    if (error) dispatch(toastShown(`${model}: ${problemOf(error).detail}`, "bad"));
  };
  return (
    <Button size="sm" icon="stop" className={styles.again} busy={isLoading} aria-label={`Stop testing ${model}`} onClick={() => void act()}>
      Stop
    </Button>
  );
}

function words({ kind, state }: Operation): string {
  return { running: DOING, done: DONE, failed: FAILED, stopped: STOPPED }[state][kind];
}

function State({ operation: { state } }: { operation: Operation }) {
  if (state === "running") return <Spinner />;
  if (state === "stopped") return <Icon name="stop" />;
  return state === "done" ? <Icon name="accepted" className={styles.ok} /> : <Icon name="warning" className={styles.bad} />;
}

function Progress({ operation }: { operation: Operation }) {
  const { kind, state, done, total, error, what, started_at } = operation;
  if (state === "failed") return <p className={styles.error}>{error || "No reason given."}</p>;
  if (state === "stopped") {
    return <p className={styles.note}>{kind === "test" ? `${done} of ${total} probes have a result, which is kept.` : ""}</p>;
  }
  if (state === "done") {
    return (
      <p className={styles.note}>
        <span>
          Started <Time at={started_at} />
        </span>
      </p>
    );
  }
  return (
    // Announcing every step would drown out everything else.
    <div aria-live="off" className={styles.progress}>
      {total > 0 && (
        <ProgressBar label={`${formatPercent(done / total)} done`} total={total} parts={[{ value: done, tone: "accent" }]} />
      )}
      <p className={styles.note}>
        {what && !what.startsWith(operation.kind) && <span>{what}</span>}
        {total > 0 && (
          <span>
            {kind === "test" ? `${done} of ${total} probes` : `${formatBytes(done)} of ${formatBytes(total)} · ${formatPercent(done / total)}`}
          </span>
        )}
        <Duration from={started_at} to={null} />
      </p>
    </div>
  );
}
