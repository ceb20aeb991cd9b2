import { useSyncExternalStore } from "react";

/** The same width as in the style sheets: from here on there is a sidebar. */
const WIDE = "(min-width: 900px)";

export function useIsWide(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(WIDE).matches);
}

function subscribe(listener: () => void) {
  const query = window.matchMedia(WIDE);
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}
