import { useState } from "react";
import { useGetCallQuery } from "@/api/api";
import type { Call, TaskDetail, ToolRequest, ToolResponse } from "@/api/types";
import { Button } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { cx } from "@/cx";
import { formatDuration } from "@/text/format";
import { asText } from "@/text/json";
import { howEnded } from "../howEnded";
import styles from "./Parts.module.css";

/** How many are open at first; each of them loads its request and response. */
const OPEN = 5;

export function ToolsPart({ runId, task, onCall }: { runId: string; task: TaskDetail; onCall: (number: number) => void }) {
  const calls = task.attempt_list.flatMap((attempt) => attempt.calls).filter((call) => call.kind === "tool");
  if (calls.length === 0) {
    return (
      <EmptyState icon="tool" title="No tool calls">
        Tool calls appear here with their arguments and results.
      </EmptyState>
    );
  }
  return (
    <ol className={styles.stack}>
      {calls.map((call, at) => (
        <li key={call.number}>
          <ToolCall runId={runId} call={call} startsOpen={at < OPEN} onCall={onCall} />
        </li>
      ))}
    </ol>
  );
}

function ToolCall({ runId, call, startsOpen, onCall }: {
  runId: string;
  call: Call;
  startsOpen: boolean;
  onCall: (number: number) => void;
}) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <section className={styles.card} aria-label={`${call.name}, call ${call.number}`}>
      <header className={styles.cardHeader}>
        <h3>
          <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? "chevronDown" : "chevronRight"} size={14} />
            <span className="mono">{call.name}</span>
          </button>
        </h3>
        <span className={cx(styles.verdict, call.ok ? styles.ok : styles.bad)}>
          <Icon name={call.ok ? "check" : "close"} size={14} />
          {call.ok ? "ok" : "failed"}
        </span>
        <span className={styles.cardNote}>
          {call.attempt_id} · {formatDuration(call.usage.seconds)}
        </span>
        <Button size="sm" variant="ghost" className={styles.end} onClick={() => onCall(call.number)}>
          Full call
        </Button>
      </header>
      {howEnded(call) && <p className={styles.none}>{howEnded(call)}</p>}
      {open && <Bodies runId={runId} number={call.number} />}
    </section>
  );
}

function Bodies({ runId, number }: { runId: string; number: number }) {
  const { data, isError } = useGetCallQuery({ run_id: runId, number });
  if (isError) return <p className={styles.none}>Could not load the request.</p>;
  if (!data) return <Skeleton lines={2} className={styles.none} />;
  const request = data.request_body as Partial<ToolRequest> | null;
  const response = data.response_body as Partial<ToolResponse> | null;
  const argumentList = Object.entries((request?.arguments ?? {}) as Record<string, unknown>);
  return (
    <dl className={styles.bodies}>
      {argumentList.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <pre tabIndex={0} role="group" aria-label={name}>{asText(value)}</pre>
          </dd>
        </div>
      ))}
      <div>
        <dt>returned</dt>
        <dd>
          <pre tabIndex={0} role="group" aria-label="returned">{asText(response?.text ?? data.response_body) || "nothing"}</pre>
        </dd>
      </div>
    </dl>
  );
}
