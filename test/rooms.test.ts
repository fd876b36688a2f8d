import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/**
 * Which room may import from which, other than itself: the table of src/README.md. `types: X` allows `import type` only.
 * A file listed by name is a room of its own.
 */
const allowed: Record<string, string[]> = {
  optim: [],
  problems: ["types: optim", "pure-rand"],
  steps: ["notebook", "optim", "plot", "output/number.ts", "acorn"],
  notebook: ["sucrase", "acorn", "eslint-scope", "types: acorn", "types: estree", "types: eslint-scope"],
  plot: ["types: notebook", "types: @observablehq/plot"],
  output: ["types: notebook", "types: i18n", "plot", "types: katex"],
  sandbox: ["types: notebook", "offline/pageBuild.ts"],
  "sandbox/modules.ts": ["optim", "problems", "steps", "types: notebook"],
  "sandbox/worker.ts": ["notebook", "plot", "optim", "problems", "steps", "sandbox"],
  editor: ["@codemirror", "@lezer"],
  symbols: ["../content/notation.ts", "types: ../content/notation.ts"],
  offline: [],
  reader: ["offline/pageBuild.ts", "symbols", "../content/notation.ts", "types: ../content/notation.ts", "types: notebook", "notebook/inputs.ts", "types: plot", "plot", "output", "sandbox", "editor", "i18n", "types: i18n", "@observablehq/plot", "katex", "types: katex", "types: @observablehq/plot"],
  lecture: ["reader", "types: reader", "types: notebook", "sandbox", "types: sandbox", "i18n", "types: i18n", "reveal.js", "types: reveal.js", "uqr"],
  i18n: ["types: notebook", "types: components"],
};

/** Rooms whose code may be anywhere but in the browser; they may import what they like but the browser's own rooms. */
const forbidden: Record<string, string[]> = {
  build: ["reader", "lecture", "sandbox/host.ts"],
};

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith(".d.ts"));

interface Import {
  file: string;
  isType: boolean;
  /** A path below src, or a package. */
  target: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), "utf8");
  const found: Import[] = [];
  for (const [, statement, specifier] of text.matchAll(/^\s*((?:import|export)\s[^"';]*?)from\s+["']([^"']+)["']/gm)) {
    const isType = /^(import|export)\s+type\s/.test(statement) || /^(import|export)\s*\{(\s*type\s[^,}]+,?)+\s*\}\s*$/.test(statement.trim());
    found.push({ file, isType, target: targetOf(file, specifier) });
  }
  for (const [, specifier] of text.matchAll(/\bimport\(\s*["']([^"']+)["']\s*\)/g)) {
    // A type written as typeof import("…") imports nothing either.
    const isType = new RegExp(`(typeof |: )import\\(\\s*["']${specifier.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`).test(text);
    found.push({ file, isType, target: targetOf(file, specifier) });
  }
  return found;
}

const targetOf = (file: string, specifier: string) =>
  specifier.startsWith(".") ? relative(src, join(src, dirname(file), specifier)).replaceAll("\\", "/") : specifier;

const roomOf = (file: string) => file.split("/")[0];
const within = (target: string, place: string) => target === place || target.startsWith(`${place}/`);

function mayImport({ file, isType, target }: Import): boolean {
  const room = roomOf(file);
  if (within(target, room)) return true;
  const rules = allowed[file] ?? allowed[room];
  if (rules) return rules.some((rule) => (rule.startsWith("types: ") ? isType && within(target, rule.slice(7)) : within(target, rule)));
  return !(forbidden[room] ?? []).some((place) => within(target, place) && !isType);
}

test("each room imports only what the map of the rooms allows", () => {
  const wrong = files.flatMap(importsOf).filter((found) => !mayImport(found));
  expect(wrong.map(({ file, isType, target }) => `${file} imports ${isType ? "types of " : ""}${target}`)).toEqual([]);
});

test("rooms that may run anywhere use neither Node nor the page", () => {
  const wrong = files.filter((file) => /^(optim|problems|notebook)\//.test(file))
    .filter((file) => /\b(?:process|require|document|window|globalThis\.self|localStorage)\s*[.(]|from\s+["']node:/.test(code(readFileSync(join(src, file), "utf8"))));
  expect(wrong).toEqual([]);
});

/** Without comments and texts, in which such words may stand. */
const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/.*$/gm, "").replace(/`[^`]*`|"[^"\n]*"|'[^'\n]*'/g, (quoted) => (quoted.startsWith('"node:') ? quoted : '""'));

test("only the sandbox starts a worker in the page", () => {
  const wrong = files.filter((file) => !/^(sandbox|build)\//.test(file)).filter((file) => /new\s+(?:Shared)?Worker\b/.test(code(readFileSync(join(src, file), "utf8"))));
  expect(wrong).toEqual([]);
});
