/** Steps that several specs share. */
import { expect, type Locator, type Page } from "@playwright/test";

/** Runs take as long as their models. */
export const RUN_MS = 90_000;

const OVER = ["accepted", "corroborated", "unproven", "failed", "cancelled"];
const WORDS: Record<string, string> = {
  accepted: "Accepted", corroborated: "Corroborated", unproven: "Unproven", failed: "Failed", cancelled: "Cancelled",
};

export const goalBox = (page: Page) => page.getByRole("textbox", { name: "Goal" });

/** The id of the run whose page is shown. */
export async function openedRun(page: Page): Promise<string> {
  await page.waitForURL(/\/runs\/[^/?]+/);
  return decodeURIComponent(new URL(page.url()).pathname.split("/")[2] ?? "");
}

export async function startGoal(page: Page, text: string): Promise<string> {
  await page.goto("/");
  await goalBox(page).fill(text);
  await page.getByRole("button", { name: "Start", exact: true }).click();
  return openedRun(page);
}

export async function outcomeOf(page: Page, runId: string): Promise<string> {
  const answer = await page.request.get(`/api/v1/runs/${encodeURIComponent(runId)}`);
  expect(answer.ok(), `GET run ${runId}: ${answer.status()}`).toBe(true);
  return ((await answer.json()) as { outcome: string }).outcome;
}

/** Waits until the server reports the end, then until the open page shows it. */
export async function seeItEnd(page: Page, runId: string): Promise<string> {
  await expect.poll(() => outcomeOf(page, runId), { timeout: RUN_MS, intervals: [500] }).toMatch(new RegExp(OVER.join("|")));
  const outcome = await outcomeOf(page, runId);
  await expect(page.getByRole("main").getByText(WORDS[outcome] ?? outcome, { exact: true }).first()).toBeVisible({ timeout: 15_000 });
  return outcome;
}

/** A finished run: the newest one, or a new one. */
export async function finishedRun(page: Page): Promise<string> {
  const answer = await page.request.get("/api/v1/runs?outcome=accepted&outcome=unproven&limit=1");
  const { items } = (await answer.json()) as { items: { run_id: string }[] };
  if (items[0]) return items[0].run_id;
  const runId = await startGoal(page, "Say something short about rain");
  await seeItEnd(page, runId);
  return runId;
}

/** Waits until data is loaded and animations have ended. */
export async function settled(page: Page) {
  await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(ending.map((animation) => animation.finished.catch(() => undefined)));
  });
}

/** Presses Tab until the target has focus. */
export async function tabTo(page: Page, target: Locator, most = 40) {
  for (let pressed = 0; pressed < most; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** On a phone the theme button is under "More". */
export async function openMore(page: Page, isMobile: boolean) {
  if (isMobile) await page.getByRole("button", { name: "More", exact: true }).click();
}

/** A name that no other test or test run uses. */
export const uniqueName = (what: string) => `e2e-${what}-${Date.now().toString(36)}-${Math.floor(Math.random() * 1e4)}`;
