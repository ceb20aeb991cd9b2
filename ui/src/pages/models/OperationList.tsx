import type { Operation } from "@/api/types";
import { Button, IconButton } from "@/components/Button";
import { Card } from "@/components/Card";
import { Icon } from "@/components/Icon";
import { ProgressBar } from "@/components/ProgressBar";
import { Spinner } from "@/components/Spinner";
import { Duration, Time } from "@/components/Time";
import { formatBytes, formatPercent } from "@/text/format";
import type { StartOperation } from "./useOperations";
import styles from "./OperationList.module.css";

const DOING: Record<Operation["kind"], string> = { load: "Loading", unload: "Unloading", pull: "Downloading" };
const DONE: Record<Operation["kind"], string> = { load: "Loaded", unload: "Unloaded", pull: "Downloaded" };
const FAILED: Record<Operation["kind"], string> = { load: "Could not load", unload: "Could not unload", pull: "Could not download" };

/** Operations on models, with their progress. */
export function OperationList({ operations, canManage, onClose, onAgain }: {
  operations: readonly Operation[];
  canManage: boolean;
  onClose: (id: string) => void;
  onAgain: StartOperation;
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
                  {operation.state === "failed" && canManage && (
                    <Button size="sm" icon="refresh" className={styles.again} onClick={() => void onAgain(operation.kind, operation.model)}>
                      Try again
                    </Button>
                  )}
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

function words({ kind, state }: Operation): string {
  return { running: DOING, done: DONE, failed: FAILED }[state][kind];
}

function State({ operation: { state } }: { operation: Operation }) {
  if (state === "running") return <Spinner />;
  return state === "done" ? <Icon name="accepted" className={styles.ok} /> : <Icon name="warning" className={styles.bad} />;
}

function Progress({ operation }: { operation: Operation }) {
  const { state, done, total, error, what, started_at } = operation;
  if (state === "failed") return <p className={styles.error}>{error || "No reason given."}</p>;
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
            {formatBytes(done)} of {formatBytes(total)} · {formatPercent(done / total)}
          </span>
        )}
        <Duration from={started_at} to={null} />
      </p>
    </div>
  );
}
