import { Component, type ReactNode } from "react";
import { useRouteError } from "react-router";
import { Button } from "./Button";
import { EmptyState } from "./EmptyState";

/** Shown when rendering itself fails. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null as unknown };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    return this.state.error === null ? this.props.children : <Broken error={this.state.error} />;
  }
}

/** The same for a route: the navigation stays usable. */
export function RouteError() {
  return <Broken error={useRouteError()} />;
}

function Broken({ error }: { error: unknown }) {
  const message = error instanceof Error ? error.message : String(error);
  return (
    <div role="alert">
      <EmptyState
        icon="warning"
        title="This page crashed"
        action={
          <Button icon="refresh" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
      >
        Your runs are not affected. Error: {message}
      </EmptyState>
    </div>
  );
}
