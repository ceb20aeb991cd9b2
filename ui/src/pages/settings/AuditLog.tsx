import { useState } from "react";
import { useGetAuditInfiniteQuery } from "@/api/api";
import type { AuditEntry } from "@/api/types";
import { Button } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Input } from "@/components/Field";
import { Icon } from "@/components/Icon";
import { Skeleton } from "@/components/Skeleton";
import { Spinner } from "@/components/Spinner";
import { WindowList } from "@/components/VirtualList";
import { formatCount, plural } from "@/text/format";
import { AuditRow, AuditRowHeader } from "./AuditRow";
import { outcomeText } from "./auditWords";
import { AuditVerify } from "./AuditVerify";
import styles from "./AuditLog.module.css";

const ROW_HEIGHT = 41;

/** Who did what, newest first. The filter looks at what is loaded, and says how much that is. */
export function AuditLog() {
  const query = useGetAuditInfiniteQuery();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const [sought, setSought] = useState("");
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  if (!data) {
    return (
      <Card>
        {error ? (
          <ErrorState error={error} title="Could not load the audit log" onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={10} height={18} />
        )}
      </Card>
    );
  }
  const entries = data.pages.flatMap((page) => page.items);
  const found = sought.trim() === "" ? entries : entries.filter((entry) => matches(entry, sought));
  return (
    <>
      <AuditVerify />
      <div className={styles.bar} role="search" aria-label="Audit log">
        <div className={styles.search}>
          <Icon name="filter" />
          <Input
            type="search"
            aria-label="Filter the audit log"
            placeholder="Filter by who, what, where"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </div>
        <p className={styles.count} role="status">
          {sought.trim() !== "" &&
            `${plural(found.length, "entry", "entries")} in the newest ${formatCount(entries.length)}`}
        </p>
        {sought.trim() !== "" && hasNextPage && (
          <Button size="sm" busy={isFetchingNextPage} onClick={more}>
            Look further back
          </Button>
        )}
      </div>
      <Card flush className="container">
        {found.length > 0 ? (
          <>
            <AuditRowHeader />
            <WindowList
              // Rows of another filter are measured anew.
              key={sought}
              label="Audit log, newest first"
              className={styles.list}
              items={found}
              itemKey={({ seq }) => seq}
              rowHeight={ROW_HEIGHT}
              total={hasNextPage ? -1 : found.length}
              onEnd={sought.trim() === "" ? more : undefined}
            >
              {(entry) => <AuditRow entry={entry} />}
            </WindowList>
          </>
        ) : (
          <Nothing sought={sought} onClear={() => setSought("")} />
        )}
        {isFetchingNextPage && sought.trim() === "" && (
          <div className={styles.more}>
            <Spinner label="Loading more of the log" />
          </div>
        )}
      </Card>
    </>
  );
}

function Nothing({ sought, onClear }: { sought: string; onClear: () => void }) {
  if (sought.trim() === "") {
    return <EmptyState icon="runs" title="Nothing was done yet">Signing in, starting runs, changing settings: all of it is kept here.</EmptyState>;
  }
  return (
    <EmptyState icon="search" title="No entry matches" action={<Button onClick={onClear}>Clear the filter</Button>}>
      Nothing that is loaded says “{sought}”.
    </EmptyState>
  );
}

function matches({ at, subject, role, action, target, outcome, address }: AuditEntry, sought: string): boolean {
  const words = [at, subject, role, action, target, outcome, outcomeText(outcome), address].join(" ").toLowerCase();
  return sought.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}
