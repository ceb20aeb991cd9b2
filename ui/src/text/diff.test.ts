import { diffLines, diffTexts, folded, type Line } from "./diff";

const SIGNS = { same: " ", removed: "-", added: "+" } as const;
const shown = (lines: readonly Line[]) => lines.map(({ kind, text }) => SIGNS[kind] + text).join("\n");
const side = (lines: readonly Line[], left: Line["kind"]) => lines.filter(({ kind }) => kind !== left).map(({ text }) => text);

test.each([
  ["nothing", "a\nb", "a\nb", " a\n b"],
  ["a line in between", "a\nc", "a\nb\nc", " a\n+b\n c"],
  ["a removed line", "a\nb\nc", "a\nc", " a\n-b\n c"],
  ["a changed line", "a\nb\nc", "a\nx\nc", " a\n-b\n+x\n c"],
  ["the last line", "a", "a\nb", " a\n+b"],
  ["everything", "a", "b", "-a\n+b"],
  ["a moved line", "a\nb\nc", "b\nc\na", "-a\n b\n c\n+a"],
  ["equal lines around", "x\nx", "x\nx\nx", " x\n x\n+x"],
  ["a Windows line end and a newline at the end", "a\r\nb", "a\nb\n", " a\n b"],
  ["an empty text", "", "a", "+a"],
])("%s", (_name, before, after, expected) => {
  expect(shown(diffTexts(before, after).lines)).toBe(expected);
});

test.each([
  ["abcabba", "cbabac", 5],
  ["", "ab", 2],
  ["ab", "", 2],
  ["abcdef", "abXdef", 2],
  ["xaxcxabc", "abcy", 6],
  ["abc", "xyz", 6],
])("from %j to %j takes %i edits, and both texts can be restored", (before, after, edits) => {
  const { lines } = diffLines([...before], [...after]);
  expect(side(lines, "added").join("")).toBe(before);
  expect(side(lines, "removed").join("")).toBe(after);
  expect(lines.filter(({ kind }) => kind !== "same")).toHaveLength(edits);
});

test("random texts can be restored from their diff", () => {
  let seed = 7;
  const dice = (sides: number) => (seed = (seed * 16_807) % 2_147_483_647) % sides;
  for (let round = 0; round < 60; round += 1) {
    const before = Array.from({ length: dice(30) }, () => String(dice(5)));
    const after = Array.from({ length: dice(30) }, () => String(dice(5)));
    const { lines } = diffLines(before, after);
    expect(side(lines, "added")).toEqual(before);
    expect(side(lines, "removed")).toEqual(after);
  }
});

test("lines are numbered on their own side", () => {
  const { lines } = diffLines(["a", "b", "c"], ["a", "x", "c"]);
  expect(lines.map(({ before, after }) => [before, after])).toEqual([[1, 1], [2, undefined], [undefined, 2], [3, 3]]);
});

test("within a changed line the change is marked", () => {
  const [removed, added] = diffTexts("Never guess a figure.", "Never ever guess a figure.").lines;
  expect(removed?.mark).toEqual([6, 6]);
  expect(added?.mark).toEqual([6, 11]);
});

test("lines with nothing in common are not marked", () => {
  expect(diffTexts("Quote each clause.", "Be brief").lines.every(({ mark }) => mark === undefined)).toBe(true);
});

test("texts with nothing in common are replaced as a whole", () => {
  const of = (name: string) => Array.from({ length: 3000 }, (_, at) => `${name} ${at}`).join("\n");
  const diff = diffTexts(of("a"), of("b"));
  expect(diff).toMatchObject({ coarse: true, added: 3000, removed: 3000 });
  expect(diff.lines.slice(0, 3000).every(({ kind }) => kind === "removed")).toBe(true);
});

const numbered = (count: number) => Array.from({ length: count }, (_, at) => `line ${at}`);
const sizes = (before: string[], after: string[]) =>
  folded(diffTexts(before.join("\n"), after.join("\n")).lines).map(({ kind, lines }) => [kind, lines.length]);

test("unchanged lines are folded, with context around changes", () => {
  expect(sizes(numbered(40), numbered(40).with(5, "other").with(30, "another"))).toEqual([
    ["folded", 2], ["lines", 8], ["folded", 18], ["lines", 8], ["folded", 6],
  ]);
});

test("nothing is folded between changes that are close together", () => {
  expect(sizes(numbered(20), numbered(20).with(5, "other").with(10, "another"))).toEqual([["folded", 2], ["lines", 14], ["folded", 6]]);
});
