import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import type { Host } from "@/api/types";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { HostList } from "./HostList";

const HOSTS: Host[] = [
  { name: "ollama", ok: true, state: "ready", summary: "2 models", left_out: [] },
  { name: "llamacpp", ok: true, state: "empty", summary: "no models", left_out: [] },
  { name: "lan", ok: false, state: "unavailable", summary: "It cannot be reached", left_out: [] },
  { name: "wordllama", ok: false, state: "not_installed", summary: "wordllama is not installed; run pip install", left_out: [] },
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
