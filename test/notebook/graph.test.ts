import { describe, expect, it } from "vitest";
import { buildGraph, type Cell, type Modules } from "../../src/notebook/index.ts";
import { cell } from "./notebook.ts";

const modules: Modules = { optim: { sgd: 1, adam: 2, momentum: 3 }, "optim/keras": { adam: 4 }, problems: { rosenbrock: 5, dataset: 6 } };

const page = (...sources: string[]): Cell[] => sources.map((source, i) => cell("abcdefgh"[i], source));
const errorsOf = (cells: Cell[]) => [...buildGraph(cells, modules).nodes.values()].map(({ error }) => error);
const errorOf = (...sources: string[]) => errorsOf(page(...sources))[0];

describe("imports", () => {
  it("of an unknown module list what there is", () => {
    expect(errorOf('1;\nimport { x } from "lodash"')).toEqual({
      kind: "import",
      message: 'unknown module: "lodash"',
      line: 2,
      hint: "a cell can import: optim, optim/keras, problems",
    });
  });

  it("of an unknown name give the nearest and all names", () => {
    expect(errorOf('import {\n  sgd,\n  adma,\n} from "optim"')).toEqual({
      kind: "import",
      message: '"optim" has no adma',
      line: 3,
      hint: 'did you mean adam? "optim" has: adam, momentum, sgd',
    });
  });

  it("of a default say how to import", () => {
    expect(errorOf('import optim from "optim"')).toMatchObject({
      message: '"optim" has no default export',
      hint: 'write import { adam } from "optim"',
    });
  });

  it("see no property that the module object merely inherits", () => {
    expect(errorOf('import { toString } from "optim"')).toMatchObject({ kind: "import" });
    expect(errorOf('import { x } from "toString"')).toMatchObject({ message: 'unknown module: "toString"' });
  });

  it("of a type without `type` pass, as long as it is used as a type only", () => {
    expect(errorOf('import { Vec, sgd } from "optim";\nlet v: Vec; sgd')).toBeUndefined();
    expect(errorOf('import { Vec } from "optim";\nlet v: Vec = new Vec()')).toMatchObject({ kind: "import" });
    expect(errorOf('import { Vec } from "optim"')).toMatchObject({ kind: "import" });
  });

  it("serve every cell, whichever cell makes them", () => {
    expect(errorsOf(page("sgd", 'import { sgd } from "optim"'))).toEqual([undefined, undefined]);
  });

  it("of one thing may stand in several cells; of two things under one name they may not", () => {
    expect(errorsOf(page('import { adam } from "optim"', 'import { adam } from "optim"; adam', "adam"))).toEqual([undefined, undefined, undefined]);
    expect(errorsOf(page('import { adam } from "optim"', 'import { adam } from "optim/keras"'))).toMatchObject([
      { kind: "duplicate" },
      { kind: "duplicate" },
    ]);
    expect(errorsOf(page('import { adam } from "optim"', "const adam = 1"))).toMatchObject([{ kind: "duplicate" }, { kind: "duplicate" }]);
  });
});

describe("double definitions", () => {
  it("name both cells, in both", () => {
    const expected = { kind: "duplicate", message: "x is defined in two cells: a and c", hint: "rename one of them", cells: ["a", "c"] };
    expect(errorsOf(page("const x = 1", "x", "function x() {}"))).toEqual([expected, undefined, expected]);
  });

  it("count every cell", () => {
    expect(errorOf("let x", "let x", "let x")).toMatchObject({ message: "x is defined in 3 cells: a, b and c", cells: ["a", "b", "c"] });
  });

  it("of a built-in or standard name are refused, and the other cells keep what it means", () => {
    expect(errorOf("1;\nconst point = [1, 2]")).toEqual({
      kind: "duplicate",
      message: "point is built into every cell",
      hint: "choose another name",
    });
    expect(errorsOf(page("const Map = 1", "Map"))).toEqual([
      { kind: "duplicate", message: "Map is built into every cell", hint: "choose another name" },
      undefined,
    ]);
    expect(buildGraph(page("const Map = 1", "Map")).nodes.get("b")?.reads).toEqual(new Map());
  });

  it("inside a function or block are nobody's business", () => {
    expect(errorsOf(page("const x = 1", "{ const x = 2 } (x => x)(3); function f(point: number) { return point }"))).toEqual([undefined, undefined]);
  });
});

