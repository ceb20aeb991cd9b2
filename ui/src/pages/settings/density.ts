/** The density of the layout. Applied when this module loads, so main.tsx imports it. */
import { useSyncExternalStore } from "react";
import "./density.css";

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

const KEY = "hocket.density";
const listeners = new Set<() => void>();

export function setDensity(density: Density) {
  apply(density);
  try {
    if (density === "comfortable") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, density);
  } catch {
    // Storage is blocked: the choice lasts until the page closes.
  }
  for (const listener of listeners) listener();
}

export function useDensity(): Density {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, current);
}

function current(): Density {
  return document.documentElement.dataset.density === "compact" ? "compact" : "comfortable";
}

function apply(density: Density) {
  if (density === "compact") document.documentElement.dataset.density = "compact";
  else delete document.documentElement.dataset.density;
}

function stored(): Density {
  try {
    return localStorage.getItem(KEY) === "compact" ? "compact" : "comfortable";
  } catch {
    return "comfortable";
  }
}

apply(stored());
