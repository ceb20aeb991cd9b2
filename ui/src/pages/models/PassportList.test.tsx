import { render, screen, within } from "@testing-library/react";
import type { Passport } from "@/api/types";
import { Passports } from "./PassportList";

const PASSPORT: Passport = {
  model: "llamacpp:tiny",
  digest: "abcdef0123456789",
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
  render(<Passports passports={[PASSPORT]} />);
  const skills = within(screen.getByRole("list", { name: "Skills of llamacpp:tiny" })).getAllByRole("listitem");
  expect(skills.map((item) => item.textContent)).toEqual([
    "tool calls1 of 2right tool 1/2",
    "SQL that passes testsnot judgedthere is no sandbox",
  ]);
  expect(screen.getByRole("img", { name: "1 of 2 passed" })).toBeVisible();
});

test("a card has the speeds, and says that the machine was busy", () => {
  render(<Passports passports={[PASSPORT]} />);
  expect(screen.getByText("1 answer: reads 80 tokens/s, writes 20")).toBeVisible();
  expect(screen.getByText("2 answers together: reads 70 tokens/s, writes 24, 12 each")).toBeVisible();
  expect(screen.getByText("4 answers together: writes 22 tokens/s, 6 each")).toBeVisible();
  expect(screen.getByText(/had other work meanwhile/)).toBeVisible();
});

test("without a passport the page says how to get one", () => {
  render(<Passports passports={[]} />);
  expect(screen.getByText("hocket models test")).toBeVisible();
});
