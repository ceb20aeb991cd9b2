/**
 * The server is killed in the middle of a run and restarted. The test has its own server:
 * HOCKET_PYTHON runs HOCKET_SERVER (tests/ui/web_server.py) with its data in HOCKET_HOME_FOLDER.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test as base, expect, NOBODY } from "./fixtures";
import { outcomeOf, RUN_MS, startGoal } from "./steps";

interface Killable {
  origin: string;
  link: string;
  kill: () => Promise<void>;
  /** With the same data on the same port. */
  restart: () => Promise<void>;
}

const test = base.extend<{ server: Killable }>({
  server: async ({}, use) => {
    let { process, link } = await serverAt("0");
    const { origin, port } = new URL(link);
    const kill = async () => {
      if (process.exitCode !== null || process.signalCode !== null) return;
      process.kill("SIGKILL");
      await once(process, "exit");
    };
    const restart = async () => void ({ process } = await serverAt(port));
    await use({ origin, link, kill, restart });
    await kill();
  },
  baseURL: async ({ server }, use) => use(server.origin),
});

test.use({ storageState: NOBODY });
test.setTimeout(RUN_MS + 60_000);

test("a killed server is noticed, and its return too @restart", async ({ page, server }) => {
  const banner = page.getByText(/^Connection lost/);
  await page.goto(server.link);
  const runId = await startGoal(page, "Say slowly what rivers carry");
  await expect(page.getByRole("main").getByText("Working", { exact: true }).first()).toBeVisible();
  expect(await outcomeOf(page, runId)).toBe("running");
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));

  await server.kill();
  await expect(banner).toBeVisible();

  await server.restart();
  await expect(banner).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole("main").getByText(/^(Accepted|Unproven)$/).first()).toBeVisible({ timeout: RUN_MS });
  expect(await outcomeOf(page, runId)).toMatch(/accepted|unproven/);
  expect(await page.evaluate(() => "notReloaded" in window)).toBe(true);
});

async function serverAt(port: string): Promise<{ process: ChildProcess; link: string }> {
  const { HOCKET_PYTHON, HOCKET_SERVER, HOCKET_HOME_FOLDER } = process.env;
  if (!HOCKET_PYTHON || !HOCKET_SERVER || !HOCKET_HOME_FOLDER) {
    throw new Error("HOCKET_PYTHON, HOCKET_SERVER and HOCKET_HOME_FOLDER must be set");
  }
  const server = spawn(HOCKET_PYTHON, [HOCKET_SERVER, HOCKET_HOME_FOLDER, port], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    const link = /http\S+\/login\?token=\S+/.exec(line)?.[0];
    if (link) return { process: server, link };
  }
  throw new Error("The server ended before it listened");
}
