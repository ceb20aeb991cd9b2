import { evidenceOf, originText, valueText } from "./evidence";

const FACT = { name: "value", value: 1120.5, unit: "m3", of: "Nile", when: ["1871"], source: "nile.csv", program: "volume of 1871", rows: [1] };

test("the evidence of sentences is read, and what has another form is left out", () => {
  const entry = { sentence: "It was 1,120.5 m3.", facts: [FACT] };
  const guess = { sentence: "Perhaps it rains less.", facts: [], judgement: true };
  const other = [{ sentence: 3, facts: [] }, { ...guess, judgement: "yes" }, { sentence: "x", facts: [{ ...FACT, rows: "all" }] }, null];
  expect(evidenceOf(JSON.stringify({ sentences: [entry, guess, ...other] }))).toEqual([entry, guess]);
  expect(evidenceOf("not JSON")).toEqual([]);
});

test("a fact says its value with the unit, and where it comes from", () => {
  expect(valueText(FACT)).toBe("1,120.5 m3");
  expect(originText(FACT)).toBe("volume of 1871 · nile.csv · row 1");
});
