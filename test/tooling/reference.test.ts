import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { BUILTIN_NAMES, createNotebook, type CellEvent } from "../../src/notebook/index.ts";
import type { Optimizer, Options } from "../../src/optim/index.ts";
import { Plot } from "../../src/plot/draw.ts";
import { readDataWith } from "../../src/problems/data.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { docOf, exportsOf, flat, readSource } from "../../src/tooling/declarations.ts";
import { moduleFiles, referenceEntries, type ReferenceEntry } from "../../src/tooling/reference.ts";
import { cell } from "../notebook/notebook.ts";

let entries: ReferenceEntry[];
beforeAll(() => {
  readDataWith((file) => readFile(`public/data/${file}`));
  entries = referenceEntries();
});
const namesIn = (module: string): string[] => entries.filter((entry) => entry.module === module).map(({ name }) => name);
const entryOf = (module: string, name: string): ReferenceEntry => entries.find((entry) => entry.module === module && entry.name === name)!;

test("every export that a cell can import has an entry, and so has every built-in", () => {
  for (const [module, exports] of Object.entries(modules)) expect(namesIn(module), module).toEqual(expect.arrayContaining(Object.keys(exports)));
  expect(namesIn("").sort()).toEqual([...BUILTIN_NAMES].sort());
  expect(Object.keys(moduleFiles).sort()).toEqual(["", ...Object.keys(modules)].sort());
});

test("every type that a module exports has an entry", () => {
  for (const module of ["optim", "problems", "steps"] as const) {
    const types = [...readSource(moduleFiles[module]).text.matchAll(/export type \{([^}]*)\}|export \{([^}]*)\}|export type (\w+) =/g)].flatMap(
      ([, group, mixed, one]) => (one ? [one] : group ? group.match(/\w+/g)! : [...mixed.matchAll(/type (\w+)/g)].map(([, name]) => name)),
    );
    expect(types.length, module).toBeGreaterThan(0);
    expect(namesIn(module), module).toEqual(expect.arrayContaining(types));
  }
});

test("every entry says what it is for, has a signature and stands at its place in a file; no two have one place on the page", () => {
  for (const { doc, signatures, source, name, module } of entries) {
    expect(doc.trim(), `${module} ${name}`).not.toBe("");
    expect(signatures.length, `${module} ${name}`).toBeGreaterThan(0);
    for (const signature of signatures) expect(signature, `${module} ${name}`).toMatch(new RegExp(`\\b${name}\\b`));
    expect(readSource(source.file).text.split("\n")[source.line - 1], `${module} ${name}`).toContain(source.code.split("\n")[0]);
  }
  expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
});

const value = (code: string): unknown => new Function(`return (${code});`)();

test("an optimizer's entry names each of its options with the default that is in force", () => {
  const make = modules.optim as Record<string, ((options?: object) => Optimizer<unknown>) & { record?: { needs?: Options } }>;
  const optimizers = Object.entries(make).filter(([, one]) => one.record);
  expect(optimizers.length).toBeGreaterThan(20);
  for (const [name, one] of optimizers) {
    const { options, formulas, errors } = entryOf("optim", name);
    const needs = one.record!.needs ?? {};
    const inForce = one(needs).options!;
    expect(
      options.map((option) => option.name).filter((name) => name !== "phi" && name !== "psi"),
      name,
    ).toEqual(Object.keys(inForce));
    for (const option of options) {
      const isNeeded = Object.hasOwn(needs, option.name);
      expect(option.isOptional, `${name} ${option.name}`).toBe(!isNeeded);
      expect(option.doc, `${name} ${option.name}`).not.toBe("");
      if (isNeeded) expect(option.default, `${name} ${option.name}`).toBe(undefined);
      else if (Object.hasOwn(inForce, option.name))
        expect(value(option.default!), `${name} ${option.name}`).toBe(inForce[option.name as keyof Options]);
    }
    if (name !== "fourStep") expect(formulas.length, name).toBeGreaterThan(0);
    expect(errors.join(" "), name).toMatch(/TypeError.*RangeError/);
  }
});

test("so does the entry of an optimizer of another library, under that library's names", () => {
  for (const module of ["optim/pytorch", "optim/keras", "optim/optax", "optim/tfjs", "optim/paper"]) {
    for (const [name, one] of Object.entries(modules[module])) {
      const { options, errors } = entryOf(module, name);
      const { defaults } = one as { defaults: Record<string, unknown> };
      const told = options.filter(({ isOptional }) => isOptional).map((option) => [option.name, value(option.default!)]);
      expect(Object.fromEntries(told), `${module} ${name}`).toEqual(defaults);
      for (const { want, name: option } of options) expect(want, `${module} ${name} ${option}`).toBeTruthy();
      expect(errors.join(" "), `${module} ${name}`).toMatch(/TypeError.*RangeError/);
    }
  }
});

