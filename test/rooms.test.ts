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
  steps: [
    "notebook",
    "optim",
    "plot",
    "types: dom",
    "output/number.ts",
    "symbols/symbolOf.ts",
    "symbols/plainSymbol.ts",
    "../content/notation.ts",
    "types: ../content/notation.ts",
    "acorn",
    "types: acorn",
  ],
  dom: [],
  tree: ["types: dom"],
  "tree/fromDom.ts": ["tree", "dom"],
  text: [],
  notebook: [
    "text",
    "types: tree",
    "types: plot",
    "types: dom",
    "dom/index.ts",
    "sucrase",
    "acorn",
    "eslint-scope",
    "types: acorn",
    "types: estree",
    "types: eslint-scope",
  ],
  plot: ["text", "dom", "@observablehq/plot", "../content/optimizers.ts", "types: ../content/optimizers.ts"],
  // What the page loads of it: arithmetic, and the shapes of what crosses.
  "plot/scale.ts": [],
  "plot/readings.ts": ["plot/scale.ts", "types: plot"],
  output: ["text", "types: notebook", "notebook/inputs.ts", "notebook/outputs.ts", "types: i18n", "types: dom", "tree/build.ts", "symbols"],
  "output/draw.ts": ["output", "types: notebook", "notebook/outputs.ts", "dom", "tree", "plot", "symbols", "katex"],
  sandbox: ["types: notebook", "notebook/outputs.ts", "offline/pageBuild.ts", "plot/readings.ts"],
  "sandbox/drawEvents.ts": ["types: notebook", "output/draw.ts", "plot/draw.ts", "tree/tree.ts", "i18n", "sandbox"],
  "sandbox/modules.ts": ["optim", "problems", "steps", "types: notebook"],
  "sandbox/worker.ts": ["notebook", "plot", "output/draw.ts", "i18n", "optim", "problems", "steps", "sandbox"],
  editor: ["@codemirror", "@lezer", "notebook/codeLimits.ts"],
  // Runs in a worker, and in tests.
  "editor/types/service.ts": ["editor/types", "notebook/names.ts", "typescript-js"],
  symbols: ["../content/notation.ts", "types: ../content/notation.ts"],
  offline: [],
  search: ["minisearch", "i18n", "offline/pageBuild.ts", "output/element.ts", "output/adoptStyles.ts", "reader/singleKeys.ts", "styles"],
  reader: [
    "text",
    "offline/pageBuild.ts",
    "symbols",
    "../content/notation.ts",
    "types: ../content/notation.ts",
    "types: notebook",
    "notebook/inputs.ts",
    "notebook/outputs.ts",
    "notebook/codeLimits.ts",
    "notebook/ownId.ts",
    "notebook/runState.ts",
    "notebook/withSource.ts",
    "types: plot",
    "plot/scale.ts",
    "plot/readings.ts",
    "plot/simplify.ts",
    "types: dom",
    "tree",
    "output",
    "sandbox",
    "editor",
    "i18n",
    "types: i18n",
    "fflate",
    "styles",
  ],
  // What draws stays where cells run.
  "reader/drawing.ts": ["reader", "symbols", "output/show.ts", "notebook/outputs.ts", "tree/tree.ts", "types: dom", "types: notebook", "types: i18n"],
  lecture: [
    "reader",
    "types: reader",
    "output/element.ts",
    "types: notebook",
    "notebook/inputs.ts",
    "notebook/outputs.ts",
    "notebook/runState.ts",
    "notebook/withSource.ts",
    "sandbox",
    "types: sandbox",
    "i18n",
    "types: i18n",
    "reveal.js",
    "types: reveal.js",
    "uqr",
  ],
  i18n: ["types: notebook"],
};

/** Rooms whose code may be anywhere but in the browser; they may import what they like but the browser's own rooms. */
const forbidden: Record<string, string[]> = { tooling: ["reader", "lecture", "sandbox/host.ts", "editor", "layouts", "pages"] };
/** Files of the browser's rooms that run anywhere. */
const free = ["editor/highlight.ts", "editor/types/moduleText.ts"];

