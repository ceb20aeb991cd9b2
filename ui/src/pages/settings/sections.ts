/** The sections of the settings, and who can see them. */
import type { IconName } from "@/components/Icon";

export const SECTIONS = [
  { id: "general", label: "General", icon: "settings", adminOnly: false },
  { id: "appearance", label: "Appearance", icon: "sun", adminOnly: false },
  { id: "keys", label: "Keys", icon: "key", adminOnly: true },
  { id: "roles", label: "Roles", icon: "agents", adminOnly: false },
  { id: "audit", label: "Audit", icon: "runs", adminOnly: true },
  { id: "about", label: "About", icon: "info", adminOnly: false },
] as const satisfies readonly { id: string; label: string; icon: IconName; adminOnly: boolean }[];

export type SectionId = (typeof SECTIONS)[number]["id"];
