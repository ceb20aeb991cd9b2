import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createMemoryRouter, RouterProvider } from "react-router";
import type { Approval } from "@/api/types";
import { Session } from "@/shell/Session";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { Inbox } from "./Inbox";

const approval = (question_id: string, changes: Partial<Approval> = {}): Approval => ({
  question_id, run_id: "r1", goal: "Write to Ann", task_id: "t1", attempt_id: "t1#1", kind: "result", title: `Title ${question_id}`,
  detail: "", risk: "low", options: [], draft: "The text", asked_at: `2026-11-21T10:00:0${question_id.length}Z`, state: "open", answer: null,
  ...changes,
});
const ONE = approval("a");
const TWO = approval("bb");
const ANSWERED: Approval = { ...ONE, state: "answered", answer: { decision: "reject", covers: false, words: "No", by: "dana", at: "2026-11-21T10:01:00Z" } };

function show(answers: Parameters<typeof fakeServer>[0], at = "/inbox") {
  const sent = fakeServer({
    "GET /me": { body: { subject: "me", role: "admin", agent: null } },
    "GET /approvals": { body: { items: [ONE, TWO], next: null } },
    "GET /approvals/a": { body: ONE },
    "GET /approvals/bb": { body: TWO },
    ...answers,
  });
  const router = createMemoryRouter([{ path: "/inbox", element: <Session><Inbox /></Session> }], { initialEntries: [at] });
  render(
    <Provider store={createStore()}>
      <RouterProvider router={router} />
    </Provider>,
  );
  return { sent: () => sent.filter(({ method, path }) => method === "POST" && path.includes("/answer")), user: userEvent.setup() };
}
const detail = async (title: string) => within(await screen.findByRole("article", { name: title }));

test("the key a approves, and the next question is shown", async () => {
  const { sent, user } = show({ "POST /approvals/a/answer": { body: ANSWERED } });
  await detail("Title a");
  await user.keyboard("a");
  await detail("Title bb");
  expect(sent().map(({ path, body }) => [path, body])).toEqual([["/api/v1/approvals/a/answer", { decision: "approve" }]]);
});

test("the key a only focuses the button if the risk is high", async () => {
  const high = approval("a", { kind: "effect", risk: "high", draft: "{}" });
  const { sent, user } = show({ "GET /approvals": { body: { items: [high], next: null } }, "GET /approvals/a": { body: high } });
  await detail("Title a");
  await user.keyboard("a");
  expect(screen.getByRole("button", { name: "Approve" })).toHaveFocus();
  expect(sent()).toEqual([]);
});

test("g then a navigates and approves nothing", async () => {
  const { sent, user } = show({});
  await detail("Title a");
  await user.keyboard("ga");
  expect(sent()).toEqual([]);
});

test("rejecting needs a reason", async () => {
  const { sent, user } = show({ "POST /approvals/a/answer": { body: ANSWERED } });
  await detail("Title a");
  await user.keyboard("r");
  expect(screen.getByRole("button", { name: "Reject" })).toBeDisabled();
  await user.keyboard("Shorter, please");
  await user.click(screen.getByRole("button", { name: "Reject" }));
  await waitFor(() => expect(sent()[0]?.body).toEqual({ decision: "reject", words: "Shorter, please" }));
});

test("a late answer shows who answered first", async () => {
  const { user } = show({
    "GET /approvals/a": [{ body: ONE }, { body: ANSWERED }],
    "POST /approvals/a/answer": { status: 409, body: { detail: "It is already answered" } },
  });
  const shown = await detail("Title a");
  await user.click(shown.getByRole("button", { name: "Approve" }));
  expect(await shown.findByText(/dana answered first: rejected/)).toBeVisible();
  expect(shown.queryByRole("button", { name: "Approve" })).toBeNull();
});

test("a failed answer leaves the question open, with its text", async () => {
  const { user } = show({ "POST /approvals/a/answer": { status: 503, body: { detail: "The server is stopping" } } });
  const shown = await detail("Title a");
  await user.keyboard("r");
  await user.keyboard("Because");
  await user.click(shown.getByRole("button", { name: "Reject" }));
  expect(await shown.findByText(/The server is stopping/)).toBeVisible();
  expect(shown.getByRole("textbox")).toHaveValue("Because");
});

test("an option of a question is its answer", async () => {
  const question = approval("a", { kind: "question", draft: null, options: ["1900", "1950"] });
  const { sent, user } = show({
    "GET /approvals": { body: { items: [question], next: null } },
    "GET /approvals/a": { body: question },
    "POST /approvals/a/answer": { body: ANSWERED },
  });
  await user.click((await detail("Title a")).getByRole("button", { name: "1950" }));
  await waitFor(() => expect(sent()[0]?.body).toEqual({ decision: "answer", words: "1950" }));
});

test("an empty inbox says that nothing is waiting", async () => {
  show({ "GET /approvals": { body: { items: [], next: null } } });
  expect(await screen.findByText("Nothing is waiting for you")).toBeVisible();
});
