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

/** Who did what, newest first. The filter covers the loaded entries, and shows how many those are. */
export function AuditLog() {
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useGetAuditInfiniteQuery();
  const [query, setQuery] = useState("");
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
  const matching = query.trim() === "" ? entries : entries.filter((entry) => matches(entry, query));
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
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </div>
        <p className={styles.count} role="status">
          {query.trim() !== "" &&
            `${plural(matching.length, "entry", "entries")} in the newest ${formatCount(entries.length)}`}
        </p>
        {query.trim() !== "" && hasNextPage && (
          <Button size="sm" busy={isFetchingNextPage} onClick={more}>
            Load older entries
          </Button>
        )}
      </div>
      <Card flush className="container">
        {matching.length > 0 ? (
          <>
            <AuditRowHeader />
            <WindowList
              // Another filter is another list, whose rows are measured again.
              key={query}
              label="Audit log, newest first"
              className={styles.list}
              items={matching}
              itemKey={({ seq }) => seq}
              rowHeight={ROW_HEIGHT}
              total={hasNextPage ? -1 : matching.length}
              onEnd={query.trim() === "" ? more : undefined}
            >
              {(entry) => <AuditRow entry={entry} />}
            </WindowList>
          </>
        ) : (
          <Nothing query={query} onClear={() => setQuery("")} />
        )}
        {isFetchingNextPage && query.trim() === "" && (
          <div className={styles.more}>
            <Spinner label="Loading more of the log" />
          </div>
        )}
      </Card>
    </>
  );
}

function Nothing({ query, onClear }: { query: string; onClear: () => void }) {
  if (query.trim() === "") {
    return <EmptyState icon="runs" title="No entries yet">Sign-ins, new runs and changes to settings are logged here.</EmptyState>;
  }
  return (
    <EmptyState icon="search" title="No matching entries" action={<Button onClick={onClear}>Clear the filter</Button>}>
      No loaded entry contains “{query}”.
    </EmptyState>
  );
}

function matches({ at, subject, role, action, target, outcome, address }: AuditEntry, query: string): boolean {
  const words = [at, subject, role, action, target, outcome, outcomeText(outcome), address].join(" ").toLowerCase();
  return query.toLowerCase().split(/\s+/).every((word) => words.includes(word));
}
