import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { goalBox, RUN_MS, uniqueName } from "./steps";

const estimate = { name: "Estimate", exact: true } as const;
const panel = (page: Page) => page.getByRole("region", { name: "Estimates" });

const cost = (tokens: number) => ({ calls: Math.ceil(tokens / 900), tokens, usd: "0.0000", seconds: tokens / 80 });
const way = (name: string, tokens: number, changes: object) => ({
  name, trade: "", llm: "ollama:qwen2.5-coder:7b", care: "normal", single: false, over: {}, ...changes,
  cost: { ...cost(tokens), basis: "12 earlier tasks of such kinds with this LLM", low: cost(tokens / 3), high: cost(tokens * 2.4) },
});
/** As a home answers in which two LLMs have worked. */
const ESTIMATES = {
  kind: "table", tasks: 1, loads: 1, covered: { tokens: { covered: 41, runs: 52 } },
  ways: [
    way("as asked", 5200, { over: { tokens: true } }),
    way("care=low", 2300, { care: "low", trade: "no second method: what no check proves is delivered as unproven", over: { tokens: false } }),
    way("llm=ollama:qwen2.5-coder:1.5b", 3100, { llm: "ollama:qwen2.5-coder:1.5b", trade: "another LLM, which may be right less often" }),
  ],
};

test("what a goal would take is shown before it is started", async ({ page }) => {
  await page.goto("/");
  await goalBox(page).fill(`Which town is dearest? (${uniqueName("estimate")})`);
  await page.getByRole("button", estimate).click();
  await expect(panel(page)).toContainText("As asked");
  await expect(panel(page)).toContainText("The ranges are to cover 80 % of runs");
  await goalBox(page).fill("Something else");
  await expect(panel(page)).toHaveCount(0);
});

test("a cheaper way is taken with a click, and the run is started in it", async ({ page }) => {
  test.setTimeout(RUN_MS + 30_000);
  await page.route("**/api/v1/estimates", (route) => route.fulfill({ json: ESTIMATES }));
  await page.goto("/");
  await goalBox(page).fill(`Which town is dearest? (${uniqueName("way")})`);
  await page.getByRole("button", estimate).click();
  const cheaper = panel(page).getByRole("listitem").filter({ hasText: "Without second methods" });
  await cheaper.getByRole("button", { name: "Take this way" }).click();
  await expect(cheaper.getByRole("button", { name: "Taken" })).toHaveAttribute("aria-pressed", "true");
  const asked = page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/api/v1/runs"));
  await page.getByRole("button", { name: "Start", exact: true }).click();
  expect((await asked).postDataJSON()).toMatchObject({ goal: { care: "low" } });
  await expect(page).toHaveURL(/\/runs\/run-/);
});

for (const theme of ["light", "dark"] as const) {
  test(`estimates have no barrier and fit the window in ${theme}`, async ({ page }, info) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.route("**/api/v1/estimates", (route) => route.fulfill({ json: ESTIMATES }));
    await page.goto("/");
    await goalBox(page).fill("Which town is dearest?");
    await page.getByRole("button", estimate).click();
    await expect(panel(page).getByRole("listitem")).toHaveCount(3);
    const found = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
    expect(found.violations.map(({ id }) => id)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.screenshot({ path: info.outputPath("estimates.png"), fullPage: true });
  });
}
