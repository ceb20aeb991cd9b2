import { api } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AuditVerification } from "@/api/types";
import { Button } from "@/components/Button";
import { plural } from "@/text/format";
import { Callout } from "@/components/Callout";
import styles from "./AuditVerify.module.css";

/** Each entry is sealed with the hash of the one before: recomputes them all. */
export function AuditVerify() {
  const [verify, { data, error, isFetching, fulfilledTimeStamp }] = api.endpoints.getAuditVerification.useLazyQuery();
  return (
    <div className="stack">
      <div className={styles.line}>
        <p className={styles.lead}>
          Each entry is sealed with the hash of the one before it, so that none can be changed or taken out unseen.
        </p>
        <Button icon="check" busy={isFetching} onClick={() => void verify()}>
          Verify the log
        </Button>
      </div>
      {!isFetching && error ? (
        <Callout tone="bad" title="The log could not be verified">
          {problemOf(error).detail}
        </Callout>
      ) : (
        data && <Result result={data} at={fulfilledTimeStamp} />
      )}
    </div>
  );
}

function Result({ result: { ok, entries, broken_at }, at }: { result: AuditVerification; at: number | undefined }) {
  const when = at === undefined ? "" : ` Verified at ${new Date(at).toLocaleTimeString("en-GB")}.`;
  if (ok) {
    return (
      <Callout tone="ok" title="The log is whole">
        {plural(entries, "entry is", "entries are")} as written.{when}
      </Callout>
    );
  }
  return (
    <Callout tone="bad" title={broken_at === null ? "The log is not whole" : `The log is broken at entry ${broken_at}`}>
      Of {plural(entries, "entry", "entries")}
      {broken_at !== null && `, those from ${broken_at} on`} may have been changed. Compare with a copy of the journal.{when}
    </Callout>
  );
}
