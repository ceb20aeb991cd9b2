/** The navigation's destinations and their shortcut keys. */
import type { IconName } from "@/components/Icon";

export interface Place {
  to: string;
  label: string;
  icon: IconName;
  /** Pressed after "g". */
  key: string;
}

export const PLACES: readonly Place[] = [
  { to: "/", label: "Home", icon: "home", key: "h" },
  { to: "/runs", label: "Runs", icon: "runs", key: "r" },
  { to: "/inbox", label: "Inbox", icon: "inbox", key: "i" },
  { to: "/chat", label: "Conversations", icon: "chat", key: "c" },
  { to: "/agents", label: "Agents", icon: "agents", key: "a" },
  { to: "/models", label: "Models", icon: "models", key: "m" },
  { to: "/settings", label: "Settings", icon: "settings", key: "s" },
];

/** How many fit in the bar of a phone; the rest are under "More". */
export const IN_BAR = 4;
