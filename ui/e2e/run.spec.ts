import type { Locator } from "@playwright/test";
import { expect, test } from "./fixtures";
import { finishedRun, goalBox, openedRun, outcomeOf, RUN_MS, seeItEnd, settled, startGoal, uniqueName } from "./steps";

test.describe.configure({ timeout: RUN_MS + 30_000 });

const approve = { name: "Approve", exact: true } as const;

test("a goal is started and watched to its end", async ({ page }) => {
  const goal = `Write a limerick about rain (${uniqueName("goal")})`;
  const runId = await startGoal(page, goal);
  await expect(page.getByRole("heading", { name: goal })).toBeVisible();
  await seeItEnd(page, runId);

  await page.getByRole("tab", { name: "Result" }).click();
  await expect(page.getByRole("tabpanel")).not.toBeEmpty();
  await page.goto(`/runs?q=${encodeURIComponent(goal)}`);
  await expect(page.getByRole("listitem").filter({ hasText: goal })).toBeVisible();
});

test("an empty goal is not started", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("alert")).toHaveText("Describe the goal first.");
  await expect(page).toHaveURL(/\/$/);
});

test("a plan waits for its approval, also over a reload", async ({ page }) => {
  await page.goto("/");
  await goalBox(page).fill(`Plan first (${uniqueName("plan")})`);
  await page.getByRole("switch", { name: /show me the plan/i }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await expect(page.getByRole("button", approve)).toBeVisible({ timeout: 30_000 });
  const runId = page.url().split("/").at(-1)!.split("?")[0]!;
  expect(await outcomeOf(page, runId)).toBe("waiting");

  await page.reload();
  await page.getByRole("button", approve).click();
  await expect(page.getByRole("button", approve)).toBeHidden();
  await seeItEnd(page, runId);
});

test("a plan can be rejected, with a reason", async ({ page }) => {
  await page.goto("/");
  await goalBox(page).fill(`To be rejected (${uniqueName("plan")})`);
  await page.getByRole("switch", { name: /show me the plan/i }).check();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: /^Reject/ }).click({ timeout: 30_000 });
  await page.getByRole("dialog").getByRole("textbox").fill("It is not worth it");
  await page.getByRole("dialog").getByRole("button", { name: /^Reject/ }).click();
  const runId = page.url().split("/").at(-1)!.split("?")[0]!;
  await expect.poll(() => outcomeOf(page, runId)).not.toMatch(/waiting|running/);
});

test("a reload in the middle loses nothing", async ({ page }) => {
  const goal = `Say something about snow (${uniqueName("reload")})`;
  const runId = await startGoal(page, goal);
  await page.reload();
  await expect(page.getByRole("heading", { name: goal })).toBeVisible();
  await seeItEnd(page, runId);
});

test("a result shows what its methods differ on, and the query that computed it", async ({ page }) => {
  await page.goto(`/runs?q=${encodeURIComponent("by two methods")}`);
  await page.getByRole("link", { name: /by two methods/ }).first().click();
  await seeItEnd(page, await openedRun(page));
  await page.getByRole("tab", { name: "Result" }).click();
  await expect(page.getByText("unproven: query and program disagree on most")).toBeVisible();
  await expect(page.getByRole("row", { name: "most 921.0 812.4" })).toBeVisible();
  await expect(page.getByText("SELECT avg(flow)")).toBeHidden();
  await page.getByText(/· by .*ada|· ada|· ben|· cleo/).first().click();
  await expect(page.getByText("SELECT avg(flow)")).toBeVisible();
});

test("a sentence of a report shows the fact that it rests on", async ({ page }) => {
  await page.goto(`/runs?q=${encodeURIComponent("a checked report")}`);
  await page.getByRole("link", { name: /a checked report/ }).first().click();
  await seeItEnd(page, await openedRun(page));
  await page.getByRole("tab", { name: "Result" }).click();
  const basis = page.getByRole("complementary", { name: "What the sentence rests on" });
  await page.getByRole("button", { name: "In 1900 the flow was 812.4 m3." }).focus();
  await expect(basis).toContainText("flow of 1900 · flow.csv · row 1");
  await page.getByRole("button", { name: "In the next year it was lower." }).click();
  await expect(basis).toContainText("No fact is tied to it.");
  // A press stays while the pointer passes over another sentence.
  await page.getByRole("button", { name: "In 1900 the flow was 812.4 m3." }).hover();
  await expect(basis).toContainText("No fact is tied to it.");
  // A press elsewhere, or Escape, puts it away.
  await page.getByRole("heading", { name: "The flow", exact: true }).click();
  await expect(basis).toContainText("Point at a sentence");
  await page.getByRole("button", { name: "Perhaps less snow had fallen." }).click();
  await expect(basis).toContainText("a judgement or guess of the author");
  await seesTheChart(page.getByRole("region", { name: "Result" }));

  // The file shows the chart beside it as well.
  await page.getByRole("tab", { name: "Files" }).click();
  await page.getByRole("button", { name: /report\.md/ }).click();
  await seesTheChart(page.getByRole("article", { name: "report.md" }));
});

/** The chart stands once, and is drawn. */
async function seesTheChart(within: Locator) {
  const chart = within.getByRole("img", { name: "Chart of the figures" });
  await expect(chart).toHaveCount(1);
  await expect.poll(() => chart.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
}

test("a run is replayed from its first event to its last", async ({ page }) => {
  const runId = await finishedRun(page);
  await page.goto(`/runs/${encodeURIComponent(runId)}`);
  await settled(page);
  const slider = page.getByRole("slider", { name: /^Event to show/ });
  const last = await slider.getAttribute("max");
  await expect(slider).toHaveValue(last ?? "");

  await slider.focus();
  await page.keyboard.press("Home");
  await expect(slider).toHaveAttribute("aria-valuetext", new RegExp(`^Event 1 of ${last}`));
  await expect(page).toHaveURL(/[?&]at=1\b/);
  await page.keyboard.press("ArrowRight");
  await expect(slider).toHaveAttribute("aria-valuetext", new RegExp(`^Event 2 of ${last}`));

  // The address follows a moment later; a reload shows the same state.
  await expect(page).toHaveURL(/[?&]at=2\b/);
  await page.reload();
  await expect(slider).toHaveValue("2");
  await page.getByRole("button", { name: "Now", exact: true }).click();
  await expect(slider).toHaveValue(last ?? "");
  await expect(page).not.toHaveURL(/[?&]at=/);
});
