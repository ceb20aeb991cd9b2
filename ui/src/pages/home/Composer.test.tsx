import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createMemoryRouter, RouterProvider } from "react-router";
import { createStore } from "@/store";
import { runSummary } from "@/test/samples";
import { fakeServer } from "@/test/server";
import { Composer } from "./Composer";

const SETTINGS = {
  body: { limits: { calls: 200, tokens: 500_000, usd: "1", seconds: 3600 }, consent: { effects: "high" } },
};

function show() {
  const router = createMemoryRouter([
    { path: "/", element: <Composer /> },
    { path: "/runs/:runId", element: <p>the run</p> },
  ]);
  render(
    <Provider store={createStore()}>
      <RouterProvider router={router} />
    </Provider>,
  );
  return userEvent.setup();
}
const goal = () => screen.getByRole("textbox", { name: "Goal" });

test("Ctrl+Enter starts the goal and opens its run", async () => {
  const sent = fakeServer({ "GET /settings": SETTINGS, "POST /runs": { status: 201, body: runSummary() } });
  const user = show();
  await user.type(goal(), "  Write a limerick  ");
  await user.click(screen.getByRole("switch", { name: /show me the plan/i }));
  await user.click(screen.getByRole("button", { name: "Budget" }));
  await user.type(screen.getByRole("textbox", { name: "Model calls" }), "10");
  await user.selectOptions(screen.getByRole("combobox", { name: "Second method" }), "All work is done twice");
  await user.click(goal());
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(await screen.findByText("the run")).toBeVisible();
  expect(sent.find(({ method }) => method === "POST")?.body).toEqual({
    goal: { text: "Write a limerick", limits: { calls: 10 }, care: "high", consent: { effects: "high", plan: true } },
  });
});

test("an empty goal is not sent, and the page says why", async () => {
  const sent = fakeServer({ "GET /settings": SETTINGS });
  const user = show();
  await user.click(screen.getByRole("button", { name: /start/i }));
  expect(screen.getByRole("alert")).toHaveTextContent("Describe the goal first.");
  expect(sent.some(({ method }) => method === "POST")).toBe(false);
});

test("attached files go with the goal", async () => {
  const input = { name: "nile.csv", digest: "d", size_bytes: 3 };
  const sent = fakeServer({
    "GET /settings": SETTINGS,
    "POST /files": { status: 201, body: input },
    "POST /runs": { status: 201, body: runSummary() },
  });
  const user = show();
  await user.upload(screen.getByLabelText("Files to attach"), new File(["1,2"], "nile.csv"));
  await waitFor(() => expect(screen.getByText("3 B")).toBeInTheDocument());
  await user.type(goal(), "Sum it up");
  await user.click(screen.getByRole("button", { name: /start/i }));
  await screen.findByText("the run");
  expect(sent.at(-1)?.body).toMatchObject({ goal: { inputs: [input] } });
  expect(sent.some(({ path }) => path === "/api/v1/files?name=nile.csv")).toBe(true);
});

test("the server's error is shown, and the goal is kept", async () => {
  fakeServer({ "GET /settings": SETTINGS, "POST /runs": { status: 422, body: { detail: "No LLM is configured." } } });
  const user = show();
  await user.type(goal(), "Write");
  await user.click(screen.getByRole("button", { name: /start/i }));
  expect(await screen.findByRole("alert")).toHaveTextContent("No LLM is configured.");
  expect(goal()).toHaveValue("Write");
});

const cost = (tokens: number) => ({ calls: 2, tokens, usd: "0.0000", seconds: tokens / 100 });
const way = (name: string, tokens: number, changes: object) => ({
  name, trade: "", llm: "big", care: "normal", single: false, over: {}, ...changes,
  cost: { ...cost(tokens), basis: "3 earlier tasks", low: cost(tokens / 2), high: cost(tokens * 2) },
});
const ESTIMATES = {
  body: {
    kind: "table", tasks: 1, loads: 1, covered: { tokens: { covered: 4, runs: 5 } },
    ways: [
      way("as asked", 4000, { over: { tokens: true } }),
      way("care=low", 2000, { care: "low", trade: "no second method" }),
      way("llm=small", 1000, { llm: "small", trade: "another LLM" }),
    ],
  },
};

test("estimates show each way with its interval, and the way that is taken is started", async () => {
  const sent = fakeServer({ "GET /settings": SETTINGS, "POST /estimates": ESTIMATES, "POST /runs": { status: 201, body: runSummary() } });
  const user = show();
  await user.type(goal(), "Which town is dearest?");
  await user.click(screen.getByRole("button", { name: "Estimate" }));
  const panel = await screen.findByRole("region", { name: "Estimates" });
  expect(panel).toHaveTextContent("2k to 8k");
  expect(panel).toHaveTextContent("Will probably exceed your limit on tokens");
  expect(panel).toHaveTextContent("1 LLM to be loaded first");
  expect(panel).toHaveTextContent("Earlier ranges of tokens covered 4 of 5 runs");
  const [, , small] = screen.getAllByRole("listitem");
  expect(small).toHaveTextContent("By small");
  await user.click(within(small!).getByRole("button", { name: "Take this way" }));
  expect(within(small!).getByRole("button", { name: "Taken" })).toHaveAttribute("aria-pressed", "true");
  await user.click(screen.getByRole("button", { name: /start/i }));
  expect(await screen.findByText("the run")).toBeVisible();
  expect(sent.find(({ path }) => path.endsWith("/runs"))?.body).toMatchObject({ llm: "small" });
});

test("estimates are gone once the goal says something else", async () => {
  fakeServer({ "GET /settings": SETTINGS, "POST /estimates": ESTIMATES });
  const user = show();
  await user.type(goal(), "Which town is dearest?");
  await user.click(screen.getByRole("button", { name: "Estimate" }));
  await screen.findByRole("region", { name: "Estimates" });
  await user.type(goal(), " And why?");
  expect(screen.queryByRole("region", { name: "Estimates" })).toBeNull();
});
