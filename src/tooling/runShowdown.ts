/**
 * `npm run showdown`: runs the whole grid of chapter 10, by the chapter's own cells, and writes the result to `public/data/showdown.json`, with
 * the sha256 of those cells and of the data. What the chapter shows at build is read from there; a test compares the checksums and runs a sample anew.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildGraph, createNotebook, type Cell, type WorkerPool } from "../notebook/index.ts";
import { Plot } from "../plot/draw.ts";
import { packShowdown, type ShowdownRun } from "../problems/data/showdown.ts";
import { readDataWith } from "../problems/data.ts";
import { modules } from "../sandbox/modules.ts";
import { readChapter } from "./readChapter.ts";

const root = new URL("../../", import.meta.url);
export const command = "npm run showdown";
/** The cell whose value is the result, the name of that value, and the cell of the function that makes one run of it. */
export const grid = { cell: "whole-grid", value: "rerun", runs: "one-run" };

const sha256 = (content: string | Uint8Array): string => createHash("sha256").update(content).digest("hex");

/** The chapter's cells, of which those that a run rests on are `used`. */
export async function showdownCells(): Promise<{ cells: Cell[]; used: Cell[] }> {
  const { cells } = await readChapter(fileURLToPath(new URL("content/en/10-showdown.mdx", root)));
  const { nodes } = buildGraph(cells);
  const found = new Set([grid.runs]);
  for (const id of found) for (const other of nodes.get(id)?.dependsOn ?? []) found.add(other);
  return { cells, used: cells.filter(({ id }) => found.has(id)) };
}

/** Checksums of all that the result rests on but the library: the cells that make a run, and the digits. */
export async function showdownInputs(): Promise<Record<string, string>> {
  const { used } = await showdownCells();
  const sources = used.map(({ id, source }) => `${id}\n${source}`).join("\n\n");
  return { cells: sha256(sources), "mnist.bin": sha256(await readFile(new URL("public/data/mnist.bin", root))) };
}

/** Runs the grid's cell; `workerPool` may watch its tasks, or do others in their place. Result: the value, and where the cell failed, why. */
export async function runShowdown(workerPool?: WorkerPool): Promise<ShowdownRun[]> {
  readDataWith((file) => readFile(new URL(`public/data/${file}`, root)));
  const { cells } = await showdownCells();
  let failure: string | undefined;
  const notebook = createNotebook({
    modules,
    now: () => performance.now(),
    workerPool,
    plot: Plot,
    emit: (event) => void (event.type === "error" && (failure ??= `cell ${event.cell}: ${event.error.message}`)),
  });
  await notebook.run({ cells, targets: [grid.cell], inputs: {}, reason: "run" });
  const value = notebook.values.get(grid.value);
  if (value === undefined) throw new Error(failure ?? `cell ${grid.cell} gives no ${grid.value}`);
  return value as ShowdownRun[];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const start = performance.now();
  const runs = await runShowdown(async ({ tasks, work, take }) => {
    for (const [i, task] of tasks.entries()) {
      take(i, await work(task), false);
      if (process.stdout.isTTY) process.stdout.write(`\r${i + 1} of ${tasks.length}`);
    }
  });
  await writeFile(new URL("public/data/showdown.json", root), packShowdown({ command, inputs: await showdownInputs(), runs }));
  console.log(
    `\r${new Set(runs.map(({ optimizer, lr, seed }) => `${optimizer} ${lr} ${seed}`)).size} runs in ${((performance.now() - start) / 1000).toFixed(0)} s: public/data/showdown.json`,
  );
}
