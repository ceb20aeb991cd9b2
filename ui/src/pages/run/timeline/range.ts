/** The visible time range, within the whole run. */
export type Range = readonly [number, number];

/** The shortest visible range, in milliseconds. */
const SHORTEST = 50;

export function zoomed([from, to]: Range, whole: Range, factor: number, at = (from + to) / 2): Range {
  const length = Math.min(whole[1] - whole[0], Math.max(SHORTEST, (to - from) / factor));
  const share = to > from ? (at - from) / (to - from) : 0.5;
  return within([at - share * length, at + (1 - share) * length], whole);
}

export function moved([from, to]: Range, whole: Range, by: number): Range {
  const distance = (to - from) * by;
  return within([from + distance, to + distance], whole);
}

/** Keeps the range's length if possible, and moves it inside the whole. */
export function within([from, to]: Range, whole: Range): Range {
  const length = Math.min(Math.max(to - from, SHORTEST), Math.max(whole[1] - whole[0], SHORTEST));
  const start = Math.max(whole[0], Math.min(from, whole[1] - length));
  return [start, start + length];
}

export function isWhole(range: Range, whole: Range): boolean {
  return range[0] <= whole[0] && range[1] >= whole[1];
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 43_200, 86_400];

/** Ticks in seconds since the start, at most `most`. */
export function ticksOf([from, to]: Range, start: number, most: number): number[] {
  const seconds = (to - from) / 1000;
  const step = STEPS.find((one) => seconds / one <= most) ?? Math.ceil(seconds / most / 86_400) * 86_400;
  const first = Math.ceil((from - start) / 1000 / step);
  const last = Math.floor((to - start) / 1000 / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => (first + at) * step);
}

/** 0:05, 12:30, 1:02:00; with decimals for fractions of a second. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds + 1e-9);
  const rest = seconds - whole;
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const fraction = rest > 0.0005 ? rest.toFixed(2).slice(1).replace(/0$/, "") : "";
  return `${h > 0 ? `${h}:${two(m)}` : m}:${two(s)}${fraction}`;
}
