/** What TypeScript in the editor (`editor/types/`) is told of all that cells can use: declaration files and options, those of the build's own check (`typecheckCells.ts`). */
import { execFile } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Declarations } from "../editor/types/messages.ts";
import { moduleFiles } from "./reference.ts";

/** How cells are checked, as in a tsconfig.json; `fileOf` gives for a source file what has its types. The editor checks them so, too. */
export const cellOptions = (fileOf: (source: string) => string) => ({
  // The code of chapters computes with entries of arrays, and would hide its formulas behind checks.
  noUncheckedIndexedAccess: false,
  noUnusedLocals: false,
  noUnusedParameters: false,
  verbatimModuleSyntax: false,
  moduleDetection: "force",
  types: [],
  lib: ["es2023"],
  paths: {
    optim: [fileOf("src/optim/index.ts")],
    "optim/*": [fileOf("src/optim/dialects/*.ts")],
    problems: [fileOf("src/problems/index.ts")],
    steps: [fileOf("src/steps/index.ts")],
  },
});

const declarationOf = (source: string): string => `/${source.replace(/\.ts$/, ".d.ts")}`;

export async function cellDeclarations(): Promise<Declarations> {
  const { compilerOptions } = JSON.parse(readFileSync("tsconfig.json", "utf8")) as { compilerOptions: Record<string, unknown> };
  const options = cellOptions(declarationOf);
  return {
    options: { ...compilerOptions, ...options, paths: { ...options.paths, "@observablehq/plot": ["/plot/index.d.ts"] } },
    files: { ...standardLibrary(), ...plotTypes(), ...(await ownTypes()), "/ambient.d.ts": readFileSync(moduleFiles[""], "utf8") },
  };
}

/** Those of the modules that cells import, and of what these rest on, as TypeScript derives them from the sources. */
async function ownTypes(): Promise<Record<string, string>> {
  mkdirSync(".cache", { recursive: true });
  const folder = mkdtempSync(resolve(".cache/declarations-"));
  try {
    const compilerOptions = {
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      noCheck: true,
      types: [],
      rootDir: resolve(),
      outDir: join(folder, "out"),
    };
    const files = Object.values(moduleFiles).map((file) => resolve(file));
    // Vite loads a page anew when a file called tsconfig.json changes.
    const config = join(folder, "options.json");
    writeFileSync(config, JSON.stringify({ extends: resolve("tsconfig.json"), compilerOptions, files, include: [] }));
    await promisify(execFile)(process.execPath, ["node_modules/typescript/bin/tsc", "-p", config]);
    return Object.fromEntries(
      globSync("**/*.d.ts", { cwd: join(folder, "out") })
        .sort()
        .map((file) => [`/${file.replaceAll("\\", "/")}`, readFileSync(join(folder, "out", file), "utf8")]),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Without the comments, four fifths of it: what they say in short is in the editor's library. */
function plotTypes(): Record<string, string> {
  const folder = "node_modules/@observablehq/plot/src";
  return Object.fromEntries(
    globSync("**/*.d.ts", { cwd: folder })
      .sort()
      .map((file) => [`/plot/${file.replaceAll("\\", "/")}`, withoutComments(readFileSync(join(folder, file), "utf8"))]),
  );
}

const withoutComments = (text: string): string => text.replace(/\/\*\*[\s\S]*?\*\/\s*/g, "");

/** That of `lib`, with the files that it is made of. */
function standardLibrary(): Record<string, string> {
  const folder = "node_modules/typescript-js/lib";
  const files: Record<string, string> = {};
  const include = (name: string): void => {
    const path = `/lib/lib.${name}.d.ts`;
    if (Object.hasOwn(files, path)) return;
    const text = readFileSync(join(folder, basename(path)), "utf8");
    files[path] = text.replace(/^\/\*![\s\S]*?\*\/\s*/, "");
    for (const [, other = ""] of text.matchAll(/^\/\/\/ <reference lib="([^"]+)"/gm)) include(other);
  };
  cellOptions(declarationOf).lib.forEach(include);
  return files;
}
