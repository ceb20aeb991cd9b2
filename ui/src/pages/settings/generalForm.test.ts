import type { Limits } from "@/api/types";
import { changeOf, errorsOf, formOf } from "./generalForm";

const LIMITS: Limits = { calls: 200, tokens: null, usd: "0.10", seconds: 3600.5, agents: 2000, depth: 3 };
const CONSENT = { plan: true, effects: "medium", results: false, questions: true } as const;
const form = formOf({ limits: LIMITS, consent: CONSENT });
const withLimit = (change: Partial<typeof form.limits>) => ({ ...form, limits: { ...form.limits, ...change } });

test("unchanged settings are sent unchanged", () => {
  expect(changeOf(form)).toEqual({ limits: LIMITS, consent: CONSENT });
  expect(errorsOf(form)).toEqual({});
});

test("consent that the server leaves out is off", () => {
  expect(formOf({ limits: LIMITS, consent: {} }).consent).toEqual({ plan: false, effects: "none", results: false, questions: false });
});

test("an emptied field means no limit", () => {
  expect(changeOf(withLimit({ calls: " ", usd: "" })).limits).toMatchObject({ calls: null, usd: null });
});

test.each([
  ["calls", "1.5", "Model calls can't be “1.5”. Enter a whole number of 0 or more, or leave it empty."],
  ["usd", "-1", "Cost in USD can't be “-1”. Enter a number of 0 or more, or leave it empty."],
  ["seconds", "0", "Time in seconds can't be “0”. Enter a number above 0, or leave it empty."],
  ["agents", "0", "Attempts can't be “0”. Enter a whole number of 1 or more, or leave it empty."],
  ["depth", "", "Depth is empty. Enter a whole number of 0 or more."],
])("%s can't be %j", (key, text, message) => {
  expect(errorsOf(withLimit({ [key]: text }))).toEqual({ [key]: message });
});
