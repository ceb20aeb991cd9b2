import { draftOf, EMPTY_KEY, errorsOf, stateOf } from "./keyForm";

const KEY = { ...EMPTY_KEY, name: " CI " };

test("a key is sent with what its role and expiry need", () => {
  expect(draftOf(KEY)).toEqual({ name: "CI", role: "observer", expires_in_days: 90 });
  expect(draftOf({ ...KEY, expiry: "never", agent: "left over" })).toEqual({ name: "CI", role: "observer" });
  expect(draftOf({ ...KEY, role: "specialist_agent", agent: "coding", expiry: "days", days: "7" })).toEqual({
    name: "CI", role: "specialist_agent", agent: "coding", expires_in_days: 7,
  });
});

test("missing fields are named, with the fix", () => {
  expect(errorsOf(KEY)).toEqual({});
  expect(errorsOf({ ...EMPTY_KEY, role: "specialist_agent", expiry: "days" })).toEqual({
    name: "Name is empty. Enter who or what will use the key.",
    agent: "Agent is empty. Choose the agent whose tasks the key may read.",
    days: "Days is empty. Enter a whole number from 1 to 3650.",
  });
  expect(errorsOf({ ...KEY, expiry: "days", days: "0" }).days).toBe("Days can't be “0”. Enter a whole number from 1 to 3650.");
});

test("a revoked key is revoked, even if it has expired", () => {
  const now = Date.parse("2026-11-21T10:00:00Z");
  const past = "2026-11-20T10:00:00Z";
  expect(stateOf({ revoked_at: null, expires_at: null }, now)).toBe("active");
  expect(stateOf({ revoked_at: null, expires_at: past }, now)).toBe("expired");
  expect(stateOf({ revoked_at: past, expires_at: past }, now)).toBe("revoked");
});
