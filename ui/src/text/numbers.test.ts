import { numberError, type NumberRule } from "./numbers";

const CAPACITY: NumberRule = { label: "Capacity", whole: true, min: 1 };
const FITNESS: NumberRule = { label: "Fitness", min: 0, max: 1 };
const SECONDS: NumberRule = { label: "Time", min: 0, above: true, optional: true };

test.each([
  [CAPACITY, "1"],
  [CAPACITY, " 20 "],
  [FITNESS, "0"],
  [FITNESS, ".5"],
  [FITNESS, "1.0"],
  [SECONDS, ""],
  [SECONDS, "0.5"],
])("%o takes %s", (rule, text) => {
  expect(numberError(rule, text)).toBeUndefined();
});

test.each([
  [CAPACITY, "", "Capacity is empty. Enter a whole number of 1 or more."],
  [CAPACITY, "0", "Capacity can't be “0”. Enter a whole number of 1 or more."],
  [CAPACITY, "1.5", "Capacity can't be “1.5”. Enter a whole number of 1 or more."],
  [CAPACITY, "1e3", "Capacity can't be “1e3”. Enter a whole number of 1 or more."],
  [FITNESS, "1.2", "Fitness can't be “1.2”. Enter a number from 0 to 1."],
  [FITNESS, "high", "Fitness can't be “high”. Enter a number from 0 to 1."],
  [SECONDS, "0", "Time can't be “0”. Enter a number above 0, or leave it empty."],
  [SECONDS, "-5", "Time can't be “-5”. Enter a number above 0, or leave it empty."],
])("%o refuses %s and says what is allowed", (rule, text, says) => {
  expect(numberError(rule, text)).toBe(says);
});
