/** Settings, keys and the audit log. */
import type { Limits, Role } from "./common";
import type { Consent } from "./run";

export interface Settings {
  limits: Limits;
  consent: Consent;
  llm: string;
  llms: Record<string, string>;
  hosts: string[];
  home: string;
  retain_bytes: number;
  parallel: number;
  opinions: unknown;
}
export type SettingsChange = Partial<Pick<Settings, "limits" | "consent">>;
export interface Key {
  key_id: string;
  name: string;
  role: Role;
  agent: string | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}
export interface KeyDraft {
  name: string;
  role: Role;
  agent?: string;
  expires_in_days?: number;
}
/** The only response with the secret. */
export type NewKey = Key & { secret: string };
export interface AuditEntry {
  seq: number;
  at: string;
  subject: string;
  role: string;
  action: string;
  target: string;
  outcome: string;
  address: string;
  hash: string;
}
export interface AuditVerification {
  ok: boolean;
  entries: number;
  broken_at: number | null;
}
export interface RoleView {
  role: Role;
  allows: string[];
}
export interface Version {
  version: string;
  api: string;
}
