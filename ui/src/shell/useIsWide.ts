import { useSyncExternalStore } from "react";

/** The breakpoint of the style sheets: wider windows have a sidebar. */
const WIDE = "(min-width: 900px)";

export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches);
}

function subscribe(listener: () => void) {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
