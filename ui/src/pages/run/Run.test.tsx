import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createMemoryRouter, RouterProvider } from "react-router";
import { textReceived } from "@/api/live";
import type { RunDetail } from "@/api/types";
import { Session } from "@/shell/Session";
import { createStore } from "@/store";
import { runSummary } from "@/test/samples";
import { fakeServer } from "@/test/server";
import { Run } from "./Run";
import { at, attempt, taskDetail, taskView } from "./samples";

beforeEach(() => {
  // jsdom has no layout, so there is nothing to observe.
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
});

const RESULT = {
  text: "# The flow fell", files: [], verdict: "accepted" as const, says: "accepted: its check passes: figures agree",
  programs: [{ task_id: "t1", way: "query", language: "sql", code: "SELECT avg(flow) FROM df" }], unproven: ["t2: nobody checked it"], missing: [],
  agreements: { t2: { agrees: false, says: "query and program disagree", methods: [{ way: "query", agent: "ann", gave: "12" }, { way: "program", agent: "bob", gave: "13" }] } }, notes: ["orte.csv: read as cp1252 (a guess)"],
  results: [{ says: "figures agree", kind: "number", passed: true, evidence: "5 of 5 agree" }],
};

function detail(changes: Partial<RunDetail> = {}): RunDetail {
  return {
    ...runSummary(), goal_document: { text: "Write" }, plan: null, task_list: [taskView()], agents: [], llms: {}, result: null,
    open_questions: [], last_seq: 48, seq: 48, counted_seq: 48, cursor: 100, doubtful: [], remarks: [], economies: [], stages: [], forecast: null, ...changes,
  };
}

function show(path: string, run: RunDetail, more: Parameters<typeof fakeServer>[0] = {}) {
  const sent = fakeServer({
    "GET /me": { body: { subject: "dana", role: "admin", agent: null } },
    "GET /runs/r1": { body: run },
    "GET /runs/r1/events": { body: { items: [], next: null } },
    "GET /runs/r1/tasks/t1": { body: taskDetail() },
    ...more,
  });
  const store = createStore();
  const router = createMemoryRouter([{ path: "/runs/:runId", element: <Session><Run /></Session> }], { initialEntries: [path] });
  render(<Provider store={store}><RouterProvider router={router} /></Provider>);
  return { sent, store, router, user: userEvent.setup() };
}

