import { ButtonLink } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";

export function Missing() {
  return (
    <Page title="Not found">
      <EmptyState icon="search" title="There is nothing at this address" action={<ButtonLink to="/">Go home</ButtonLink>}>
        It may be mistyped, or what was here is gone.
      </EmptyState>
    </Page>
  );
}
