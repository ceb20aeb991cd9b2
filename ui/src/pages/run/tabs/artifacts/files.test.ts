import type { Artifact } from "@/api/types";
import { downloadHref, groupFiles, kindOf, newest } from "./files";

const artifact = (changes: Partial<Artifact>): Artifact => ({
  name: "a.md", digest: "d1", size_bytes: 3, media_type: "text/markdown", task_id: null, role: "result", href: "/x", ...changes,
});

test("equal content is one version with several sources", () => {
  const [group] = groupFiles([
    artifact({ digest: "d2" }),
    artifact({ digest: "d1", role: "task", task_id: "t1" }),
    artifact({ digest: "d2", role: "task", task_id: "t2" }),
  ]);
  expect(group?.versions.map(({ digest, sources }) => [digest, sources.map(({ role }) => role)])).toEqual([
    ["d1", ["task"]],
    ["d2", ["task", "result"]],
  ]);
  expect(newest(group!).digest).toBe("d2");
});

test("files of the result come first, inputs last", () => {
  const groups = groupFiles([
    artifact({ name: "in.csv", role: "input" }),
    artifact({ name: "z.md" }),
    artifact({ name: "b.py", role: "task", task_id: "t1" }),
  ]);
  expect(groups.map(({ name }) => name)).toEqual(["z.md", "b.py", "in.csv"]);
});

test.each([
  ["a.md", "text/markdown", "markdown"],
  ["a.csv", "text/csv", "csv"],
  ["a.json", "application/json", "json"],
  ["a.py", "text/x-python", "code"],
  ["a.svg", "image/svg+xml", "image"],
  ["a.log", "text/plain", "text"],
  ["a.toml", "application/toml", "text"],
  ["a.tiff", "image/tiff", "binary"],
  ["a", "application/octet-stream", "binary"],
])("%s as %s is shown as %s", (name, media_type, kind) => {
  expect(kindOf({ name, media_type })).toBe(kind);
});

test("the download parameter is added to the others", () => {
  expect(downloadHref("/a?name=b")).toBe("/a?name=b&download=true");
  expect(downloadHref("/a")).toBe("/a?download=true");
});