describe("unknown names", () => {
  it.each([
    ["learningRat", "did you mean learningRate?"],
    ["disply", "did you mean display?"],
    ["MAth", "did you mean Math?"],
    ["momentum", 'write import { momentum } from "optim"'],
    ["fetch", "a cell has standard JavaScript and the built-ins: no page, network, files or timers"],
    ["zzz", "a cell sees the names of the other cells, its imports, the built-ins and standard JavaScript"],
    ["q", "a cell sees the names of the other cells, its imports, the built-ins and standard JavaScript"],
  ])("%s: %s", (name, hint) => {
    expect(errorOf(`1;\nf(${name});\nfunction f(x: unknown) {}`, "const learningRate = 1")).toEqual({
      kind: "unknown",
      message: `unknown name: ${name}`,
      line: 2,
      hint,
    });
  });

  it.each(
    "process require fetch self window globalThis postMessage XMLHttpRequest setTimeout eval Function arguments importScripts name performance".split(
      " ",
    ),
  )("%s is one, though the host may have it", (name) => {
    expect(errorOf(`() => ${name}`)).toMatchObject({ kind: "unknown", message: `unknown name: ${name}` });
  });

  it("are found before anything runs, and the first in the text is reported", () => {
    expect(errorOf("1;\nlate;\n() => early")).toMatchObject({ message: "unknown name: late", line: 2 });
  });

  it("say how to define what is assigned", () => {
    expect(errorOf("total = 3")).toEqual({ kind: "unknown", message: "unknown name: total", line: 1, hint: "define it first: let total = …" });
  });
});

describe("assignments", () => {
  it.each(["x = 2", "x++", "[x] = [1]", "({ x } = { x: 1 })", "for (x of [1]);", "() => { x += 1 }"])(
    "to another cell's name are refused: %s",
    (source) => {
      expect(errorsOf(page("let x = 1", source))[1]).toEqual({
        kind: "assign",
        message: "x belongs to cell a: only that cell can assign to it",
        line: 1,
        hint: "give the new value a name of its own",
        cells: ["a"],
      });
    },
  );

  it("to an import, a built-in or a global are refused", () => {
    expect(errorOf('import { sgd } from "optim";\nsgd = 1')).toEqual({ kind: "assign", message: "sgd is imported: it cannot be assigned", line: 2 });
    expect(errorOf("display = 1")).toMatchObject({ kind: "assign", message: "display is built in: it cannot be assigned" });
    expect(errorOf("Math = 1")).toMatchObject({ kind: "assign" });
  });

  it("to a property of another cell's object are its own affair", () => {
    expect(errorsOf(page("const o = { p: 1 }", "o.p = 2"))).toEqual([undefined, undefined]);
  });
});

describe("cycles", () => {
  it("give the path from each of their cells back to it", () => {
    const errors = errorsOf(page("const a = b", "const b = c", "const c = a", "a"));
    expect(errors.map((error) => error?.message)).toEqual([
      "cycle: a → b → c → a (each needs the next)",
      "cycle: b → c → a → b (each needs the next)",
      "cycle: c → a → b → c (each needs the next)",
      undefined,
    ]);
    expect(errors[1]).toMatchObject({ kind: "cycle", cells: ["b", "c", "a"] });
  });

  it("take the shortest path", () => {
    expect(errorOf("const a = b + d", "const b = c", "const c = a", "const d = a")).toMatchObject({ cells: ["a", "d"] });
  });

  it("are none where a cell reads only itself", () => {
    expect(errorOf("const f = (n: number): number => (n > 0 ? f(n - 1) : 0)")).toBeUndefined();
  });

  it("stand back behind a cell's own mistake", () => {
    expect(errorsOf(page("const a = b; nope", "const b = a"))).toMatchObject([{ kind: "unknown" }, { kind: "cycle" }]);
  });
});

/** As `page`; the cells of these ids are not as the author wrote them. */
const pageEdited = (ids: string, ...sources: string[]): Cell[] =>
  page(...sources).map((one) => (ids.includes(one.id) ? { ...one, edited: true } : one));

