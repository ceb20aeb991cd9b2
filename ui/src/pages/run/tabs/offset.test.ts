import { offsetText } from "./offset";

const START = Date.parse("2026-11-21T10:00:00Z");

test.each([
  ["2026-11-21T10:00:00.049Z", "+0:00.0"],
  ["2026-11-21T10:01:02.5Z", "+1:02.5"],
  ["2026-11-21T10:00:59.99Z", "+0:59.9"],
  ["2026-11-21T12:03:04Z", "+2:03:04.0"],
  ["2026-11-21T09:59:59Z", "+0:00.0"],
])("%s is %s after the start", (at, text) => {
  expect(offsetText(at, START)).toBe(text);
});
