import { formatAgo, formatBytes, formatDuration, formatTokens, formatUsd, plural } from "./format";

test.each([
  [0, "0 ms"],
  [0.1204, "120 ms"],
  [0.9996, "1 s"],
  [4.24, "4.2 s"],
  [9.96, "10 s"],
  [59.6, "1 m"],
  [76, "1 m 16 s"],
  [7500, "2 h 5 m"],
  [273_600, "3 d 4 h"],
  [null, "–"],
])("duration of %s s reads %s", (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [0, "0"],
  [999, "999"],
  [1234, "1.2k"],
  [9960, "10k"],
  [34_400, "34k"],
  [999_499, "999k"],
  [999_500, "1M"],
  [5_130_000, "5.1M"],
])("%s tokens read %s", (tokens, text) => {
  expect(formatTokens(tokens)).toBe(text);
});

test.each([
  ["0", "$0"],
  ["0.00001234", "$0.000012"],
  ["0.0042", "$0.0042"],
  ["0.01", "$0.01"],
  ["1234.5", "$1,234.50"],
  [null, "–"],
  ["what", "–"],
])("%s USD reads %s", (usd, text) => {
  expect(formatUsd(usd)).toBe(text);
});

test.each([
  ["2026-11-21T10:00:00Z", "just now"],
  ["2026-11-21T09:59:30.5Z", "29 s ago"],
  ["2026-11-21T09:55:00Z", "5 m ago"],
  ["2026-11-20T22:00:00Z", "12 h ago"],
  ["2026-11-18T10:00:00Z", "3 d ago"],
  ["2026-10-01T10:00:00Z", "1 Oct"],
  ["2025-10-01T10:00:00Z", "1 Oct 2025"],
  ["nonsense", "–"],
])("%s was %s", (at, text) => {
  expect(formatAgo(at, Date.parse("2026-11-21T10:00:00Z"))).toBe(text);
});

test("bytes are shown in powers of a thousand", () => {
  expect([0, 999, 1500, 1_100_000_000].map(formatBytes)).toEqual(["0 B", "999 B", "1.5 KB", "1.1 GB"]);
});

test("one is singular", () => {
  expect([plural(1, "task"), plural(1200, "task")]).toEqual(["1 task", "1,200 tasks"]);
});
