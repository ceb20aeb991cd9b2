/**
 * Shared by every spec: signing in with HOCKET_LOGIN (the link that `hocket serve` prints), and the
 * check that no page has errors or contacts any other server.
 */
import { test as base, type BrowserContextOptions, expect } from "@playwright/test";

type StorageState = Exclude<BrowserContextOptions["storageState"], string | undefined>;

export const NOBODY: StorageState = { cookies: [], origins: [] };

export function loginLink(): string {
  const link = process.env.HOCKET_LOGIN;
  if (!link) throw new Error("HOCKET_LOGIN is not set: give it the link that `hocket serve` prints");
  return link;
}

export const test = base.extend<{ quiet: undefined }, { owner: StorageState }>({
  /** Signs in once; every test starts with its cookie. */
  owner: [
    async ({ browser }, use) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(loginLink());
      await expect(page.getByRole("textbox", { name: "Goal" })).toBeVisible();
      await use(await context.storageState());
      await context.close();
    },
    { scope: "worker" },
  ],
  storageState: async ({ owner }, use) => use(owner),
  quiet: [
    async ({ context, baseURL }, use) => {
      const host = new URL(baseURL ?? "").host;
      const faults: string[] = [];
      const note = (url: string) => {
        const { protocol, host: asked } = new URL(url);
        if (!["data:", "blob:"].includes(protocol) && asked !== host) faults.push(`a request to ${url}`);
      };
      context.on("request", (request) => note(request.url()));
      context.on("weberror", (error) => faults.push(`an error: ${error.error().message}`));
      context.on("page", (page) => page.on("websocket", (socket) => note(socket.url())));
      await use(undefined);
      expect(faults, "no errors and no requests to other servers").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
