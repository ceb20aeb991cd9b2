import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createMemoryRouter, RouterProvider } from "react-router";
import { textReceived } from "@/api/live";
import { Session } from "@/shell/Session";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { Chat } from "./Chat";

const SUMMARY = { conversation_id: "c1", agent: "cleo", title: "Rain", started_at: "2026-11-21T10:00:00Z", last_at: "2026-11-21T10:00:00Z", messages: 0 };
const message = (id: string, agent_type: string, text: string) => ({
  message_id: id, timestamp: "2026-11-21T10:00:00Z", sender: { agent_id: agent_type === "human" ? "user" : "cleo", agent_type },
  recipient: {}, content: { type: "query", payload: { text } }, metadata: {},
});
const conversation = (...messages: object[]) => ({ body: { conversation_id: "u", participants: [{ agent_id: "cleo", role: "agent" }], messages } });

beforeAll(() => {
  vi.stubGlobal("ResizeObserver", class { observe() {} disconnect() {} });
});

function show(answers: Parameters<typeof fakeServer>[0], at = "/chat/c1") {
  const sent = fakeServer({
    "GET /me": { body: { subject: "me", role: "admin", agent: null } },
    "GET /conversations": { body: { items: [SUMMARY], next: null } },
    "GET /conversations/c1": conversation(),
    ...answers,
  });
  const store = createStore();
  const router = createMemoryRouter([{ path: "/chat/:id?", element: <Session><Chat /></Session> }], { initialEntries: [at] });
  render(
    <Provider store={store}>
      <RouterProvider router={router} />
    </Provider>,
  );
  return { store, router, posts: () => sent.filter(({ method }) => method === "POST"), user: userEvent.setup() };
}
const field = () => screen.findByRole("textbox", { name: "Message to cleo" });

test("Enter sends, Shift+Enter starts a new line, and the answer appears", async () => {
  const { posts, user } = show({
    "GET /conversations/c1": [conversation(), conversation(message("1", "human", "a\nb"), message("2", "specialist", "It rains."))],
    "POST /conversations/c1/messages": { status: 201, body: { message: message("2", "specialist", "It rains."), run_id: null } },
  });
  await user.type(await field(), "a{Shift>}{Enter}{/Shift}b{Enter}");
  expect(await screen.findByText("It rains.")).toBeVisible();
  expect(posts()[0]?.body).toEqual({ text: "a\nb" });
  expect(await field()).toHaveValue("");
});

test("an answer is shown as it is written", async () => {
  const { store, user } = show({});
  vi.stubGlobal("fetch", new Proxy(fetch, {
    // The answer does not arrive during the test.
    apply: (real, self, [request]: [Request]) => (request.method === "POST" ? new Promise(() => undefined) : Reflect.apply(real, self, [request])),
  }));
  await user.type(await field(), "Why?{Enter}");
  expect(await screen.findByText("Thinking…")).toBeVisible();
  act(() => void store.dispatch(textReceived({ pieces: [{ run_id: "c1", attempt_id: "message#1", text: "Because of" }], now: Date.now() + 5 })));
  expect(await screen.findByText("Because of")).toBeVisible();
  expect(screen.getByText("Because of").closest("[aria-live]")).toBeNull();
});

test("a failed message keeps its text and can be sent again", async () => {
  const { posts, user } = show({
    "POST /conversations/c1/messages": { status: 503, body: { detail: "The host does not answer." } },
  });
  await user.type(await field(), "Why?{Enter}");
  expect(await screen.findByText(/The host does not answer/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(posts()).toHaveLength(2));
  expect(await screen.findByText(/The host does not answer/)).toBeVisible();
  await user.click(screen.getByRole("button", { name: "Edit" }));
  expect(await field()).toHaveValue("Why?");
});

test("a conversation starts with a choice of the agent and a first message, which can be a run", async () => {
  const { posts, router, user } = show({
    "GET /agents": { body: { items: [{ name: "ada", enabled: true, description: "", llm: "m" }, { name: "cleo", enabled: true, description: "", llm: "m" }] } },
    "POST /conversations": { status: 201, body: SUMMARY },
    "POST /conversations/c1/messages": { status: 201, body: { message: message("2", "orchestrator", ""), run_id: "r1" } },
  }, "/chat/new");
  await user.click(await screen.findByRole("radio", { name: /cleo/ }));
  await user.click(screen.getByRole("switch", { name: "Make it a run" }));
  await user.type(await field(), "Do it{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/chat/c1"));
  await waitFor(() => expect(posts().map(({ body }) => body)).toEqual([{ agent: "cleo" }, { text: "Do it", as_run: true }]));
});
