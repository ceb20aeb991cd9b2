import type { Calls, Circuit } from "@/api/types";
import { Time, useNow } from "@/components/Time";
import { formatCount, formatDuration, plural } from "@/text/format";
import { partsOf } from "./modelName";
import styles from "./HostCalls.module.css";

const SECOND_MS = 1000;

/** Which calls a host gets: how many at once, and which are held back because too many failed. */
export function HostCalls({ circuits, calls, known }: {
  circuits: readonly Circuit[];
  calls: Calls | null;
  /** What is shown of the host already: a cause is not repeated. */
  known: string;
}) {
  return (
    <>
      {calls && <p className={styles.calls}>{wordsOf(calls)}</p>}
      {calls?.paused_until && (
        <div className={styles.held}>
          <p>
            The host asked for a pause. Next calls: <In at={calls.paused_until} />.
          </p>
        </div>
      )}
      {circuits.map((circuit) => (
        <Held key={circuit.model} {...circuit} cause={circuit.cause === known ? "" : circuit.cause} />
      ))}
    </>
  );
}

function Held({ model, state, failures, since, retry_at, cause }: Circuit) {
  return (
    <div className={styles.held}>
      <p>
        <strong>{model ? `${partsOf(model)[1]} gets no calls` : "No calls are sent"}</strong>:{" "}
        {failures > 1 ? `the last ${formatCount(failures)} failed, the first of them` : "the last one failed"} <Time at={since} />.{" "}
        {state === "half_open" ? "The next call tries again." : <>Next try: <In at={retry_at} />.</>}
      </p>
      {cause && <p className={styles.cause}>{cause}</p>}
    </div>
  );
}

/** "in 12 s", or "now" once it has come. */
function In({ at }: { at: string }) {
  const now = useNow(SECOND_MS);
  const seconds = Math.ceil((Date.parse(at) - now) / SECOND_MS);
  return <time dateTime={at}>{seconds > 0 ? `in ${formatDuration(seconds)}` : "now"}</time>;
}

function wordsOf({ limit, least, most, in_progress, waiting }: Calls): string {
  const bounds = least === most ? "" : ` (between ${least} and ${most})`;
  const now = [
    in_progress > 0 && `${formatCount(in_progress)} in progress`,
    waiting > 0 && `${formatCount(waiting)} waiting`,
  ].filter(Boolean);
  return [`Up to ${plural(limit, "call")} at once${bounds}`, ...now].join(", ");
}
