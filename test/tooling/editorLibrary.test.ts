import { brotliCompressSync } from "node:zlib";
import { beforeAll, expect, test } from "vitest";
import { interfaceMembers, type Library } from "../../src/editor/library.ts";
import { BUILTIN_NAMES, ambientNames } from "../../src/notebook/names.ts";
import type { Optimizer, Options } from "../../src/optim/index.ts";
import { Plot } from "../../src/plot/draw.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { editorLibrary } from "../../src/tooling/editorLibrary.ts";

let library: Library;
beforeAll(() => {
  library = editorLibrary();
});

const namesIn = (module: string): string[] => library.modules[module].map(({ name }) => name);
const entryOf = (module: string, name: string) => library.modules[module].find((entry) => entry.name === name)!;

test("every export that a cell can import is there, every built-in, and all that stands behind `Plot.`", () => {
  for (const [module, exports] of Object.entries(modules)) {
    expect(Object.keys(exports).length, module).toBeGreaterThan(0);
    expect(namesIn(module), module).toEqual(expect.arrayContaining(Object.keys(exports)));
  }
  expect(namesIn("").sort()).toEqual([...BUILTIN_NAMES].sort());
  expect(namesIn("Plot").sort()).toEqual(Object.keys(Plot).sort());
  expect(Object.keys(library.globals).sort()).toEqual(
    ambientNames()
      .filter((name) => !namesIn("").includes(name))
      .sort(),
  );
});

test("every entry says what it is for and of what type it is", () => {
  for (const [module, entries] of Object.entries(library.modules))
    for (const { name, doc, signatures } of entries) {
      expect(signatures.join(" "), `${module} ${name}`).toContain(name);
      // Some of Plot's own have no comment; what Plot's comments mark up is plain text here.
      if (module === "Plot") expect(doc, name).not.toMatch(/\*\w|\w\*|\]\[/);
      else expect(doc, `${module} ${name}`).not.toBe("");
    }
});

const value = (code: string): unknown => new Function(`return (${code});`)();

test("a factory of an optimizer has each option with the default that is in force, in `optim` and in the dialects", () => {
  let optimizers = 0;
  for (const [module, exports] of Object.entries(modules))
    for (const [name, one] of Object.entries(exports) as [string, ((options?: object) => Optimizer<unknown>) & Record<string, unknown>][]) {
      const needs = (one.record as { needs?: Options } | undefined)?.needs ?? {};
      const inForce = (one.record ? one(needs).options : one.defaults) as Record<string, unknown> | undefined;
      if (!inForce) continue;
      optimizers++;
      const told = Object.fromEntries((entryOf(module, name).options ?? []).map((option) => [option.name, option]));
      for (const [option, fallback] of Object.entries(inForce).filter(([option]) => !Object.hasOwn(needs, option))) {
        expect(value(told[option]?.default ?? ""), `${module} ${name} ${option}`).toEqual(fallback);
        expect(told[option].doc, `${module} ${name} ${option}`).not.toBe("");
      }
      for (const option of Object.keys(needs)) expect(told[option].default, `${module} ${name} ${option}`).toBe(undefined);
    }
  expect(optimizers).toBeGreaterThan(70);
});

test("marks of Plot have their own options and those of all marks; the plot has its scales'", () => {
  const optionsOf = (name: string) => interfaceMembers(library, entryOf("Plot", name).takes!).map((option) => option.name);
  expect(optionsOf("dot")).toEqual(expect.arrayContaining(["x", "y", "r", "symbol", "fill", "stroke", "strokeWidth", "opacity", "tip", "title"]));
  expect(optionsOf("line")).toEqual(expect.arrayContaining(["x", "y", "z", "curve", "stroke", "marker"]));
  expect(optionsOf("plot")).toEqual(expect.arrayContaining(["marks", "width", "height", "x", "y", "color", "caption"]));
  const x = interfaceMembers(library, "PlotOptions").find(({ name }) => name === "x")!;
  expect(interfaceMembers(library, x.type).map(({ name }) => name)).toEqual(expect.arrayContaining(["type", "domain", "label", "grid", "ticks"]));
  for (const { takes, name } of library.modules.Plot) if (takes) expect(interfaceMembers(library, takes).length, name).toBeGreaterThan(0);
});

test("standard JavaScript has its names behind a full stop", () => {
  expect(library.globals.Math.own).toEqual(expect.arrayContaining(["sqrt", "hypot", "PI"]));
  expect(library.globals.Array.instance).toEqual(expect.arrayContaining(["map", "length", "toSorted"]));
  expect(library.globals.Float64Array.instance).toEqual(expect.arrayContaining(["fill", "length", "subarray"]));
});

test("all of it, compressed, is 36 KB at most", () => {
  expect(brotliCompressSync(JSON.stringify(library)).length).toBeLessThanOrEqual(36 * 1024);
});
