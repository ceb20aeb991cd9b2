import { expect, test } from "./fixtures";
import { goalBox, openedRun, RUN_MS, tabTo, uniqueName } from "./steps";

test.describe.configure({ timeout: RUN_MS });

test("a goal is started with the Tab key alone", async ({ page }) => {
  await page.goto("/");
  await expect(goalBox(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await tabTo(page, goalBox(page));
  await page.keyboard.type(`By keyboard (${uniqueName("keys")})`);
  await tabTo(page, page.getByRole("button", { name: "Start", exact: true }));
  await page.keyboard.press("Enter");
  expect(await openedRun(page)).not.toBe("");
});

test("a goal is started with shortcuts", async ({ page }) => {
  await page.goto("/runs");
  await expect(page.getByRole("heading", { name: "Runs", level: 1 })).toBeVisible();
  await page.keyboard.press("c");
  await expect(goalBox(page)).toBeFocused();
  await page.keyboard.type(`By shortcut (${uniqueName("keys")})`);
  await page.keyboard.press("Control+Enter");
  expect(await openedRun(page)).not.toBe("");
});

test("dialogs trap focus and return it", async ({ page }) => {
  await page.goto("/settings/keys");
  const opener = page.getByRole("button", { name: "New key" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "New key" });
  await expect(dialog.getByRole("textbox", { name: "Name" })).toBeFocused();
  for (let pressed = 0; pressed < 12; pressed += 1) {
    await page.keyboard.press("Tab");
    // A native dialog lets focus move to the browser's toolbars, never to the page below.
    expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null)).toBe(true);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});
