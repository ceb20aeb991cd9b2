/** With a real, small model: HOCKET_URL is a `hocket serve` with HOCKET_LLM=llamacpp:…. */
import { expect, test } from "./fixtures";
import { outcomeOf, startGoal } from "./steps";

const ANSWER_MS = 240_000;
const WRITING = "Answer being written";

test("a model's words are seen as it writes them, and its run ends @embedded", async ({ page }) => {
  test.setTimeout(ANSWER_MS + 30_000);
  // A short answer shows only for a moment, so the page itself records it.
  await page.addInitScript((label) => {
    const seen: string[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const text = document.querySelector(`[aria-label="${label}"]`)?.textContent?.trim();
      if (text && text !== seen.at(-1)) seen.push(text);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  }, WRITING);
  const runId = await startGoal(page, "What colour is the sky? Answer in one short sentence.");
  await page.getByRole("group", { name: /^Task graph/ }).getByRole("button").first().click({ timeout: ANSWER_MS });
  await expect.poll(() => page.evaluate(() => (window as unknown as { seen: string[] }).seen.length), { timeout: ANSWER_MS }).toBeGreaterThan(0);

  await expect.poll(() => outcomeOf(page, runId), { timeout: ANSWER_MS, intervals: [1000] }).toMatch(/accepted|unproven|failed/);
  expect(await outcomeOf(page, runId)).not.toBe("failed");
  await page.getByRole("tab", { name: "Result", exact: true }).click();
  await expect(page.getByRole("tabpanel", { name: "Result" })).toContainText(/\w/);
});
