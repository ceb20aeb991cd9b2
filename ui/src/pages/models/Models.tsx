import { useEffect, useState } from "react";
import { useGetModelsQuery } from "@/api/api";
import { Card } from "@/components/Card";
import { ErrorState } from "@/components/EmptyState";
import { Page } from "@/components/Page";
import { Skeleton } from "@/components/Skeleton";
import { useCanManage } from "@/shell/Session";
import { HostList } from "./HostList";
import { ModelTable } from "./ModelTable";
import { PassportList } from "./PassportList";
import { OperationList } from "./OperationList";
import { PullForm } from "./PullForm";
import { TestDialog } from "./TestDialog";
import { useOperations } from "./useOperations";

/** How often the state of a host is asked for while calls to it are held back. */
const HELD_MS = 5000;

export function Models() {
  const [pollingInterval, setPollingInterval] = useState(0);
  const { data, error, refetch } = useGetModelsQuery(undefined, { pollingInterval });
  // A host that is away is asked for its models, which also shows that it is back.
  const isHeld = data?.hosts.some(({ circuits, calls }) => circuits.length > 0 || calls?.paused_until) ?? false;
  useEffect(() => setPollingInterval(isHeld ? HELD_MS : 0), [isHeld]);
  const operations = useOperations();
  const [toTest, setToTest] = useState<string | null>(null);
  const canManage = useCanManage();
  if (!data) {
    return (
      <Page title="Models">
        <Card>
          {error ? (
            <ErrorState error={error} title="Could not load the models" onRetry={() => void refetch()} />
          ) : (
            <Skeleton lines={8} height={18} />
          )}
        </Card>
      </Page>
    );
  }
  return (
    <Page title="Models">
      <HostList hosts={data.hosts} canManage={canManage} />
      {canManage && <PullForm hosts={data.hosts} models={data.items} start={operations.start} />}
      <OperationList operations={operations.shown} onClose={operations.close} onAgain={operations.start} onTest={setToTest} canManage={canManage} />
      <ModelTable models={data.items} operations={operations.running} onOperate={canManage ? operations.start : undefined} />
      <PassportList
        models={data.items}
        test={operations.running.find(({ kind }) => kind === "test")}
        onTest={canManage ? setToTest : undefined}
      />
      {toTest !== null && <TestDialog model={toTest} onClose={() => setToTest(null)} />}
    </Page>
  );
}