test("a finished run shows its result, with the evidence and the gaps", async () => {
  show("/runs/r1", detail({ outcome: "accepted", status: "reached", phase: "done", ended_at: at(40), result: RESULT, remarks: ["t1: 9000 characters of nile.csv left out"] }));
  expect(await screen.findByRole("tab", { name: "Result", selected: true })).toBeVisible();
  expect(screen.queryByText("Calls and costs are still being read")).toBeNull();
  expect(screen.getByText("5 of 5 agree")).toBeVisible();
  expect(screen.getByText("accepted: its check passes: figures agree")).toBeVisible();
  expect(screen.getByText("t1: 9000 characters of nile.csv left out")).toBeVisible();
  expect(screen.getByText("t2: nobody checked it")).toBeVisible();
  expect(screen.getByText("By query, ann").nextSibling).toHaveTextContent("12");
  expect(screen.getByText("By program, bob").nextSibling).toHaveTextContent("13");
  expect(screen.getByText("orte.csv: read as cp1252 (a guess)")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Cancel" })).toBeNull();
});

test("a long run whose calls are still being read says so until they are there", async () => {
  show("/runs/r1", detail({ seq: 200_000, last_seq: 200_000, counted_seq: 0 }));
  expect(await screen.findByRole("region", { name: "Calls and costs are still being read" })).toBeVisible();
});

test("a result shows, value by value, what its methods differ on, and its query on demand", async () => {
  const agreement = {
    agrees: false, says: "query and program disagree on mean", methods: [{ way: "query", gave: "{}" }, { way: "program", gave: "{}" }],
    differences: [{ place: "mean", values: ["12", ""] }],
  };
  const result = { ...RESULT, agreements: { t1: agreement } };
  const { user } = show("/runs/r1", detail({ outcome: "unproven", status: "reached", phase: "done", ended_at: at(40), llms: { worker: "tiny" }, result }));
  expect(await screen.findByRole("row", { name: "mean 12 nothing" })).toBeVisible();
  expect(screen.getByText("tiny · 10 s")).toBeVisible();
  // by its region: its words are spans once they are coloured
  const query = screen.getByRole("region", { name: "What computed t1", hidden: true });
  expect(query).toHaveTextContent("SELECT avg(flow) FROM df");
  expect(query).not.toBeVisible();
  await user.click(screen.getByText("t1 · by query · ada · m"));
  expect(query).toBeVisible();
});

test("a result says what was read in the input files", async () => {
  const column = {
    name: "people", type: "integer", missing: 2, missing_as: ["n/a"], distinct: 5, unique: false, minimum: 5, maximum: 900,
    values: [], odd: ["many"], odd_count: 1, unit: "", is_open: false,
  };
  const profile = { kind: "table", form: "delimited", encoding: "utf-8", rows: 8, columns: [column], sampled: 0, notes: [] };
  const file = { name: "towns.csv", digest: "d", size_bytes: 90 };
  show("/runs/r1", detail({ outcome: "accepted", status: "reached", phase: "done", ended_at: at(40), result: RESULT, goal_document: { text: "Write", inputs: [file] } }), {
    "GET /runs/r1/inputs": { body: { items: [{ ...file, note: "columns separated by ';'", source: "", profile, joins: [] }] } },
  });
  expect(await screen.findByText("8 rows, 1 column")).toBeVisible();
  expect(screen.getByText("columns separated by ';'")).toBeVisible();
  expect(screen.getByRole("table", { name: "Columns of towns.csv" })).toBeVisible();
  expect(screen.getByText("5 to 900")).toBeVisible();
  expect(screen.getByText("1 odd: many")).toBeVisible();
  expect(screen.getByRole("img", { name: "2 of 8 missing (as n/a)" })).toBeVisible();
});

test("the state at a past event is loaded, and a button leads back to now", async () => {
  const { sent, router, user } = show("/runs/r1?at=14&view=list", detail({ seq: 14 }));
  expect(await screen.findByText("Viewing event 14 of 48")).toBeVisible();
  expect(sent.some(({ path }) => path === "/api/v1/runs/r1?at=14")).toBe(true);
  await user.click(screen.getByRole("button", { name: "Back to now" }));
  expect(screen.queryByText("Viewing event 14 of 48")).toBeNull();
  expect(router.state.location.search).toBe("?view=list");
});

test("the answer is shown while it is being written", async () => {
  const working = attempt({ text: null, ended_at: null, judged_at: null, review: null });
  const { store } = show("/runs/r1?view=list&task=t1", detail(), {
    "GET /runs/r1/tasks/t1": { body: taskDetail({ attempt_list: [working] }) },
  });
  expect(await screen.findByText("No answer yet")).toBeVisible();
  act(() => void store.dispatch(textReceived({ pieces: [{ run_id: "r1", attempt_id: "t1#1", text: "The flow" }], now: 1 })));
  expect(await screen.findByText("The flow")).toBeVisible();
  expect(screen.getByText(/Being written/)).toBeVisible();
});

test("a waiting plan is approved together with its effects", async () => {
  const question = {
    question_id: "r1~plan", run_id: "r1", goal: "Write", task_id: null, attempt_id: null, kind: "plan" as const, title: "Approve the plan?",
    detail: "", risk: "low" as const, options: [], draft: "{}", asked_at: at(1), state: "open" as const, answer: null,
  };
  const { sent, user } = show("/runs/r1?view=list", detail({
    outcome: "waiting", open_questions: [question], forecast: { calls: 9, tokens: 2100, usd: "0.02", seconds: 12, basis: "the mean of 4 attempts" },
  }), { "POST /approvals/r1~plan/answer": { body: { ...question, state: "answered" } } });
  expect(await screen.findByText(/about 2.1k tokens in 9 calls, \$0.02/)).toBeVisible();
  await user.click(screen.getByRole("checkbox", { name: /approve its effects/ }));
  await user.click(screen.getByRole("button", { name: "Approve" }));
  expect(sent.find(({ method }) => method === "POST")?.body).toEqual({ decision: "approve", covers: true });
});

test("a missing run is reported as not found", async () => {
  show("/runs/r1", detail(), { "GET /runs/r1": { status: 404, body: { detail: "There is no run r1" } } });
  expect(await screen.findByText("Run not found")).toBeVisible();
});
