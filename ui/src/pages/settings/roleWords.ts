/** Roles and permissions in words. */
import type { Items, Role, RoleView } from "@/api/types";

export const ROLE_NAMES: Record<Role, string> = {
  admin: "Admin",
  orchestrator: "Orchestrator",
  specialist_agent: "Specialist agent",
  observer: "Observer",
};

export const ROLE_SAYS: Record<Role, string> = {
  admin: "May do everything, also change settings, agents and keys",
  orchestrator: "Starts and steers runs, answers questions, talks to agents",
  specialist_agent: "Reads the tasks of one agent, and their files",
  observer: "Sees the runs that are public, and what they came to",
};

/** The answer says besides what each permission means. */
export interface RoleTable extends Items<RoleView> {
  permissions?: Record<string, string>;
}

const SCOPES: Record<string, string> = { own: "its own", public: "public ones" };

/** "run.list", or with what it is limited to: "run.list:public", "run.list (public)". */
export function grantOf(allowed: string): { permission: string; scope: string } {
  const [, permission = allowed, scope = ""] = /^([\w.]+)[\s:(]*([\w ]*)\)?$/.exec(allowed) ?? [];
  return { permission, scope: scope === "all" ? "" : (SCOPES[scope] ?? scope) };
}