describe("edited cells give way to the author's", () => {
  it("where both define a name: the error is in the edited one alone, and readers keep the author's", () => {
    const { nodes } = buildGraph(pageEdited("a", "const x = 1", "x", "const x = 2", "x + 1"), modules);
    expect([...nodes.values()].map(({ error }) => error)).toEqual([
      {
        kind: "duplicate",
        message: "x is defined in two cells: a and c",
        hint: "choose another name here: the other cells keep the x of c",
        cells: ["a", "c"],
      },
      undefined,
      undefined,
      undefined,
    ]);
    expect(nodes.get("b")!.reads).toEqual(new Map([["x", ["c"]]]));
    expect(nodes.get("c")!.dependsOn).toEqual(new Set());
  });

  it("each of several, and never to each other", () => {
    expect(errorsOf(pageEdited("ab", "let x", "let x", "let x", "x"))).toMatchObject([
      { cells: ["a", "b", "c"] },
      { cells: ["a", "b", "c"] },
      undefined,
      undefined,
    ]);
    expect(errorsOf(pageEdited("ab", "let x", "let x", "x"))).toMatchObject([
      { hint: "rename one of them" },
      { hint: "rename one of them" },
      undefined,
    ]);
  });

  it("and change nothing between cells that the author wrote so", () => {
    expect(errorsOf(pageEdited("c", "let x", "let x", "let x"))).toMatchObject([
      { cells: ["a", "b"] },
      { cells: ["a", "b"] },
      { cells: ["a", "b", "c"] },
    ]);
  });

  it("but may import what these import", () => {
    const adam = 'import { adam } from "optim"';
    expect(errorsOf(pageEdited("a", adam, adam, "adam"))).toEqual([undefined, undefined, undefined]);
    expect(errorsOf(pageEdited("a", 'import { adam } from "optim/keras"', adam, "adam"))).toMatchObject([
      { kind: "duplicate" },
      undefined,
      undefined,
    ]);
  });

  it("on a cycle: the others on it wait for them", () => {
    const { nodes, order } = buildGraph(pageEdited("b", "const a = b", "const b = c", "const c = a", "const d = 1", "d"), modules);
    expect([...nodes.values()].map(({ error }) => error?.message)).toEqual([
      undefined,
      "cycle: b → c → a → b (each needs the next)",
      undefined,
      undefined,
      undefined,
    ]);
    expect(order.slice(0, 3)).toEqual(["b", "a", "c"]);
  });

  it("on a cycle that crosses one of the author's, which stays as it is", () => {
    expect(errorsOf(pageEdited("c", "const a = b + c", "const b = a", "const c = a"))).toMatchObject([
      { cells: ["a", "b"] },
      { cells: ["b", "a"] },
      { cells: ["c", "a"] },
    ]);
  });
});

describe("a cell that does not parse", () => {
  it("may define what it mentions: who reads that waits for it", () => {
    const { nodes } = buildGraph(page("x + y", "const x = ;\n// y"), modules);
    expect(nodes.get("a")?.error).toBeUndefined();
    expect(nodes.get("a")?.reads).toEqual(
      new Map([
        ["x", ["b"]],
        ["y", ["b"]],
      ]),
    );
  });

  it("takes no name from the cell that defines it", () => {
    expect(buildGraph(page("x", "const x = 1", "x = ;")).nodes.get("a")?.reads).toEqual(new Map([["x", ["b"]]]));
  });
});

describe("the order", () => {
  it("is the page's where the graph allows", () => {
    expect(buildGraph(page("c", "1", "const c = d", "const d = 1", "b", "const b = 1")).order).toEqual(["d", "c", "a", "b", "f", "e"]);
  });

  it("takes two cells of one id for a mistake of the caller", () => {
    expect(() => buildGraph([cell("a", "1"), cell("a", "2")])).toThrow("duplicate id: a");
  });

  it("of a thousand cells in a row is found", () => {
    const cells = Array.from({ length: 1000 }, (_, i) => cell(`n${i}`, i === 999 ? "const x999 = 1" : `const x${i} = x${i + 1}`));
    expect(buildGraph(cells).order[0]).toBe("n999");
  });
});

it("cells of different scopes know nothing of each other's names", () => {
  const of = (id: string, source: string, scope?: string) => ({ ...cell(id, source), ...(scope && { scope }) });
  const { nodes, order } = buildGraph([
    of("sgd-run", "const run = 1", "sgd"),
    of("adam-plot", "run + 1", "adam"),
    of("sgd-plot", "run + 1", "sgd"),
    of("adam-run", "const run = 2", "adam"),
    of("mine", "run"),
  ]);
  expect([...nodes].map(([id, { dependsOn, error }]) => [id, [...dependsOn], error?.kind])).toEqual([
    ["sgd-run", [], undefined],
    ["adam-plot", ["adam-run"], undefined],
    ["sgd-plot", ["sgd-run"], undefined],
    ["adam-run", [], undefined],
    ["mine", [], "unknown"],
  ]);
  expect(order).toEqual(["sgd-run", "sgd-plot", "adam-run", "adam-plot", "mine"]);
  expect(() => buildGraph([of("run", "1", "sgd"), of("run", "1", "adam")])).toThrow("duplicate id: run");
});
