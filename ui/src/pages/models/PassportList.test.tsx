import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { vi } from "vitest";
import type { ModelView, Operation, Passport } from "@/api/types";
import { createStore } from "@/store";
import { fakeServer } from "@/test/server";
import { PassportList, Passports } from "./PassportList";

const PASSPORT: Passport = {
  model: "llamacpp:tiny",
  digest: "abcdef0123456789",
  here: true,
  machine: { fingerprint: "00", system: "Linux", architecture: "x86_64", cores: 2, memory_gb: 8 },
  remark: "",
  tested_at: null,
  card: {
    skills: [
      { skill: "tools", title: "tool calls", right: 1, tries: 2, low: 0.1, high: 0.9, marks: { "right tool": [1, 2] }, note: "", unjudged: 0 },
      { skill: "sql", title: "SQL that passes tests", right: 0, tries: 0, low: 0, high: 1, marks: {}, note: "there is no sandbox", unjudged: 2 },
    ],
    speeds: [
      { slots: 1, prompt_tokens_per_s: 80, tokens_per_s: 20, total_tokens_per_s: 20, busy: false },
      { slots: 2, prompt_tokens_per_s: 70, tokens_per_s: 12, total_tokens_per_s: 24, busy: true },
      { slots: 4, prompt_tokens_per_s: 0, tokens_per_s: 6, total_tokens_per_s: 22, busy: false },
    ],
    load_s: 3,
    memory_bytes: 345_000_000,
    window_tokens: 8192,
    probes: 4,
    seconds: 60,
    prompt_tokens: 100,
    completion_tokens: 10,
  },
};

test("a card has each skill with its share and what was told apart", () => {
  render(<Passports passports={[PASSPORT]} models={[]} />);
  const skills = within(screen.getByRole("list", { name: "Skills of llamacpp:tiny" })).getAllByRole("listitem");
  expect(skills.map((item) => item.textContent)).toEqual([
    "tool calls1 of 2right tool 1/2",
    "SQL that passes testsnot judgedthere is no sandbox",
  ]);
  expect(screen.getByRole("img", { name: "1 of 2 passed" })).toBeVisible();
});

test("a card has the speeds, and says that the machine was busy", () => {
  render(<Passports passports={[PASSPORT]} models={[]} />);
  expect(screen.getByText("1 answer: reads 80 tokens/s, writes 20")).toBeVisible();
  expect(screen.getByText("2 answers together: reads 70 tokens/s, writes 24, 12 each")).toBeVisible();
  expect(screen.getByText("4 answers together: writes 22 tokens/s, 6 each")).toBeVisible();
  expect(screen.getByText(/had other work meanwhile/)).toBeVisible();
});

test("without a passport the page says how to get one", () => {
  render(<Passports passports={[]} models={[]} />);
  expect(screen.getByText("hocket models test")).toBeVisible();
});

function model(name: string, digest: string): ModelView {
  return {
    name, digest, adapter: name.split(":")[0]!, size_bytes: 1, context_tokens: 8192, loaded: false, memory_bytes: 0, can_chat: true, can_embed: false,
    details: {}, roles: [], tokens_per_s: null, calls: 0,
  };
}
const TINY = model("llamacpp:tiny", PASSPORT.digest);
const OTHER = model("ollama:other", "ffff");
const TEST: Operation = {
  operation_id: "operation-1", kind: "test", model: "ollama:other", state: "running", what: "arithmetic/sum", done: 4, total: 51, error: "",
  started_at: "2026-11-21T10:00:00Z",
};

function list(passports: Passport[], test?: Operation, onTest?: (model: string) => void) {
  const sent = fakeServer({ "GET /models/passports": { body: { items: passports } } });
  const shown = (now?: Operation) => (
    <Provider store={store}>
      <PassportList models={[TINY, OTHER]} test={now} onTest={onTest} />
    </Provider>
  );
  const store = createStore();
  const { rerender } = render(shown(test));
  return { sent, update: (now: Operation) => rerender(shown(now)) };
}

test("models without a passport of this machine are listed, and each can be tested", async () => {
  const asked: string[] = [];
  list([PASSPORT], undefined, (name) => asked.push(name));
  const untested = await screen.findByRole("list", { name: "Models without a passport" });
  expect(within(untested).getAllByRole("listitem").map((item) => item.textContent)).toEqual(["ollama:othernot tested on this machineTest"]);
  await userEvent.setup().click(screen.getByRole("button", { name: "Test: ollama:other" }));
  await userEvent.setup().click(screen.getByRole("button", { name: "Test again: llamacpp:tiny" }));
  expect(asked).toEqual(["ollama:other", "llamacpp:tiny"]);
});

test("a passport of another machine says so, and its model counts as not tested here", async () => {
  list([{ ...PASSPORT, here: false }], undefined, () => undefined);
  expect(await screen.findByText(/of another kind of machine/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Test: llamacpp:tiny" })).toBeVisible();
  expect(screen.queryByRole("button", { name: "Test again: llamacpp:tiny" })).toBeNull();
});

test("during a test no other one can be started, and the card is asked for after each probe", async () => {
  const { sent, update } = list([PASSPORT], TEST, () => undefined);
  expect(await screen.findByRole("button", { name: "Test again: llamacpp:tiny" })).toBeDisabled();
  expect(screen.getByRole("button", { name: "Test: ollama:other" })).toHaveAttribute("aria-busy", "true");
  expect(screen.getByText("being tested")).toBeVisible();
  const before = sent.length;
  update({ ...TEST, what: "arithmetic/product", done: 5 });
  await vi.waitFor(() => expect(sent.length).toBe(before + 1));
});

test("who cannot test models sees which are tested, without a way to start one", async () => {
  list([PASSPORT]);
  expect(await screen.findByText("not tested on this machine")).toBeVisible();
  expect(screen.queryByRole("button")).toBeNull();
});
