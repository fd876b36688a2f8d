import { beforeAll, describe, expect, test } from "vitest";
import type { CellText, Declarations } from "../../src/editor/types/messages.ts";
import { createTypeService, type TypeService } from "../../src/editor/types/service.ts";
import { cellDeclarations } from "../../src/tooling/cellDeclarations.ts";
import { readChapter } from "../../src/tooling/readChapter.ts";
import { chapterFiles, typecheckCells } from "../../src/tooling/typecheckCells.ts";

let declarations: Declarations, service: TypeService;
beforeAll(async () => {
  declarations = await cellDeclarations();
  service = createTypeService(declarations);
}, 120_000);

/** The cells of a page, and the code of `here` that each mark stands under, with its message. */
function marked(here: string, ...others: string[]): [string, string][] {
  service.setCells([{ id: "here", code: here }, ...others.map((code, i): CellText => ({ id: `other-${i}`, code }))]);
  return service
    .of("here")
    .marks()
    .map(({ from, to, message }) => [here.slice(from, to), message]);
}

test("no cell of any chapter has an error", async () => {
  const found: string[] = [];
  const files = await chapterFiles();
  for (const file of files) {
    const { cells } = await readChapter(file);
    service.setCells(cells.map(({ id, source }) => ({ id, code: source })));
    for (const { id } of cells) for (const { message } of service.of(id).marks()) found.push(`${file} ${id}: ${message}`);
  }
  expect(files.length).toBeGreaterThan(10);
  expect(found).toEqual([]);
}, 120_000);

test("the build's own check, by another TypeScript, complains at the same places", async () => {
  const chapter = await readChapter("content/en/01-sgd.mdx");
  const wrong = [
    'import { adam, trace } from "optim";\nimport { ravine } from "problems";\nconst one = trace(adam({ le: 1 }), ravine, ravine.start, 10);',
    "const two: string = one.rows().length;\nthree;",
    'import { nothing } from "steps";\nimport { sgd } from "optim/pytorch";\nsgd({ lrr: 1 });',
    'const four = slider("α", { min: 0 });\nPlot.plot({ marks: [Plot.lin([1, 2])] });',
    "interface Place { x: number }\nconst five: Place = { x: 1, y: 2 };\nfive.z;",
    "document.title;\nMath.sqr(4);\n[1, 2].map((n) => n.toFixed).flat().lenght;",
  ].map((source, i) => ({ ...chapter.cells[0], id: `wrong-${i}`, source, line: 1000 * (i + 1) }));
  const cells = [...chapter.cells, ...wrong];
  service.setCells(cells.map(({ id, source }) => ({ id, code: source })));
  const ours = wrong.flatMap(({ id, source, line }) =>
    service
      .of(id)
      .marks()
      .map(({ from }) => {
        const before = source.slice(0, from).split("\n");
        return `${id} ${line + before.length - 1}:${before.at(-1)!.length + 1}`;
      }),
  );
  const theirs = (await typecheckCells([{ ...chapter, cells, values: [] }])).flatMap((line) => {
    const [, place, id] = /^[^:]+:(\d+:\d+): cell ([\w-]+): error/.exec(line) ?? [];
    return id ? [`${id} ${place}`] : [];
  });
  expect(ours).toHaveLength(12);
  expect(ours.sort()).toEqual(theirs.sort());
}, 120_000);

describe("errors", () => {
  test("stand under the code at fault", () => {
    expect(marked("const a = 1;\nconst b: string = a;")).toEqual([["b", "Type 'number' is not assignable to type 'string'."]]);
    expect(marked("nope;")).toEqual([["nope", "Cannot find name 'nope'."]]);
  });

  test("of syntax come first, and are one where the code is unfinished", () => {
    expect(marked("const rows = [1];\nnope;\nrows.")).toEqual([["", "Identifier expected."]]);
    expect(marked("const a = ;\nnope;")).toEqual([[";", "Expression expected."]]);
  });

  test("go with the other cells: their names, types and imports, and what is no longer there", () => {
    const here = "const q: Place = { x: shared.length };\nadam();";
    const other = 'import { adam } from "optim";\ninterface Place { x: number }\nconst shared = "text";';
    expect(marked(here, other)).toEqual([]);
    expect(marked(here, other.replace('"text"', "1"))).toEqual([["length", "Property 'length' does not exist on type '1'."]]);
    expect(marked(here).map(([code]) => code)).toEqual(["Place", "shared", "adam"]);
  });

  test("are none where another cell does not parse, but still has its names", () => {
    expect(marked("const twice = 2 * half;", "const half = 1;\nconst broken = (")).toEqual([]);
  });

  test("are none for built-ins that another cell defines anew: they mean the same in all cells", () => {
    expect(marked("table([{ a: 1 }]);\nMath.sqrt(4);", "const table = 1, Math = 2;")).toEqual([]);
  });

  test("know nothing of the page: a cell has no document", () => {
    expect(marked("document;").map(([code]) => code)).toEqual(["document"]);
  });
});

test("a name has its inferred type, and what its comment says", () => {
  const code =
    'import { trace, sgd } from "optim";\nimport { ravine } from "problems";\nconst run = trace(sgd(), ravine, ravine.start, 3);\nconst { rows } = run;';
  service.setCells([{ id: "here", code }]);
  const nameAt = (text: string) => service.of("here").nameAt(code.indexOf(text));
  expect(nameAt("run =")).toEqual({ type: "const run: Trace", doc: "" });
  expect(nameAt("trace(")?.type).toMatch(/^trace<State>\(optimizer: Optimizer<State>/);
  expect(nameAt("start")).toEqual({ type: "Surface.start: Vec", doc: "The customary start, a fresh copy each time it is read." });
  expect(nameAt("= run")).toBeUndefined();
});

test("behind a full stop stands what the value has, and nowhere else", () => {
  const code = "const pair = { one: 1, two: [2] };\npair.";
  service.setCells([{ id: "here", code }]);
  const { membersAt, memberAt } = service.of("here");
  expect(membersAt(code.length)).toEqual(["one", "two"]);
  expect(memberAt(code.length, "two")).toEqual({ type: "two: number[]", doc: "" });
  expect(membersAt(code.length - 1)).toEqual([]);
});
