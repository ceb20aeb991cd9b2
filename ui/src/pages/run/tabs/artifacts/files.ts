/** Artifacts as files; those of one name are versions of one file. Pure. */
import type { Artifact } from "@/api/types";

export interface Source {
  role: Artifact["role"];
  task_id: string | null;
}
export interface Version extends Pick<Artifact, "name" | "digest" | "size_bytes" | "media_type" | "href"> {
  /** A task and the result can have the same content. */
  sources: Source[];
}
export interface FileGroup {
  name: string;
  /** Oldest first; at least one. */
  versions: [Version, ...Version[]];
}

const ORDER: Record<Artifact["role"], number> = { result: 0, task: 1, input: 2 };

/** The result's files first, inputs last. */
export function groupFiles(artifacts: readonly Artifact[]): FileGroup[] {
  const groups = new Map<string, FileGroup>();
  // Inputs are the oldest versions, results the newest.
  for (const artifact of artifacts.toSorted((a, b) => ORDER[b.role] - ORDER[a.role])) {
    const source = { role: artifact.role, task_id: artifact.task_id };
    const group = groups.get(artifact.name);
    const same = group?.versions.find(({ digest }) => digest === artifact.digest);
    if (same) same.sources.push(source);
    else if (group) group.versions.push(versionOf(artifact, source));
    else groups.set(artifact.name, { name: artifact.name, versions: [versionOf(artifact, source)] });
  }
  return [...groups.values()].sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

function versionOf({ name, digest, size_bytes, media_type, href }: Artifact, source: Source): Version {
  return { name, digest, size_bytes, media_type, href, sources: [source] };
}

function rank(group: FileGroup): number {
  return Math.min(...group.versions.flatMap(({ sources }) => sources.map(({ role }) => ORDER[role])));
}

export function newest(group: FileGroup): Version {
  return group.versions.at(-1) ?? group.versions[0];
}

/** "task t1", "result", "input of the goal". */
export function sourceText({ role, task_id }: Source): string {
  if (role === "input") return "input of the goal";
  if (role === "result") return "result";
  return task_id === null ? "a task" : `task ${task_id}`;
}

export type Kind = "image" | "csv" | "json" | "markdown" | "code" | "text" | "binary";

const LANGUAGES: Record<string, string> = {
  py: "python", js: "javascript", mjs: "javascript", cjs: "javascript", jsx: "javascript", ts: "typescript",
  tsx: "typescript", sh: "bash", bash: "bash", css: "css", html: "xml", htm: "xml", xml: "xml", sql: "sql",
  yaml: "yaml", yml: "yaml", json: "json", jsonl: "json", md: "markdown",
};
const TEXTS = new Set(["txt", "log", "toml", "ini", "cfg", "conf", "diff", "patch", "rst", "tex", "env", "lock"]);
/** Images that browsers can show. */
const IMAGES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml", "image/bmp", "image/x-icon"]);

export function kindOf({ name, media_type }: Pick<Artifact, "name" | "media_type">): Kind {
  const ending = endingOf(name);
  const type = media_type.split(";")[0]!.trim().toLowerCase();
  if (IMAGES.has(type)) return "image";
  if (type === "text/markdown" || ending === "md" || ending === "markdown") return "markdown";
  if (type === "text/csv" || type === "text/tab-separated-values" || ending === "csv" || ending === "tsv") return "csv";
  if (type === "application/json" || ending === "json") return "json";
  if (languageOf(name)) return "code";
  if (type.startsWith("text/") || TEXTS.has(ending) || /\b(toml|yaml|javascript|xml)\b/.test(type)) return "text";
  return "binary";
}

export function isText(kind: Kind): boolean {
  return kind !== "image" && kind !== "binary";
}

export function languageOf(name: string): string | undefined {
  return LANGUAGES[endingOf(name)];
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot < 0 ? "" : name.slice(dot + 1).toLowerCase();
}

export function downloadHref(href: string): string {
  return `${href}${href.includes("?") ? "&" : "?"}download=true`;
}
