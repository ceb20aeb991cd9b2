import { expect, test } from "./fixtures";
import { openMore } from "./steps";

test("the theme is toggled, and kept over a reload", async ({ page, isMobile }) => {
  await page.goto("/runs");
  const html = page.locator("html");
  const toggle = page.getByRole("button", { name: /^Theme: / });
  await openMore(page, isMobile);
  await expect(toggle).toHaveAccessibleName("Theme: system");

  await toggle.click();
  await expect(html).toHaveAttribute("data-theme", "light");
  await expect(html).toHaveCSS("color-scheme", "light");
  await toggle.click();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await openMore(page, isMobile);
  await toggle.click();
  await expect(html).not.toHaveAttribute("data-theme", /.*/);
});

test("theme and density are chosen in the settings", async ({ page }) => {
  await page.goto("/settings/appearance");
  const html = page.locator("html");
  await page.getByRole("radio", { name: "Dark" }).check();
  await expect(html).toHaveAttribute("data-theme", "dark");
  await page.getByRole("radio", { name: "Compact" }).check();
  await expect(html).toHaveAttribute("data-density", "compact");
  await page.reload();
  await expect(page.getByRole("radio", { name: "Dark" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Compact" })).toBeChecked();
});
