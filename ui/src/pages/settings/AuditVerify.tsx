import { api } from "@/api/api";
import { problemOf } from "@/api/problem";
import type { AuditVerification } from "@/api/types";
import { Button } from "@/components/Button";
import { plural } from "@/text/format";
import { Callout } from "@/components/Callout";
import styles from "./AuditVerify.module.css";

/** Recomputes the hash chain of the whole log. */
export function AuditVerify() {
  const [verify, { data, error, isFetching, fulfilledTimeStamp }] = api.endpoints.getAuditVerification.useLazyQuery();
  return (
    <div className="stack">
      <div className={styles.line}>
        <p className={styles.lead}>
          Each entry contains the hash of the previous one, so any change or removal can be detected.
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
      <Callout tone="ok" title="The log is intact">
        {plural(entries, "entry is", "entries are")} unchanged.{when}
      </Callout>
    );
  }
  return (
    <Callout tone="bad" title={broken_at === null ? "The log is not intact" : `The log is broken at entry ${broken_at}`}>
      {broken_at === null ? `Some of ${plural(entries, "entry", "entries")}` : `The entries from ${broken_at} on`} may have been
      changed. Compare them with a copy of the journal.{when}
    </Callout>
  );
}
