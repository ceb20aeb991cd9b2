/** Agents, models and settings, as an admin uses them. */
import { expect, test } from "./fixtures";
import { settled, uniqueName } from "./steps";

test("an agent is created, changed, compared and deleted", async ({ page }) => {
  const name = uniqueName("agent");
  await page.goto("/agents");
  await page.getByRole("link", { name: "New agent" }).click();
  const save = page.getByRole("button", { name: "Create agent" });
  await save.click();
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await expect(page.getByText(/^Name is empty/)).toBeVisible();

  await page.getByRole("textbox", { name: "Name" }).fill("not allowed");
  await expect(page.getByText("Name can't contain “ ”.", { exact: false })).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("textbox", { name: "Instructions" }).fill("Count the words.\nBe brief.");
  await page.getByRole("textbox", { name: "Fitness for analysis" }).fill("0.75");
  await expect(page.getByRole("slider", { name: "Fitness for analysis, slider" })).toHaveValue("0.75");
  await page.getByRole("textbox", { name: "Capabilities" }).fill("count");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove count" })).toBeVisible();
  await save.click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await page.getByRole("link", { name: "Edit" }).click();
  await page.getByRole("textbox", { name: "Instructions" }).fill("Count the words.\nBe very brief.");
  await page.getByRole("button", { name: "Save as version 2" }).click();
  await page.getByRole("tab", { name: "Versions" }).click();
  const diff = page.getByRole("region", { name: "Changes from version 1 to version 2" });
  await expect(diff).toContainText("removed: Be brief.");
  await expect(diff).toContainText("added: Be very brief.");

  await page.getByRole("switch", { name: "Offered to new runs" }).uncheck();
  await page.goto("/agents");
  await expect(page.getByRole("switch", { name: `Offer ${name} to new runs` })).not.toBeChecked();

  await page.getByRole("link", { name, exact: true }).click();
  await page.getByRole("button", { name: `More for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: `Delete ${name}` }).click();
  await expect(page).toHaveURL(/\/agents$/);
  await expect(page.getByRole("link", { name, exact: true })).toBeHidden();
});

test("an edit of an agent that someone else changed is not lost", async ({ page, request }) => {
  const name = uniqueName("shared");
  const url = `/api/v1/agents/${name}`;
  const draft = { description: "", types: {}, capabilities: [], instructions: "First.", tools: [], role: "worker", capacity: 1, priority: 5 };
  const origin = { Origin: new URL(test.info().project.use.baseURL!).origin };
  const made = await request.put(url, { data: draft, headers: { ...origin, "If-None-Match": "*" } });
  expect(made.ok(), await made.text()).toBe(true);

  await page.goto(`/agents/${name}?form=edit`);
  await page.getByRole("textbox", { name: "Instructions" }).fill("Mine.");
  const changed = await request.put(url, { data: { ...draft, instructions: "Theirs." }, headers: { ...origin, "If-Match": made.headers().etag! } });
  expect(changed.ok(), await changed.text()).toBe(true);

  await page.getByRole("button", { name: "Save as version 2" }).click();
  await expect(page.getByText(`Someone changed ${name} while you were editing`)).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Instructions" })).toHaveValue("Mine.");
  await page.getByRole("button", { name: "Show their changes" }).click();
  await expect(page.getByRole("region", { name: /^Their changes/ })).toContainText("added: Theirs.");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Save as version 3" }).click();
  await expect(page.getByText("Mine.", { exact: true })).toBeVisible();
  await request.delete(url, { headers: origin });
});

test("unsaved changes are not lost by mistake", async ({ page }) => {
  await page.goto("/settings/general");
  const calls = page.getByRole("textbox", { name: "Model calls" });
  const before = await calls.inputValue();
  await calls.fill("1.5");
  await expect(page.getByText("Model calls can't be “1.5”.", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(calls).toBeFocused();

  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "About" }).click();
  const guard = page.getByRole("dialog", { name: "Leave without saving?" });
  await guard.getByRole("button", { name: "Stay" }).click();
  await expect(calls).toHaveValue("1.5");
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(calls).toHaveValue(before);
});

test("the defaults of new goals are changed", async ({ page }) => {
  await page.goto("/settings/general");
  const agents = page.getByRole("textbox", { name: "Attempts" });
  const before = await agents.inputValue();
  const other = before === "1999" ? "2000" : "1999";
  for (const value of [other, before]) {
    await agents.fill(value);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Unsaved changes")).toBeHidden();
    await page.reload();
    await expect(agents).toHaveValue(value);
  }
});

test("a key is created, shown once, and revoked", async ({ page }) => {
  const name = uniqueName("key");
  await page.goto("/settings/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
  await expect(page.getByText(/^Name is empty/)).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("combobox", { name: "Role" }).selectOption("observer");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();

  const secret = page.getByRole("status", { name: "Secret" });
  await expect(secret).toHaveText(/^hk_/);
  await page.keyboard.press("Escape");
  await expect(page.getByText(/^The key is not copied yet/)).toBeVisible();
  await expect(secret).toBeVisible();
  await page.getByRole("button", { name: "I have stored it" }).click();
  await expect(secret).toBeHidden();

  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Revoked");
  await page.reload();
  await expect(row).toContainText("Revoked");
});

test("the audit log is filtered and verified", async ({ page }) => {
  await page.goto("/settings/audit");
  const list = page.getByRole("list", { name: "Audit log, newest first" });
  await expect(list.getByRole("listitem").first()).toBeVisible();
  await page.getByRole("searchbox", { name: "Filter the audit log" }).fill("zzz-nothing");
  await expect(page.getByText("No matching entries")).toBeVisible();
  await page.getByRole("button", { name: "Clear the filter" }).click();
  await expect(list).toBeVisible();
  await page.getByRole("button", { name: "Verify the log" }).click();
  await expect(page.getByText("The log is intact")).toBeVisible();
});

test("models and roles are listed", async ({ page }) => {
  await page.goto("/models");
  await settled(page);
  await expect(page.getByRole("table", { name: "Available models" }).getByRole("row").nth(1)).toBeVisible();
  await page.getByRole("button", { name: "Download" }).click();
  await expect(page.getByText(/^Model is empty/)).toBeVisible();
  await page.goto("/settings/roles");
  const table = page.getByRole("table", { name: "What each role may do" });
  await expect(table.getByRole("columnheader", { name: /Admin/ })).toBeVisible();
  await expect(table.getByRole("row")).not.toHaveCount(1);
});
