import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { words } from "../../src/i18n/index.ts";
import { toCells } from "../../src/notebook/index.ts";
import type { Cell } from "../../src/notebook/types.ts";
import { packChapter } from "../../src/reader/takeAway/archive.ts";
import type { ChapterKit } from "../../src/reader/takeAway/kit.ts";
import { chapterKit } from "../../src/tooling/chapterKit.ts";

const root = join(import.meta.dirname, "../..");
let kit: ChapterKit;
let folder: string;
beforeAll(async () => {
  kit = await chapterKit(root);
  folder = mkdtempSync(join(tmpdir(), "chapter-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const cell = (id: string, source: string, more: Partial<Cell> = {}): Cell => ({
  id,
  title: `Cell ${id}`,
  source,
  line: 1,
  hidden: false,
  form: "both",
  run: "build",
  ...more,
});

function pack(cells: Cell[], { edits = {}, inputs = {} }: { edits?: Record<string, string>; inputs?: Record<string, Record<string, number>> } = {}) {
  return packChapter({
    name: "trial",
    title: 'A "trial" </title> of\nmarkup',
    address: "https://example.org/trial/",
    locale: "en",
    cells,
    sourceOf: (id) => edits[id] ?? cells.find((one) => one.id === id)!.source,
    inputs,
    readme: words("en").takeAway.readme("Trial", "https://example.org/trial/", kit.node),
    kit,
    data: Object.fromEntries(kit.data.map((file) => [file, new Uint8Array(readFileSync(join(root, "public/data", file)))])),
  });
}

/** Unpacks an archive as a reader does, with the project's packages in the place of installed ones, so that nothing is fetched, and runs `npm start` in it. */
function run(zip: Uint8Array, args: string[] = [], env: Record<string, string> = {}) {
  const place = mkdtempSync(join(folder, "run-"));
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), bytes);
  }
  const at = join(place, "trial");
  symlinkSync(join(root, "node_modules"), join(at, "node_modules"));
  const { stdout, stderr, status } = spawnSync("npm", ["start", "--silent", "--", ...args], {
    cwd: at,
    encoding: "utf8",
    env: { ...process.env, npm_config_offline: "true", ...env },
  });
  return { stdout, stderr, status, html: () => readFileSync(join(at, "out/index.html"), "utf8") };
}

