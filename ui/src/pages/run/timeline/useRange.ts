import { useCallback, useMemo, useState } from "react";
import { isWhole, moved, type Range, within, zoomed } from "./range";

export interface Zoomable {
  range: Range;
  isWhole: boolean;
  zoom: (factor: number, at?: number) => void;
  move: (share: number) => void;
  set: (range: Range) => void;
  reset: () => void;
}

/** The visible range: all of the run, even as it grows, until the user chooses a part. */
export function useRange(from: number, to: number): Zoomable {
  const [chosen, setChosen] = useState<Range | null>(null);
  const whole = useMemo<Range>(() => [from, to], [from, to]);
  const range = chosen ? within(chosen, whole) : whole;
  const change = useCallback(
    (next: (range: Range) => Range) =>
      setChosen((current) => {
        const result = next(current ? within(current, whole) : whole);
        return isWhole(result, whole) ? null : result;
      }),
    [whole],
  );
  return {
    range,
    isWhole: chosen === null,
    zoom: (factor, at) => change((current) => zoomed(current, whole, factor, at)),
    move: (share) => change((current) => moved(current, whole, share)),
    set: (next) => change(() => within(next, whole)),
    reset: () => setChosen(null),
  };
}
