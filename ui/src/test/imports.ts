/** Which file of the app imports which, and whether they form a cycle. */
import { relative, resolve } from "node:path";
import ts from "typescript";

/** File to the files it imports: types and lazily loaded ones too. */
export type Imports = ReadonlyMap<string, readonly string[]>;

export function importsOf(root: string): Imports {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail };
  const { options, fileNames } = ts.getParsedCommandLineOfConfigFile(resolve(root, "tsconfig.json"), {}, host)!;
  const imports = new Map<string, string[]>();
  for (const file of fileNames) {
    const { importedFiles } = ts.preProcessFile(ts.sys.readFile(file)!);
    const targets = importedFiles.map(({ fileName }) => ts.resolveModuleName(fileName, file, options, ts.sys).resolvedModule);
    const own = targets.filter((target) => target !== undefined && !target.isExternalLibraryImport);
    imports.set(relative(root, file), own.map((target) => relative(root, target!.resolvedFileName)));
  }
  return imports;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
}

/** The first cycle, from a file back to itself; null if there is none. */
export function cycleIn(imports: Imports): string[] | null {
  const path: string[] = [];
  const clean = new Set<string>();
  function visit(file: string): string[] | null {
    if (clean.has(file)) return null;
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    path.push(file);
    for (const target of imports.get(file) ?? []) {
      const cycle = visit(target);
      if (cycle) return cycle;
    }
    path.pop();
    clean.add(file);
    return null;
  }
  for (const file of imports.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return null;
}
