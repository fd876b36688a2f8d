import type { Analysis, ImportedName } from "./analyse.ts";
import { nearest } from "../text/nearest.ts";
import type { CellError } from "./types.ts";

/** What cells may import: module name → its exports. */
export type Modules = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The first import of the cell that cannot be met: an unknown module, or a name that its module does not have. */
export function importError(analysis: Analysis, modules: Modules): CellError | undefined {
  for (const { module, line } of analysis.modules) {
    if (!Object.hasOwn(modules, module)) {
      const known = Object.keys(modules).sort().join(", ");
      return { kind: "import", message: `unknown module: "${module}"`, line, hint: `a cell can import: ${known}` };
    }
  }
  for (const { imported, module, line, typeOnly } of analysis.imports) {
    const exported = modules[module];
    if (!exported || imported === "*" || Object.hasOwn(exported, imported) || typeOnly) continue;
    const names = Object.keys(exported)
      .filter((key) => key !== "default")
      .sort();
    if (imported === "default") {
      return { kind: "import", message: `"${module}" has no default export`, line, hint: `write import { ${names[0] ?? "…"} } from "${module}"` };
    }
    const near = nearest(imported, names);
    const hint = (near === undefined ? "" : `did you mean ${near}? `) + `"${module}" has: ${names.join(", ")}`;
    return { kind: "import", message: `"${module}" has no ${imported}`, line, hint };
  }
  return undefined;
}

/** The value of an imported name; undefined for one that is a type only. */
export function importedValue({ imported, module }: ImportedName, modules: Modules): unknown {
  return imported === "*" ? modules[module] : modules[module]?.[imported];
}
