/**
 * `node src/tooling/typecheckCells.ts`: type-checks every cell and every `<Value>` of every chapter, at its own MDX line.
 * Each cell is copied to a file in which its code stands on the lines that it has in the chapter, so that what the compiler
 * says is true of the chapter; the names it reads from other cells are imported in line 1, where the MDX file has its frontmatter.
 */
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { cellFile, moduleAround } from "../editor/types/moduleText.ts";
import { buildGraph } from "../notebook/index.ts";
import type { Cell } from "../notebook/types.ts";
import { cellOptions } from "./cellDeclarations.ts";
import { readChapter, type Chapter } from "./readChapter.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The chapters' files, relative to the project's root, in reading order within each locale. */
export async function chapterFiles(): Promise<string[]> {
  const files = await readdir(join(root, "content"), { recursive: true });
  return files
    .filter((file) => file.endsWith(".mdx"))
    .map((file) => join("content", file))
    .sort();
}

/** Types that a cell declares at its top level; the analysis sees JavaScript only, in which they are gone. */
const declaredTypes = (source: string) => [...source.matchAll(/^(?:interface|type)\s+([A-Za-z_$][\w$]*)/gm)].map(([, name = ""]) => name);

/** For each file name the text to be checked. */
export function cellModules(chapter: Chapter): Map<string, string> {
  const values: Cell[] = chapter.values.map(({ of, line }, i) => ({
    id: `value-at-line-${line}-${i}`,
    title: "",
    source: `(${of});`,
    line,
    hidden: true,
    form: "both",
    run: "build",
  }));
  const cells = [...chapter.cells, ...values];
  const { nodes } = buildGraph(cells);
  const typeHomes = new Map(cells.flatMap((cell) => declaredTypes(cell.source).map((name) => [name, cell.id] as const)));
  return new Map(
    cells.map((cell) => {
      const { analysis, reads } = nodes.get(cell.id)!;
      const readTypes = [...typeHomes].filter(([name, id]) => id !== cell.id && new RegExp(`\\b${name}\\b`).test(cell.source));
      const { head, tail } = moduleAround(
        [...[...reads].map(([name, [id = ""]]) => [name, id] as const), ...readTypes],
        analysis.declared,
        declaredTypes(cell.source),
      );
      return [cellFile(cell.id), `${head}${"\n".repeat(cell.line - 1)}${cell.source}${tail}`];
    }),
  );
}

const tsconfig = {
  extends: "../../tsconfig.json",
  compilerOptions: cellOptions((source) => join(root, source)),
  include: ["./**/*.ts", join(root, "src/notebook/ambient.d.ts")],
  exclude: [],
};

/** Checks the cells of all chapters; the complaints with their places in the chapters, none where all is well. */
export async function typecheckCells(chapters: Chapter[]): Promise<string[]> {
  await mkdir(join(root, ".cache"), { recursive: true });
  const generated = await mkdtemp(join(root, ".cache", "cells-"));
  try {
    return await typecheckIn(generated, chapters);
  } finally {
    await rm(generated, { recursive: true });
  }
}

async function typecheckIn(generated: string, chapters: Chapter[]): Promise<string[]> {
  const chapterOf = new Map<string, string>();
  for (const chapter of chapters) {
    const folder = join(generated, chapter.file.replace(/\.mdx$/, ""));
    await mkdir(folder, { recursive: true });
    for (const [name, text] of cellModules(chapter)) {
      const path = join(folder, name);
      await writeFile(path, text);
      chapterOf.set(relative(root, path), chapter.file);
    }
  }
  await writeFile(join(generated, "tsconfig.json"), JSON.stringify(tsconfig, null, 2));
  const tsc = spawn(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", generated, "--pretty", "false"], { cwd: root });
  let printed = "";
  for (const stream of [tsc.stdout, tsc.stderr]) stream.on("data", (part) => (printed += part));
  const code = await new Promise<number | null>((resolve, reject) => tsc.on("close", resolve).on("error", reject));
  // The rooms that cells import from are checked with the project, where the types of hosts are at hand.
  const complaints = printed
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^src[\\/]/.test(line))
    .map((line) => atChapter(line, chapterOf));
  return code === null ? [...complaints, "the type-check was ended"] : complaints;
}

/** `FILE(LINE,COLUMN): error …` of a generated file, said of its chapter. */
function atChapter(line: string, chapterOf: Map<string, string>): string {
  const [, file = "", row, column, complaint] = /^(.+?)\((\d+),(\d+)\): (.*)$/.exec(line) ?? [];
  const chapter = chapterOf.get(file.replaceAll("\\", "/"));
  if (!chapter) return line;
  const id = file.split(/[\\/]/).at(-1)!.replace(/\.ts$/, "");
  return `${chapter}:${row}:${column}: cell ${id}: ${complaint}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const chapters = await Promise.all((await chapterFiles()).map((file) => readChapter(file)));
  const complaints = await typecheckCells(chapters);
  for (const complaint of complaints) console.error(complaint);
  console.log(
    `${chapters.length} chapters, ${chapters.reduce((n, { cells }) => n + cells.length, 0)} cells: ${complaints.length === 0 ? "types are right" : `${complaints.length} complaints`}`,
  );
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
