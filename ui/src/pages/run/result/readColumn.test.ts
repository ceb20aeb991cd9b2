import type { ReadColumn } from "@/api/types";
import { oddText, typeText, valuesText } from "./readColumn";

const COLUMN: ReadColumn = {
  name: "price", type: "number", missing: 0, missing_as: [], distinct: 9, unique: false, minimum: 1, maximum: 7.5,
  values: [], odd: [], odd_count: 0, unit: "", is_open: false,
};

test("a column of numbers is told by its range", () => {
  expect(valuesText(COLUMN)).toBe("1 to 7.5");
  expect(valuesText({ ...COLUMN, maximum: 1 })).toBe("always 1");
});

test("a column of words is told by its most frequent values", () => {
  const words = { ...COLUMN, type: "text", minimum: null, maximum: null, distinct: 3, values: [["red", 4], ["blue", 1]] } as ReadColumn;
  expect(valuesText(words)).toBe("red (4), blue, 1 more");
  expect(valuesText({ ...words, values: [["x".repeat(40), 1]], distinct: 1 })).toBe(`${"x".repeat(28)}…`);
});

test("what is odd about a column and its unit are named", () => {
  expect(oddText(COLUMN)).toBe("");
  expect(oddText({ ...COLUMN, odd: ["ten"], odd_count: 2, is_open: true })).toBe("2 odd: ten; day and month may be swapped");
  expect(typeText({ ...COLUMN, unit: "€" })).toBe("number (€)");
  expect(typeText({ ...COLUMN, unit: "mixed" })).toBe("number (several units)");
});