test("the kit has the optimizers, the licences and the versions of exactly those packages that its code imports", () => {
  expect(Object.keys(kit.files)).toEqual(
    expect.arrayContaining(["LICENSE", "data/NOTICE", "src/optim/adam.ts", "src/optim/types.ts", "src/problems/data.ts", "src/tooling/kit/run.ts"]),
  );
  const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  expect(Object.keys(kit.dependencies)).toEqual(["@observablehq/plot", "acorn", "eslint-scope", "katex", "pure-rand", "sucrase"]);
  for (const [name, version] of Object.entries(kit.dependencies)) expect(version).toBe(dependencies[name]);
  // Exact versions, and nothing of this machine.
  for (const version of Object.values(kit.dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(JSON.stringify(kit)).not.toContain(root);
});

test("an archive holds each cell as it stands, in order, with what is needed to run it", () => {
  const cells = toCells([
    { lang: "ts", meta: 'cell id=one title="One"', source: "const a = 1;", line: 1 },
    { lang: "ts", meta: "cell id=two run=click", source: "a + 1", line: 9 },
  ]);
  const files = Object.fromEntries(
    Object.entries(unzipSync(pack(cells, { edits: { one: "const a = 2;" }, inputs: { one: { α: 0.5 } } }))).map(([path, bytes]) => [path, bytes]),
  );
  const text = (path: string) => strFromU8(files[`trial/${path}`]);
  expect(Object.keys(files).filter((path) => !path.startsWith("trial/"))).toEqual([]);
  expect(text("cells/1-one.ts")).toBe("const a = 2;\n");
  expect(text("cells/2-two.ts")).toBe("a + 1\n");
  expect(JSON.parse(text("chapter.json"))).toMatchObject({
    cells: [
      { id: "one", title: "One", file: "cells/1-one.ts", run: "build" },
      { id: "two", run: "click" },
    ],
    inputs: { one: { α: 0.5 } },
  });
  expect(JSON.parse(text("package.json"))).toMatchObject({
    scripts: { start: expect.any(String) },
    dependencies: kit.dependencies,
    license: "MIT",
    engines: { node: `^${kit.node} || >=23.6.0` },
  });
  expect(files["trial/data/penguins.json"]).toEqual(new Uint8Array(readFileSync(join(root, "public/data/penguins.json"))));
  expect(text("README.md")).toContain("npm start");
});

test("npm start in an unpacked archive runs the cells with edits, inputs, data and plots, prints what they show and writes it as a page", () => {
  const { stdout, stderr, status, html } = run(
    pack(
      [
        cell("run", 'import { adam, trace } from "optim";\nimport { ravine } from "problems";\nconst lr = 1;'),
        cell("rate", 'const rate = slider("Rate", { min: 0, max: 1, value: 0.5 });'),
        cell("end", "table([{ optimizer: \"Adam\", loss: trace(adam({ lr: rate }), ravine, ravine.start, 10).loss[10], lr }], { caption: 'c <b>' })"),
        cell("penguins", 'import { dataset } from "problems";\nconst rows = await dataset("penguins");\nrows.length'),
        cell("plot", 'Plot.plot({ caption: "<i>caption</i>", marks: [Plot.line([[0, 1], [1, 2]])] })'),
        cell("formula", "tex`\\frac12`"),
        cell("long", "1 + 1", { run: "click" }),
        cell("ask", 'const guess = predict("How many?", { min: 0, max: 9 });'),
      ],
      {
        edits: { run: 'import { adam, trace } from "optim";\nimport { ravine } from "problems";\nconst lr = 0.25;' },
        inputs: { rate: { Rate: 0.1 } },
      },
    ),
  );
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toContain("Rate = 0.1");
  expect(stdout).toMatch(/optimizer +loss +lr\nAdam +\d+\.\d+ +0\.25/);
  expect(stdout).toContain("\n342\n");
  expect(stdout).toContain("── Cell plot (plot)\n(a plot, in out/index.html#cell-plot)");
  expect(stdout).toContain("\n\\frac12\n");
  expect(stdout).toContain("── Cell ask (ask)\nYour prediction first: How many? [cells/8-ask.ts]");
  expect(stdout).not.toContain("(long)");
  const page = html();
  expect(page).toMatch(/&lt;i(&gt;|>)caption/);
  expect(page).not.toContain("<i>caption");
  expect(page).not.toContain("</title> of");
  expect(page).toMatch(/<section id="cell-plot">[^]*<svg[^]*<\/section>/);
  expect(page).toContain("Rate = 0.1</p>");
  expect(page).not.toContain("<input");
  expect(page).toContain("npm start long runs it");
});

test("a cell that waits for a click runs when it is asked for, and one that fails is named with file and line", () => {
  const cells = [cell("long", "1 + 41", { run: "click" }), cell("bad", "const a = 1;\nthrow new Error(`no ${a}`);")];
  const { stdout, status } = run(pack(cells), ["long"]);
  expect(stdout).toContain("── Cell long (long)\n42");
  expect(stdout).toContain("no 1 [cells/2-bad.ts:2]");
  expect(status).toBe(1);
  expect(run(pack(cells), ["lnog"]).stderr).toContain("unknown cell: lnog (known: long, bad)");
});

test("where Node does not run TypeScript, npm start says which versions do", () => {
  const { stderr, status } = run(pack([cell("a", "1")]), [], { NODE_OPTIONS: "--no-experimental-strip-types" });
  expect(stderr).toBe(`Node ${process.versions.node} does not run TypeScript here: this needs Node ${kit.engines}\n`);
  expect(status).toBe(1);
});

test("the check of an exercise judges an edited answer and not the author's starter", () => {
  const cells = [
    cell("starter", "const answer = 0;", { exercise: "e" }),
    cell("verdict", 'check("the answer", answer, 2)', { exercise: "e", check: true }),
  ];
  expect(run(pack(cells)).stdout).toContain(words("en").output.notTried);
  expect(run(pack(cells, { edits: { starter: "const answer = 2;" } })).stdout).toContain("✓ the answer");
});
