import { expect, loginLink, NOBODY, test } from "./fixtures";
import { goalBox, openMore } from "./steps";

test.use({ storageState: NOBODY });

test("the link signs in, a button signs out", async ({ page, isMobile }) => {
  await page.goto("/agents");
  await expect(page.getByRole("heading", { name: "Sign in to hocket" })).toBeVisible();
  await page.goto(loginLink());
  await expect(goalBox(page)).toBeVisible();
  // The secret is not left in the address.
  expect(page.url()).not.toContain("token");

  await openMore(page, isMobile);
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in to hocket" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in to hocket" })).toBeVisible();
});

test("a wrong key is refused with a reason", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("Paste a key first.")).toBeVisible();
  await page.getByLabel("Key").fill("hk_wrong_key");
  await page.getByLabel("Key").press("Enter");
  await expect(page.getByText(/This key is not valid/)).toBeVisible();
  await expect(page.getByLabel("Key")).toHaveAttribute("aria-invalid", "true");
});

test("the link's credential also works as a key", async ({ page }) => {
  await page.goto("/settings/about");
  await page.getByLabel("Key").fill(new URL(loginLink()).searchParams.get("token") ?? "");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
});
