/** Every page and its address. Each page is its own chunk, loaded on first use. */
import type { ComponentType } from "react";
import type { RouteObject } from "react-router";
import { RouteError } from "./components/ErrorBoundary";
import { PageSpinner } from "./components/Spinner";
import { AppShell } from "./shell/AppShell";
import { Live } from "./shell/Live";
import { Session } from "./shell/Session";

const page = (path: string, load: () => Promise<ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
  errorElement: <RouteError />,
});

export const routes: RouteObject[] = [
  {
    element: (
      <Session>
        <Live>
          <AppShell />
        </Live>
      </Session>
    ),
    hydrateFallbackElement: <PageSpinner />,
    errorElement: <RouteError />,
    children: [
      page("/", async () => (await import("./pages/home/Home")).Home),
      page("/runs", async () => (await import("./pages/runs/Runs")).Runs),
      page("/runs/:runId", async () => (await import("./pages/run/Run")).Run),
      page("/runs/:a/compare/:b", async () => (await import("./pages/compare/Compare")).Compare),
      page("/inbox", async () => (await import("./pages/inbox/Inbox")).Inbox),
      page("/chat/:id?", async () => (await import("./pages/chat/Chat")).Chat),
      page("/agents/:name?", async () => (await import("./pages/agents/Agents")).Agents),
      page("/models", async () => (await import("./pages/models/Models")).Models),
      page("/settings/:section?", async () => (await import("./pages/settings/Settings")).Settings),
      page("*", async () => (await import("./pages/missing/Missing")).Missing),
    ],
  },
];
