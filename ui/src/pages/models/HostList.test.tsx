import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import type { Host } from "@/api/types";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { HostList } from "./HostList";

const HOSTS: Host[] = [
  { name: "ollama", ok: true, state: "ready", summary: "2 models", left_out: [], circuits: [], calls: null },
  { name: "llamacpp", ok: true, state: "empty", summary: "no models", left_out: [], circuits: [], calls: null },
  { name: "lan", ok: false, state: "unavailable", summary: "It cannot be reached", left_out: [], circuits: [], calls: null },
  { name: "wordllama", ok: false, state: "not_installed", summary: "wordllama is not installed; run pip install", left_out: [], circuits: [], calls: null },
];

test("a host that is not installed shows what to install", () => {
  render(<HostList hosts={HOSTS} />);
  const shown = screen.getAllByRole("listitem").map((item) => {
    const { getByRole } = within(item);
    return [getByRole("heading").textContent, item.textContent];
  });
  expect(shown).toEqual([
    ["ollama", "ollamaAvailable2 models"],
    ["llamacpp", "llamacppAvailableno models"],
    ["lan", "lanUnavailableIt cannot be reached"],
    ["wordllama", "wordllamaNot installedwordllama is not installed; run pip install"],
  ]);
});

const REFUSING: Host = {
  name: "ollama",
  ok: true,
  state: "ready",
  summary: "1 model",
  left_out: [{ model: "ollama:qwen3:8b", parts: ["seed", "stop"] }],
  circuits: [],
  calls: null,
};

function show(canManage: boolean) {
  const sent = fakeServer({ "POST /models/forget": { body: { model: "ollama:qwen3:8b", parts: ["seed", "stop"] } } });
  render(
    <Provider store={createStore()}>
      <HostList hosts={[REFUSING]} canManage={canManage} />
    </Provider>,
  );
  return sent;
}

test("what a model refused is shown with its host, and can be sent again", async () => {
  const sent = show(true);
  expect(screen.getByRole("listitem")).toHaveTextContent("qwen3:8b refused seed, stop; requests leave it out.");
  await userEvent.setup().click(screen.getByRole("button", { name: "Send seed, stop to ollama:qwen3:8b again" }));
  expect(sent.map(({ path, body }) => [path, body])).toEqual([["/api/v1/models/forget", { model: "ollama:qwen3:8b" }]]);
});

test("who cannot manage models sees what one refused, without a way to change it", () => {
  show(false);
  expect(screen.getByText(/refused seed, stop/)).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});

const IN_A_WHILE = new Date(Date.now() + 7_250_000).toISOString();
const HELD: Host = {
  name: "lan",
  ok: true,
  state: "ready",
  summary: "2 models",
  left_out: [],
  circuits: [
    {
      model: "lan:qwen3:8b", state: "open", failures: 5, since: new Date(Date.now() - 180_000).toISOString(),
      retry_at: IN_A_WHILE, cause: "lan answered 500: no runner",
    },
  ],
  calls: { limit: 4, least: 1, most: 32, in_progress: 3, waiting: 2, paused_until: null },
};

test("a model whose calls are held back is shown with the cause and the next try", () => {
  render(<HostList hosts={[HELD]} />);
  const item = screen.getByRole("listitem");
  expect(item).toHaveTextContent("lanCalls held back2 models");
  expect(item).toHaveTextContent("Up to 4 calls at once (between 1 and 32), 3 in progress, 2 waiting");
  expect(item).toHaveTextContent("qwen3:8b gets no calls: the last 5 failed, the first of them 3 m ago. Next try: in 2 h.");
  expect(item).toHaveTextContent("lan answered 500: no runner");
});

test("a host that is away says when it is tried, and one that asked for a pause until when", () => {
  const summary = "lan cannot be reached";
  const circuits = [{ ...HELD.circuits[0]!, model: "", state: "half_open" as const, failures: 1, cause: summary }];
  const away: Host = { ...HELD, ok: false, state: "unavailable", summary, circuits };
  const paused: Host = { ...HELD, name: "box", circuits: [], calls: { ...HELD.calls!, least: 32, paused_until: IN_A_WHILE } };
  render(<HostList hosts={[away, paused]} />);
  const [first, second] = screen.getAllByRole("listitem");
  expect(first).toHaveTextContent("lanUnavailablelan cannot be reached");
  expect(within(first!).getAllByText(summary)).toHaveLength(1);
  expect(first).toHaveTextContent("No calls are sent: the last one failed 3 m ago. The next call tries again.");
  expect(second).toHaveTextContent("Up to 4 calls at once, 3 in progress, 2 waiting");
  expect(second).toHaveTextContent("The host asked for a pause. Next calls: in 2 h.");
});