const src = join(import.meta.dirname, "../src");
const all = readdirSync(src, { recursive: true, encoding: "utf8" });
const files = all.filter((file) => /\.(ts|mjs)$/.test(file) && !file.endsWith(".d.ts"));
const astro = all.filter((file) => file.endsWith(".astro"));
const known = new Set([...files, ...astro]);
const rooms = [...new Set(files.map((file) => file.split("/")[0]).filter((room) => !room.includes(".")))];

interface Import {
  file: string;
  isType: boolean;
  /** A path below src, or a package. */
  target: string;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(src, file), "utf8").replace(/<script[\s\S]*?<\/script>/g, "");
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
  return free.includes(target) || !(forbidden[room] ?? []).some((place) => within(target, place) && !isType);
}

test("each room imports only what the map of the rooms allows", () => {
  const wrong = files.flatMap(importsOf).filter((found) => !mayImport(found));
  expect(wrong.map(({ file, isType, target }) => `${file} imports ${isType ? "types of " : ""}${target}`)).toEqual([]);
});

/** Who imports whom, types too. In Astro files the scripts for the browser are programs of their own. */
function graphOf(nodeOf: (file: string) => string): Map<string, Map<string, string>> {
  const graph = new Map<string, Map<string, string>>();
  for (const { file, target } of [...files, ...astro].flatMap(importsOf)) {
    const [from, to] = [nodeOf(file), nodeOf(target)];
    if (from === to || target.startsWith("..") || !known.has(target)) continue;
    graph.set(from, (graph.get(from) ?? new Map<string, string>()).set(to, `${file} → ${target}`));
  }
  return graph;
}

/** The imports along one cycle for each node that is on one and on none found before. */
function cyclesIn(graph: Map<string, Map<string, string>>): string[] {
  const cycles: string[] = [];
  const onCycle = new Set<string>();
  for (const start of graph.keys()) {
    if (onCycle.has(start)) continue;
    // The shortest way back to where it began.
    const ways: { node: string; way: string[]; nodes: string[] }[] = [{ node: start, way: [], nodes: [] }];
    const seen = new Set<string>();
    for (const { node, way, nodes } of ways) {
      for (const [next, by] of graph.get(node) ?? []) {
        if (next === start) {
          cycles.push([...way, by].join(", "));
          [start, ...nodes].forEach((one) => onCycle.add(one));
          ways.length = 0;
          break;
        }
        if (seen.has(next)) continue;
        seen.add(next);
        ways.push({ node: next, way: [...way, by], nodes: [...nodes, next] });
      }
    }
  }
  return cycles;
}

test("no file and no room imports from one that imports, by whatever way, from it", () => {
  expect(cyclesIn(graphOf((file) => file)), "files").toEqual([]);
  expect(cyclesIn(graphOf(roomOf)), "rooms").toEqual([]);
});

test("cycles are found, each once", () => {
  const graph = (text: string) =>
    text
      .split(" ")
      .reduce((all, pair) => all.set(pair[0], (all.get(pair[0]) ?? new Map()).set(pair[1], pair)), new Map<string, Map<string, string>>());
  expect(cyclesIn(graph("ab bc cd ad"))).toEqual([]);
  expect(cyclesIn(graph("ab bc ca de ed ad"))).toEqual(["ab, bc, ca", "de, ed"]);
});