test("options of other functions, their defaults too, are read from parameters, patterns and the first lines of a body", () => {
  const told = (module: string, name: string) =>
    entryOf(module, name).options.map(
      (option) => `${option.name}${option.isOptional ? "?" : ""}${option.default === undefined ? "" : ` = ${option.default}`}`,
    );
  expect(told("optim", "oneCycle")).toEqual(["steps", "rise? = 0.3", "divFactor? = 25", "finalDivFactor? = 1e4"]);
  expect(told("optim", "trace")).toEqual(["every? = 1", 'name? = optimizer.name ?? ""']);
  expect(told("problems", "linspace")).toEqual(["n? = 201"]);
  expect(told("problems", "quadratic")).toEqual(["angle? = 0", "start?"]);
  expect(told("problems", "reddi")).toEqual(["rare? = 3", "common? = -1", "period? = 3"]);
  expect(told("steps", "stepThrough")).toEqual([
    "t",
    "steps",
    "coordinate?",
    "view?",
    "name?",
    "caption?",
    'barsLabel? = "share of its largest size in the run"',
  ]);
  expect(told("", "slider")).toEqual(["min", "max", "step?", "value?", "scale?", "address?"]);
});

test("errors are told as they are thrown, with … for their values", () => {
  expect(entryOf("problems", "linspace").errors).toEqual(["RangeError: invalid n: … (a whole number from 2)"]);
  expect(entryOf("problems", "dataset").errors).toContain("RangeError: unknown data set: … (known: …)");
  expect(entryOf("optim", "cosine").errors[0]).toMatch(/^A missing, unknown or invalid option is a TypeError or RangeError/);
});

/** An example as it is checked: `expression; // value` becomes a check to half a unit of the last digit printed, whole numbers to 5e-7. */
const checking = (example: string): string =>
  example.replace(/^(\S.*?);? \/\/ (.+)$/gm, (_, expression: string, printed: string) => {
    const digits = Math.max(0, ...[...printed.matchAll(/\.(\d+)/g)].map(([, decimals]) => decimals.length));
    return `check(${JSON.stringify(expression)}, ${expression}, ${printed}, { tolerance: ${digits === 0 ? 5e-7 : 0.5000001 * 10 ** -digits} });`;
  });

describe("every example is a whole cell that runs and gives the values that it prints", () => {
  const run = async (example: string): Promise<CellEvent[]> => {
    const events: CellEvent[] = [];
    const notebook = createNotebook({ modules, plot: Plot, emit: (event) => void events.push(event), now: () => 0 });
    await notebook.run({ cells: [cell("a", checking(example))], targets: ["a"], inputs: {}, reason: "run" });
    return events;
  };

  test.each(Object.keys(moduleFiles))("of %j", async (module) => {
    for (const { name, kind, example } of entries.filter((entry) => entry.module === module)) {
      if (kind === "type") continue;
      expect(example, `${name}: an @example in its comment`).toBeDefined();
      const events = await run(example!);
      // A prediction waits for its reader.
      if (name === "predict") expect(events.at(-1)).toMatchObject({ type: "error", error: { kind: "waiting" } });
      else expect(events.at(-1), `${name}: ${example}`).toMatchObject({ type: "done", warnings: [] });
      for (const event of events)
        if (event.type === "output" && event.output.kind === "check")
          expect(
            event.output.items.filter(({ ok }) => !ok),
            name,
          ).toEqual([]);
    }
  });

  test("a wrong value is found", async () => {
    const events = await run('import { biasCorrection } from "optim";\nbiasCorrection(0.9, 1); // 0.2');
    const checks = events.flatMap((event) => (event.type === "output" && event.output.kind === "check" ? event.output.items : []));
    expect(checks).toEqual([{ ok: false, text: "biasCorrection(0.9, 1): expected 0.2, got 0.1" }]);
  });
});

test("a comment is its text, its example and what it throws", () => {
  expect(docOf("/** One line. */")).toEqual({ text: "One line." });
  expect(docOf("/**\n * Two\n * lines.\n * @throws RangeError for 0.\n * @example\n * f(1); // 2\n */")).toEqual({
    text: "Two\nlines.",
    throws: "RangeError for 0.",
    example: "f(1); // 2",
  });
});

test("a type over several lines is told on one", () => {
  expect(flat("{\n  /** first */\n  a?: number;\n  b: [\n    x: 1,\n  ];\n}")).toBe("{ a?: number; b: [x: 1] }");
});

test("an export is found through the files that pass it on; one that is not declared is an error that names it", () => {
  expect(exportsOf("src/optim/index.ts").get("adam")!.source.path).toBe("src/optim/optimizers.ts");
  expect(exportsOf("src/problems/index.ts").get("Vec")!.source.path).toBe("src/optim/types.ts");
  const folder = mkdtempSync(join(tmpdir(), "exports-"));
  try {
    const file = join(folder, "lost.ts");
    writeFileSync(file, "export { gone };\n");
    expect(() => exportsOf(file)).toThrow(`missing declaration in ${file}: gone`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
