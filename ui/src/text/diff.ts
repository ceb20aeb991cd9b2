/** The differences between two texts, line by line, by Myers' algorithm. */

export interface Line {
  kind: "same" | "removed" | "added";
  text: string;
  /** Line numbers in the old and in the new text. */
  before?: number;
  after?: number;
  /** In a line that was edited rather than replaced: where the change starts and ends. */
  mark?: [from: number, to: number];
}
export interface Diff {
  lines: Line[];
  added: number;
  removed: number;
  /** The texts differ too much for a fine comparison: the changed part is shown as replaced. */
  coarse: boolean;
}
export interface Stretch {
  kind: "lines" | "folded";
  lines: Line[];
}

const CONTEXT = 3;
/** The most edits to search for; the cost grows with the square. */
const MAX_EDITS = 2000;

export function diffTexts(before: string, after: string): Diff {
  const { lines, coarse } = diffLines(linesOf(before), linesOf(after));
  const count = (kind: Line["kind"]) => lines.filter((line) => line.kind === kind).length;
  return { lines: marked(lines), coarse, added: count("added"), removed: count("removed") };
}

function linesOf(text: string): string[] {
  if (text === "") return [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  // A newline at the end does not start another line.
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

export function diffLines(before: string[], after: string[]): Pick<Diff, "lines" | "coarse"> {
  // Most versions share their head and tail; only the part between needs a search.
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;

  const a = before.slice(head, before.length - tail);
  const b = after.slice(head, after.length - tail);
  const edits = shortestEdit(a, b);
  const kinds = edits ?? [...a.map(() => "removed" as const), ...b.map(() => "added" as const)];
  const same = (size: number) => Array<"same">(size).fill("same");
  return { lines: numbered([...same(head), ...kinds, ...same(tail)], before, after), coarse: edits === null };
}

function numbered(kinds: Line["kind"][], before: string[], after: string[]): Line[] {
  let x = 0;
  let y = 0;
  return kinds.map((kind) => {
    const text = kind === "added" ? after[y]! : before[x]!;
    if (kind !== "added") x += 1;
    if (kind !== "removed") y += 1;
    return { kind, text, before: kind === "added" ? undefined : x, after: kind === "removed" ? undefined : y };
  });
}

/** The shortest edit from a to b, one kind per line; null if it needs more than MAX_EDITS. */
function shortestEdit(a: string[], b: string[]): Line["kind"][] | null {
  const most = Math.min(a.length + b.length, MAX_EDITS);
  const middle = most + 1;
  // By diagonal: how far into `a` this number of edits can get.
  const furthest = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits += 1) {
    trace.push(furthest.slice(middle - edits - 1, middle + edits + 2));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const down = goesDown(furthest, middle, diagonal, edits);
      let x = down ? furthest[middle + diagonal + 1]! : furthest[middle + diagonal - 1]! + 1;
      let y = x - diagonal;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      furthest[middle + diagonal] = x;
      if (x >= a.length && y >= b.length) return backtrack(trace, a.length, b.length);
    }
  }
  return null;
}

function goesDown(furthest: Int32Array, middle: number, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && furthest[middle + diagonal - 1]! < furthest[middle + diagonal + 1]!;
}

function backtrack(trace: Int32Array[], width: number, height: number): Line["kind"][] {
  const kinds: Line["kind"][] = [];
  let x = width;
  let y = height;
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits]!;
    const middle = edits + 1;
    const diagonal = x - y;
    const from = goesDown(furthest, middle, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : furthest[middle + from]!;
    const fromY = edits === 0 ? 0 : fromX - from;
    while (x > fromX && y > fromY) {
      kinds.push("same");
      x -= 1;
      y -= 1;
    }
    if (edits > 0) kinds.push(x === fromX ? "added" : "removed");
    x = fromX;
    y = fromY;
  }
  return kinds.reverse();
}

/** Pairs removed and added lines of equal number, and marks what changed inside them. */
function marked(lines: Line[]): Line[] {
  for (let at = 0; at < lines.length; at += 1) {
    const removed = runOf(lines, at, "removed");
    const added = runOf(lines, at + removed, "added");
    if (removed > 0 && removed === added) {
      for (let n = 0; n < removed; n += 1) markPair(lines[at + n]!, lines[at + removed + n]!);
    }
    at += Math.max(0, removed + added - 1);
  }
  return lines;
}

function runOf(lines: Line[], from: number, kind: Line["kind"]): number {
  let to = from;
  while (lines[to]?.kind === kind) to += 1;
  return to - from;
}

function markPair(removed: Line, added: Line) {
  const a = removed.text;
  const b = added.text;
  const shortest = Math.min(a.length, b.length);
  let start = 0;
  while (start < shortest && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shortest - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  // Lines with little in common are unrelated.
  if (start + end < shortest / 3) return;
  removed.mark = [start, a.length - end];
  added.mark = [start, b.length - end];
}

/** Folds long unchanged stretches, except a few lines around each change. */
export function folded(lines: readonly Line[]): Stretch[] {
  const near = (at: number) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(({ kind }) => kind !== "same");
  const stretches: Stretch[] = [];
  lines.forEach((line, at) => {
    const kind = near(at) ? "lines" : "folded";
    const last = stretches.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else stretches.push({ kind, lines: [line] });
  });
  // Folding one line saves nothing.
  return stretches.map((stretch) => (stretch.lines.length === 1 ? { ...stretch, kind: "lines" } : stretch));
}
