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
import { useOperations } from "./useOperations";

export function Models() {
  const { data, error, refetch } = useGetModelsQuery();
  const operations = useOperations();
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
      <OperationList operations={operations.shown} onClose={operations.close} onAgain={operations.start} canManage={canManage} />
      <ModelTable models={data.items} operations={operations.running} onOperate={canManage ? operations.start : undefined} />
      <PassportList />
    </Page>
  );
}
