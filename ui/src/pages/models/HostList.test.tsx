import { render, screen, within } from "@testing-library/react";
import type { Host } from "@/api/types";
import { HostList } from "./HostList";

const HOSTS: Host[] = [
  { name: "ollama", ok: true, state: "ready", summary: "2 models" },
  { name: "llamacpp", ok: true, state: "empty", summary: "no models" },
  { name: "lan", ok: false, state: "unavailable", summary: "It cannot be reached" },
  { name: "wordllama", ok: false, state: "not_installed", summary: "wordllama is not installed; run pip install" },
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
