/** Tests of models, as an admin starts and stops them at the page. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { settled } from "./steps";

/** Runs of other specs go first, and take as long as they take. */
const FREE_MS = 240_000;

/** Starts the test that the open dialog is about; it is refused with the reason while runs are at work. */
async function begin(page: Page, { again = true } = {}) {
  await page.getByRole("checkbox", { name: /^Short form/ }).check();
  const fromStart = page.getByRole("checkbox", { name: /^From the beginning/ });
  if (again && (await fromStart.isVisible())) await fromStart.check();
  const start = page.getByRole("button", { name: "Start the test" });
  await expect(async () => {
    if (await start.isVisible()) await start.click();
    await expect(page.getByRole("dialog")).toBeHidden({ timeout: 2000 });
  }).toPass({ timeout: FREE_MS, intervals: [500] });
}

test("a model is tested probe by probe, stopped, goes on, and has a card", async ({ page }) => {
  test.setTimeout(2 * FREE_MS);
  await page.goto("/models");
  await settled(page);
  await page.getByRole("button", { name: /^Test( again)?: scripted$/ }).click();
  await expect(page.getByRole("dialog", { name: "Test scripted?" })).toContainText("Runs and chats go first");
  await begin(page);
  const activity = page.getByRole("status").getByRole("listitem").filter({ hasText: "scripted" });
  await expect(activity).toContainText("Testing scripted");
  await expect(activity).toContainText(/[3-9] of \d+ probes/, { timeout: FREE_MS });
  await expect(page.getByRole("button", { name: /^Test( again)?: other$/ })).toBeDisabled();
  await expect(page.getByRole("list", { name: "Skills of scripted" }).getByRole("listitem").first()).toBeVisible();

  await page.getByRole("button", { name: "Stop testing scripted" }).click();
  await expect(activity).toContainText("Stopped testing scripted");
  await expect(activity).toContainText(/\d+ of \d+ probes have a result, which is kept/);
  await activity.getByRole("button", { name: "Go on" }).click();
  await begin(page, { again: false });
  await expect(activity).toContainText("Tested scripted", { timeout: FREE_MS });
  const skills = page.getByRole("list", { name: "Skills of scripted" }).getByRole("listitem");
  await expect(skills.filter({ hasText: "keeps instructions" })).toContainText(/\d of \d/);
});
