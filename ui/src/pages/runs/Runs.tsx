import { useGetRunsInfiniteQuery } from "@/api/api";
import type { RunsQuery } from "@/api/types";
import { Button, ButtonLink } from "@/components/Button";
import { Card } from "@/components/Card";
import { EmptyState, ErrorState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { RunRow, RunRowHeader } from "@/components/RunRow";
import { Skeleton } from "@/components/Skeleton";
import { Spinner } from "@/components/Spinner";
import { WindowList } from "@/components/VirtualList";
import { RunFilters } from "./RunFilters";
import { useRunFilter } from "./useRunFilter";
import styles from "./Runs.module.css";

const PAGE_SIZE = 100;
const ROW_HEIGHT = 45;

export function Runs() {
  const { filter, change, clear, isSet } = useRunFilter();
  return (
    <Page
      title="Runs"
      actions={
        <ButtonLink to="/" state={{ compose: 1 }} variant="primary" icon="plus">
          New run
        </ButtonLink>
      }
    >
      <RunFilters filter={filter} onChange={change} />
      <RunList query={{ ...filter, limit: PAGE_SIZE }} onClear={isSet ? clear : undefined} />
    </Page>
  );
}

function RunList({ query, onClear }: { query: RunsQuery; onClear: (() => void) | undefined }) {
  const { data, error, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useGetRunsInfiniteQuery(query);
  if (!data) {
    return (
      <Card flush>
        {error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton lines={10} height={20} className={styles.loading} />
        )}
      </Card>
    );
  }
  const runs = data.pages.flatMap((page) => page.items);
  if (runs.length === 0) return <NoRuns onClear={onClear} />;
  return (
    <Card flush className="container">
      <RunRowHeader />
      <WindowList
        // Another query is another list, whose rows are measured again.
        key={JSON.stringify(query)}
        label="Runs, newest first"
        className={styles.list}
        items={runs}
        itemKey={(run) => run.run_id}
        rowHeight={ROW_HEIGHT}
        total={hasNextPage ? -1 : runs.length}
        onEnd={() => {
          if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
        }}
      >
        {(run) => <RunRow run={run} />}
      </WindowList>
      {isFetchingNextPage && (
        <div className={styles.more}>
          <Spinner label="Loading more runs" />
        </div>
      )}
    </Card>
  );
}

function NoRuns({ onClear }: { onClear: (() => void) | undefined }) {
  return (
    <Card>
      {onClear ? (
        <EmptyState icon="search" title="No matching runs" action={<Button onClick={onClear}>Clear the filter</Button>}>
          The search covers the text of goals.
        </EmptyState>
      ) : (
        <EmptyState icon="runs" title="No runs yet">
          Enter a goal to start one. Runs stay listed here.
        </EmptyState>
      )}
    </Card>
  );
}
