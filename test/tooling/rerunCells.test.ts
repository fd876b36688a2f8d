import { EventEmitter } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { rerunCells, usedByCells } from "../../src/tooling/rerunCells.ts";

const root = join(import.meta.dirname, "../..");

/** Every file that a file imports, directly or not, read off the text: types are not loaded. */
function importsOf(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, statement, specifier] of readFileSync(join(root, file), "utf8").matchAll(
    /^(?:import|export)\s([^"';]*?)from\s+"(\.[^"]+)"|\bimport\("(\.[^"]+)"\)/gm,
  )) {
    if (!specifier || statement.startsWith("type ") || /^\{(\s*type [^,}]+,?)+\s*\}\s*$/.test(statement)) continue;
    importsOf(relative(root, join(root, dirname(file), specifier)), found);
  }
  return found;
}

test("what the cells use is every room that the modules of cells, and what runs and draws them, import", async () => {
  const used = await usedByCells();
  for (const place of ["src/optim/", "src/problems/", "src/steps/", "src/notebook/", "src/plot/", "src/output/", "content/notation.ts"])
    expect(used).toContain(place);
  const imported = [...importsOf("src/tooling/chapterWorker.ts")].map((file) => /^src\/[^/]+\//.exec(file)?.[0] ?? file);
  expect(used).toEqual([...new Set([...imported, "public/data/"])].sort());
  for (const place of used) expect(existsSync(join(root, place)), place).toBe(true);
});

test("an edit of what the cells use runs the chapters again and reloads the page; any other does not", async () => {
  const watcher = Object.assign(new EventEmitter(), { add() {} });
  const done: string[] = [];
  const module = { id: "chapter" };
  const moduleGraph = {
    idToModuleMap: new Map<string, object>([
      ["/content/en/01-sgd.mdx?v=1", module],
      ["/src/reader/boot.ts", {}],
    ]),
    invalidateModule: (one: object) => void done.push(one === module ? "chapter again" : "another module"),
  };
  const server = { watcher, environments: { ssr: { moduleGraph } }, ws: { send: ({ type }: { type: string }) => void done.push(type) } };
  const setup = rerunCells().hooks["astro:server:setup"] as unknown as (options: { server: typeof server }) => Promise<void>;
  await setup({ server });
  for (const file of ["src/reader/boot.ts", "src/lecture/deck.ts", "content/en/01-sgd.mdx"]) watcher.emit("change", join(root, file));
  expect(done).toEqual([]);
  for (const file of ["src/steps/formula.ts", "src/symbols/symbolOf.ts", "content/notation.ts", "public/data/showdown.json"]) {
    watcher.emit("change", join(root, file));
    expect(done.splice(0), file).toEqual(["chapter again", "full-reload"]);
  }
  // A lecture that is open has slides of chapters.
  moduleGraph.idToModuleMap.set(join(root, "content/lectures/en/from-sgd-to-adam.mdx"), { id: "lecture" });
  watcher.emit("change", join(root, "src/reader/boot.ts"));
  expect(done).toEqual([]);
  watcher.emit("change", join(root, "content/en/01-sgd.mdx"));
  expect(done).toEqual(["another module", "full-reload"]);
});