test("the map in src/README.md names for each room the rooms that it may import from", () => {
  const map = readFileSync(join(src, "README.md"), "utf8");
  for (const room of rooms.filter((room) => room in allowed)) {
    const row = map.split("\n").find((line) => line.startsWith(`| \`${room}/\` |`));
    const told = [
      ...row!
        .split(" | ")
        .at(-1)!
        .matchAll(/`([^`]+)`/g),
    ]
      .map(([, place]) => place)
      .map(roomOf);
    const rules = Object.entries(allowed).flatMap(([place, rules]) => (within(place, room) ? rules : []));
    const may = rules.map((rule) => roomOf(rule.replace("types: ", ""))).filter((other) => other !== room && rooms.includes(other));
    expect([...new Set(told.filter((other) => rooms.includes(other)))].sort(), room).toEqual([...new Set(may)].sort());
  }
});

test("rooms that may run anywhere use neither Node nor the page", () => {
  const wrong = files
    .filter((file) => /^(optim|problems|notebook|dom)\//.test(file))
    .filter((file) =>
      /\b(?:process|require|document|window|globalThis\.self|localStorage)\s*[.(]|from\s+["']node:/.test(code(readFileSync(join(src, file), "utf8"))),
    );
  expect(wrong).toEqual([]);
});

/** Without comments and texts, in which such words may stand. */
const code = (text: string) =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\/\/.*$/gm, "")
    .replace(/`[^`]*`|"[^"\n]*"|'[^'\n]*'/g, (quoted) => (quoted.startsWith('"node:') ? quoted : '""'));

test("only the sandbox starts a worker in the page, and what asks TypeScript, which runs no cell", () => {
  const wrong = files
    .filter((file) => !/^(sandbox|tooling)\/|^editor\/types\/typesClient\.ts$/.test(file))
    .filter((file) => /new\s+(?:Shared)?Worker\b/.test(code(readFileSync(join(src, file), "utf8"))));
  expect(wrong).toEqual([]);
});

/** The page's own thread begins in the scripts of the markup, and loads what they import, at once or later. These rooms are all of it anyway. */
const scripts = astro.flatMap((file) =>
  [...readFileSync(join(src, file), "utf8").matchAll(/<script[^>]*>(.*?)<\/script>/gs)].flatMap(([, script]) =>
    [...script.matchAll(/\b(?:from|import|import\()\s*"(\.[^"]+)"/g)].map(([, specifier]) => targetOf(file, specifier)),
  ),
);
const inWorker = ["editor/types/service.ts", "editor/types/typesWorker.ts"];
const onPage = [
  ...scripts,
  ...files.filter((file) => /^(?:reader|lecture|editor|symbols|i18n)\//.test(file) && !inWorker.includes(file)),
  "sandbox/host.ts",
];
/** What reads a cell's code with a parser, or draws what a cell shows: no bound on a length holds their time down, so they run where a run can be stopped. */
const parsers =
  /^(?:sucrase|acorn|eslint-scope|katex|typescript-js|@observablehq\/plot)$|^(?:plot|output)\/draw\.ts$|^notebook\/(?:index|analyse|strip|compile|graph|evaluate|createNotebook)\.ts$|^steps\/|^sandbox\/(?:worker|modules)\.ts$/;

/** From each file that the page's thread may load, the way of imports by which it comes there. */
function loadedOnPage(): Map<string, string> {
  const ways = new Map(onPage.map((file) => [file, file]));
  for (const [file, way] of ways) {
    if (!files.includes(file)) continue;
    for (const { isType, target } of importsOf(file)) if (!isType && !ways.has(target)) ways.set(target, `${way} → ${target}`);
  }
  return ways;
}

test("nothing that the page's thread loads leads to a parser of cells, or to what draws for them", () => {
  const ways = loadedOnPage();
  // It is the whole of what is loaded: the parts that are loaded late are in it.
  for (const late of [
    "reader/session.ts",
    "editor/mount.ts",
    "editor/types/typesClient.ts",
    "reader/sharing/offerCode.ts",
    "sandbox/connect.ts",
    "notebook/codeLimits.ts",
    "reader/boot.ts",
    "offline/register.ts",
  ])
    expect(ways.keys()).toContain(late);
  expect([...ways].filter(([target]) => parsers.test(target)).map(([, way]) => way)).toEqual([]);
});
