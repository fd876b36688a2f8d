/** What a learner reads when a cell of the built chapter cannot run. */
import { expect, test } from "vitest";
import { chapterSite, type CellOnPage } from "./openChapter.ts";

const site = chapterSite();

/** The number of the line that the editor marks; 0 where it marks none. */
const markedLine = ({ editor }: CellOnPage): Promise<number> =>
  editor.locator(".cm-line").evaluateAll((lines) => lines.findIndex((line) => line.classList.contains("cell-error-line")) + 1);

/** Text of the error under a cell, with nothing in it of how the page is made. */
async function errorOf({ error }: CellOnPage): Promise<string> {
  await error.waitFor();
  expect(await error.count()).toBe(1);
  const text = await error.innerText();
  expect(text).not.toMatch(/\bat .*:\d+|blob:|https?:|\.js\b|sandbox|worker|evaluate|undefined is not|\[object/i);
  return text.replaceAll(/\s+/g, " ");
}

const mistakes = [
  ["a syntax error", "const one = 1;\nconst two = (one + ;\nconst three = 3;", 2, "Syntax error", 'unexpected ";"'],
  ["an end that comes too soon", "const regimes = [\n  1,\n", 2, "Syntax error", "not finished"],
  ["a run-time error", "const regimes = [];\n\nregimes.x.y = 1;", 3, "Error", "Cannot set properties of undefined (setting 'y')"],
  [
    "a throw in a function called from further down",
    "const f = (n: number) => {\n  throw new Error(`bad n: ${n}`);\n};\n\nf(3);",
    2,
    "Error",
    "bad n: 3",
  ],
  ["an error after an await", "await 0;\nawait null;\nthrow new TypeError('late');", 3, "Error", "late"],
  ["an error in a module that the cell calls", 'import { sgd } from "optim";\n\nsgd({ lr: -1 });', 3, "Error", "invalid lr: -1"],
  ["a promise that nobody awaits", "const f = async () => {\n  throw new Error('left alone');\n};\nf();", 2, "Error", "left alone"],
  ["a thrown value that is no error", "const one = 1;\nthrow 'tired';", 2, "Error", "thrown: tired"],
  ["a stack that overflows", "const dive = (): number => dive() + 1;\ndive();", 1, "Error", "Maximum call stack size exceeded"],
  ["an unknown module", 'import { mean } from "lodash";\nmean([1]);', 1, "Unknown import", 'unknown module: "lodash"'],
  ["an unknown export", '\nimport { adm } from "optim";\nadm();', 2, "Unknown import", '"optim" has no adm'],
  ["an unknown name", "const one = 1;\nconst two = one + bestAlpa;", 2, "Unknown name", "unknown name: bestAlpa"],
  ["a name of the page", "const one = 1;\ndocument.title = 'mine';", 2, "Unknown name", "unknown name: document"],
  ["an assignment to another cell's name", "const one = 1;\nbestAlpha = 2;", 2, "Name of another cell", "bestAlpha belongs to cell rate"],
] as const;

test("each mistake is told under its cell in words of its own, with the line marked in the editor", async () => {
  const { cell } = await site.open();
  const one = cell("one-dimension");
  for (const [mistake, source, line, kind, message] of mistakes) {
    await one.runs(source);
    const text = await errorOf(one);
    expect({
      mistake,
      state: await one.region.getAttribute("data-state"),
      text,
      line: await markedLine(one),
      invalid: await one.editor.getAttribute("aria-invalid"),
    }).toEqual({
      mistake,
      state: "error",
      line,
      invalid: line > 0 ? "true" : null,
      text: expect.stringMatching(new RegExp(`^${kind} ${line > 0 ? `line ${line} ` : ""}.*${message.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`)),
    });
  }
});

test("an unknown import comes with the list of what exists", async () => {
  const { cell } = await site.open();
  const one = cell("one-dimension");
  await one.runs('import { x } from "lodash";\nx;');
  expect(await errorOf(one)).toMatch(/a cell can import: .*optim.*problems/);
  await one.runs('import { adm } from "optim";\nadm();');
  const text = await errorOf(one);
  expect(text).toContain("did you mean adam?");
  for (const name of ["sgd", "momentum", "adagrad", "rmsprop", "adadelta", "adamw"]) expect(text).toContain(name);
});

test("a name defined in two cells is told in the cell that was run, with both cells to go to, and gone when one is renamed", async () => {
  const { page, cell } = await site.open();
  const one = cell("one-dimension");
  await one.edit();
  const source = await one.source();
  await one.runs(`${source}\nconst norm = 1;`);
  expect(await errorOf(one)).toMatch(/Defined twice.*norm is defined in two cells: one-dimension and descend/);
  expect(await one.error.getByRole("link").allInnerTexts()).toEqual(["one-dimension", "descend"]);
  await one.error.getByRole("link", { name: "descend" }).click();
  expect(await page.evaluate(() => location.hash)).toBe("#cell-descend");
  await one.runs(`${source}\nconst length = 1;`);
  await one.is("done");
  expect(await one.error.count()).toBe(0);
});

test("a cycle is told with its path", async () => {
  const { cell } = await site.open();
  const one = cell("one-dimension");
  await one.edit();
  await one.runs(`${await one.source()}\nconst first = kappaRuns.length;`);
  await one.is("done");
  const far = cell("condition-number");
  await far.edit();
  await far.runs(`${await far.source()}\nfirst;`);
  for (const [here, other] of [
    [far, "one-dimension"],
    [one, "condition-number"],
  ] as const) {
    const text = await errorOf(here);
    expect(text).toContain("Cells wait for each other");
    expect(text).toMatch(/cycle: (condition-number → one-dimension → condition-number|one-dimension → condition-number → one-dimension)/);
    expect(await here.error.getByRole("link", { name: other }).count()).toBe(1);
  }
});

test("what depends on a failed cell names it, however far away, keeps what it showed, and recovers with it", async () => {
  const { cell } = await site.open();
  const descend = cell("descend");
  await descend.edit();
  const source = await descend.source();
  await descend.runs(`${source}\n[].at(0).x;`);
  for (const id of ["condition-number", "condition-number-plot", "ravine-steps"]) {
    await cell(id).is("error");
    expect(await errorOf(cell(id))).toMatch(/^Waiting waits for cell descend, which failed/);
    expect(await cell(id).error.getByRole("link").allInnerTexts()).toEqual(["descend"]);
  }
  expect(await cell("ravine-steps").outputs.locator("table").count()).toBe(1);
  await descend.runs(source);
  for (const id of ["condition-number", "condition-number-plot", "ravine-steps"]) {
    await cell(id).is("done");
    expect(await cell(id).error.count()).toBe(0);
  }
});

test("a cell that takes a name away tells those that read it, in the first run of a page too", async () => {
  const { cell } = await site.open();
  await cell("one-dimension").runs("const regimen = [];");
  await cell("one-dimension-plot").is("error");
  expect(await errorOf(cell("one-dimension-plot"))).toMatch(/unknown name: regimes.*did you mean regimen\?/);
});

test("the mark of an error goes with the next run that has none", async () => {
  const { cell } = await site.open();
  const one = cell("one-dimension");
  await one.runs("const one = 1;\n[].at(0).x;");
  expect(await markedLine(one)).toBe(2);
  await one.runs("const one = 1;\n[].at(0);");
  await one.is("done");
  expect(await markedLine(one)).toBe(0);
  expect(await one.error.count()).toBe(0);
});
