import { ButtonLink } from "@/components/Button";
import { EmptyState } from "@/components/EmptyState";
import { Page } from "@/components/Page";

export function Missing() {
  return (
    <Page title="Not found">
      <EmptyState icon="search" title="Page not found" action={<ButtonLink to="/">Go home</ButtonLink>}>
        The address may be mistyped, or the page no longer exists.
      </EmptyState>
    </Page>
  );
}
