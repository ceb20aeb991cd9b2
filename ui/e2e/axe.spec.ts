import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";
import { finishedRun, RUN_MS, settled } from "./steps";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const PAGES = [
  "/", "/runs", "/inbox", "/chat", "/agents", "/agents?form=new", "/models",
  "/settings/general", "/settings/appearance", "/settings/keys", "/settings/roles", "/settings/audit", "/settings/about",
  "/nowhere",
];
const RUN_TABS = ["graph", "timeline", "result", "conversation", "files", "budget", "journal"];
const AGENT_TABS = ["overview", "results", "versions"];

for (const theme of ["light", "dark"] as const) {
  test.describe(`in ${theme}`, () => {
    // Each page is checked in both sizes and both themes, but not in all four pairs.
    test.skip(({ isMobile }) => (isMobile ?? false) !== (theme === "dark"), "the other size has this theme");
    test.beforeEach(({ page }) => page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" }));

    for (const path of PAGES) {
      test(`${path} has no barrier`, async ({ page }) => {
        await page.goto(path);
        await expectNoBarrier(page);
      });
    }

    test("a run has no barrier in any tab", async ({ page }) => {
      test.setTimeout(RUN_MS + 60_000);
      const runId = await finishedRun(page);
      for (const tab of RUN_TABS) {
        await test.step(tab, async () => {
          await page.goto(`/runs/${encodeURIComponent(runId)}?tab=${tab}`);
          await expect(page.getByRole("tabpanel")).toBeVisible();
          await expectNoBarrier(page);
        });
      }
    });

    test("an agent has no barrier in any tab", async ({ page }) => {
      test.setTimeout(60_000);
      await page.goto("/agents");
      await page.getByRole("list", { name: "Agents" }).getByRole("link").first().click();
      await expect(page.getByRole("tabpanel")).toBeVisible();
      const address = new URL(page.url()).pathname;
      for (const tab of AGENT_TABS) {
        await test.step(tab, async () => {
          await page.goto(`${address}?tab=${tab}`);
          await expectNoBarrier(page);
        });
      }
    });
  });
}

async function expectNoBarrier(page: Parameters<typeof settled>[0]) {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const barriers = violations.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 200)).join("\n  ")}`);
  expect(barriers, page.url()).toEqual([]);
  // Nothing overflows sideways (WCAG 1.4.10).
  // Not innerWidth: a phone zooms out until it includes the overflow.
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow, `${page.url()} overflows`).toBeLessThanOrEqual(0);
}
