/** Roles and permissions in words. */
import type { Items, Role, RoleView } from "@/api/types";

export const ROLE_NAMES: Record<Role, string> = {
  admin: "Admin",
  orchestrator: "Orchestrator",
  specialist_agent: "Specialist agent",
  observer: "Observer",
};

export const ROLE_DESCRIPTIONS: Record<Role, string> = {
  admin: "Everything, including settings, agents and keys",
  orchestrator: "Starts and manages runs, answers questions, talks to agents",
  specialist_agent: "Reads the tasks of one agent, and their files",
  observer: "Sees public runs and their results",
};

/** The response also describes each permission. */
export interface RoleTable extends Items<RoleView> {
  permissions?: Record<string, string>;
}

const SCOPES: Record<string, string> = { own: "own only", public: "public only" };

/** A permission and its scope, from "run.list", "run.list:public" or "run.list (public)". */
export function grantOf(allowed: string): { permission: string; scope: string } {
  const [, permission = allowed, scope = ""] = /^([\w.]+)[\s:(]*([\w ]*)\)?$/.exec(allowed) ?? [];
  return { permission, scope: scope === "all" ? "" : (SCOPES[scope] ?? scope) };
}
