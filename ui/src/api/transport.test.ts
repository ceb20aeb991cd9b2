import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { runSummary } from "@/test/samples";
import { api, search } from "./api";

test("a POST whose response is lost is repeated with the same key", async () => {
  const sent = fakeServer({ "POST /runs": ["unreachable", { status: 201, body: runSummary() }] });
  const store = createStore();
  const { data } = await store.dispatch(api.endpoints.startRun.initiate({ goal: { text: "x" } }));
  expect(data?.run_id).toBe("r1");
  const keys = sent.map(({ headers }) => headers.get("Idempotency-Key"));
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});

test("two actions have two keys", async () => {
  const sent = fakeServer({ "POST /runs/r1/cancel": { status: 202, body: runSummary() } });
  const store = createStore();
  await store.dispatch(api.endpoints.cancelRun.initiate("r1"));
  await store.dispatch(api.endpoints.cancelRun.initiate("r1"));
  expect(new Set(sent.map(({ headers }) => headers.get("Idempotency-Key"))).size).toBe(2);
});

test("a 401 signs out", async () => {
  fakeServer({ "GET /me": { status: 401, body: { detail: "Sign in first.", code: "unauthenticated" } } });
  const store = createStore();
  const { error } = await store.dispatch(api.endpoints.getMe.initiate());
  expect(error).toEqual({ status: 401, detail: "Sign in first.", code: "unauthenticated" });
  expect(store.getState().session.signedOut).toBe(true);
});

test("the second page is requested with the first one's cursor", async () => {
  const sent = fakeServer({
    "GET /runs": [
      { body: { items: [runSummary()], next: "c2" } },
      { body: { items: [runSummary({ run_id: "r2" })], next: null } },
    ],
  });
  const store = createStore();
  const query = { q: "rain", outcome: ["failed", "cancelled"] as ("failed" | "cancelled")[] };
  await store.dispatch(api.endpoints.getRuns.initiate(query));
  await store.dispatch(api.endpoints.getRuns.initiate(query, { direction: "forward" }));
  expect(sent.map(({ path }) => path)).toEqual([
    "/api/v1/runs?q=rain&outcome=failed&outcome=cancelled",
    "/api/v1/runs?q=rain&outcome=failed&outcome=cancelled&cursor=c2",
  ]);
});

test("empty values are not sent", () => {
  expect(search({ a: undefined, b: null, c: "", d: [] })).toBe("");
  expect(search({ at: 0 })).toBe("?at=0");
});
