import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyse } from "../../src/notebook/index.ts";

const namesOf = (source: string) => {
  const { declared, free, error } = analyse(source);
  if (error) throw new Error(error.message);
  return { defines: [...declared].sort(), reads: [...free.keys()].sort() };
};

describe("the names of a cell", () => {
  it.each<[string, string[], string[]]>([
    ["const a = b", ["a"], ["b"]],
    ["let a, [b, { c: [d = e], ...f }] = g", ["a", "b", "d", "f"], ["e", "g"]],
    ["const { a: { b }, ['c' + k]: c } = o", ["b", "c"], ["k", "o"]],
    ["function f(x: number, y = x + z) { return x + y + w; }", ["f"], ["w", "z"]],
    ["class A extends B { static s = t; #p = u; [k]() { return this.#p; } }", ["A"], ["B", "k", "t", "u"]],
    ["const f = async function* inner() { yield* inner(); yield arguments.length; }", ["f"], []],
    ["for (const i of xs) for (let j = 0; j < i; j++) use(i, j)", [], ["use", "xs"]],
    ["for (var i = 0; i < 3; i++);", ["i"], []],
    ["{ const inside = 1; var outside = 2; function local() {} }", ["outside"], []],
    ["try { a() } catch ({ message }) { log(message) } finally { b() }", [], ["a", "b", "log"]],
    ["label: for (;;) break label", [], []],
    ["const o = { a, b: c, d() { return e; }, get f() { return g; }, [h]: 1 }", ["o"], ["a", "c", "e", "g", "h"]],
    ["a.b.c; a?.['d']; a[e]", [], ["a", "e"]],
    ["typeof maybe", [], ["maybe"]],
    ["x => y => x + y + z", [], ["z"]],
    ["(x, { y = x }, ...rest) => rest", [], []],
    ["`${a} ${(b => b)(c)}`; tag`x${d}`", [], ["a", "c", "d", "tag"]],
    ["switch (a) { case b: let c = 1; c; }", [], ["a", "b"]],
    ["await a; for await (const x of b) x", [], ["a", "b"]],
    ["const f = (): number => f()", ["f"], []],
    ["if (a) { var b = 1 } b", ["b"], ["a"]],
    ["let a = 1; { let a = 2; a } a", ["a"], []],
    ["a ??= 1; b.c = 2; [d, e.f] = [1, 2]; ({ g, h: i.j } = {}); k++", [], ["a", "b", "d", "e", "g", "i", "k"]],
  ])("%s", (source, defines, reads) => {
    expect(namesOf(source)).toEqual({ defines, reads });
  });

  it.each<[string, string[], string[]]>([
    ["const a: B<C> = d as E satisfies F", ["a"], ["d"]],
    ["interface A { b: C }\ntype D = typeof e;\ndeclare const f: number;", [], []],
    ["const f = <T extends A>(x: T, y?: B): x is T => g<C>(x)!", ["f"], ["g"]],
    ["function f(x: string): void;\nfunction f(x: any) { x }", ["f"], []],
    ["abstract class A<T> implements B { private readonly x: C = y; constructor(public z: D) { } abstract m(): void }", ["A"], ["y"]],
    ["enum E { A, B = f() }\nE.A", ["E"], ["f"]],
    ["import type { A } from 'optim';\nlet a: A", ["a"], []],
    ["import { sgd, adam as a, type Vec } from 'optim';\nimport * as p from 'problems';\nsgd", ["a", "p", "sgd"], []],
    ["const x = <number>(y)", ["x"], ["y"]],
    ["let v: Array<{ k: number }>[] = []", ["v"], []],
  ])("TypeScript: %s", (source, defines, reads) => {
    expect(namesOf(source)).toEqual({ defines, reads });
  });

  it("tells what is assigned and is not the cell's own", () => {
    const { assigned } = analyse(
      "import { s } from 'optim';\nlet own = 1;\nown = 2;\nfor (x of []) y++;\n[z.a, w] = [];\ns = 1;\n{ let x2; x2 = 1; }",
    );
    expect([...assigned]).toEqual([
      ["x", 4],
      ["y", 4],
      ["w", 5],
      ["s", 6],
    ]);
  });

  it("gives the line of the first use, in the order of lines", () => {
    const { free } = analyse("const f = () => late;\n\nearly;\nlate; f");
    expect([...free]).toEqual([
      ["late", 1],
      ["early", 3],
    ]);
  });
});

describe("imports", () => {
  it("keeps every name, module and line", () => {
    const { imports, modules } = analyse("import d, { a as b } from 'optim';\nimport * as n from \"problems\"; import 'optim/keras'");
    expect(imports).toEqual([
      { local: "d", imported: "default", module: "optim", line: 1, typeOnly: false },
      { local: "b", imported: "a", module: "optim", line: 1, typeOnly: false },
      { local: "n", imported: "*", module: "problems", line: 2, typeOnly: false },
    ]);
    expect(modules.map(({ module, line }) => [module, line])).toEqual([
      ["optim", 1],
      ["problems", 2],
      ["optim/keras", 2],
    ]);
  });

  it.each(["import('optim')", "const m = await import(`optim`)", "import.meta.url"])("refuses %s", (source) => {
    expect(analyse(`1;\n${source}`).error).toMatchObject({ kind: "import", line: 2 });
  });
});

describe("a cell that does not parse", () => {
  it.each<[string, number, string]>([
    ["let x = ;", 1, 'unexpected ";"'],
    ["const a = 1;\nconst o = {\n  b: 1,\n", 3, "unexpected end of the cell"],
    ["f(1,\n  2\n", 2, "unexpected end of the cell"],
    ["const s = 'abc\n1", 1, "unterminated string constant"],
    ["`abc", 1, "unterminated template"],
    ["1\n\nconst const = 3", 3, 'unexpected "const"'],
    ["let a = 1;\nlet a = 2;", 2, "identifier 'a' has already been declared"],
    ["return 3", 1, "'return' outside of function"],
    ["1;\nexport const a = 1", 2, "a cell has no exports"],
    ["const a = 1;\n  }", 2, 'unexpected "}"'],
    ["x = 08", 1, "invalid number"],
    ["with (a) {}", 1, 'unexpected "with"'],
    ["class A { #x }\nnew A().#x", 2, "private field '#x' must be declared in an enclosing class"],
    ["break", 1, "unsyntactic break"],
    ["const f = (x) =>\n", 1, "unexpected end of the cell"],
  ])("%j", (source, line, message) => {
    const { error, declared, free } = analyse(source);
    expect(error).toMatchObject({ kind: "syntax", line });
    expect(error?.message).toContain(message);
    expect([...declared, ...free.keys()]).toEqual([]);
  });

  it("is an error and no exception, whatever the text, and its line is in the cell", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "(",
      ")",
      "`",
      "'",
      "\n",
      "const ",
      "a",
      " = ",
      "1",
      ";",
      "=>",
      "class ",
      "${",
      "/*",
      "//",
      "<T>",
      "import ",
      "await ",
      "\\",
      "\u2028",
      "@",
      "#",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const source = pieces.join("");
        const { error } = analyse(source);
        if (!error) return;
        expect(error.message).not.toMatch(/\(\d+:\d+\)|Error transforming/);
        expect(error.line).toBeGreaterThanOrEqual(1);
        expect(error.line).toBeLessThanOrEqual(Math.max(1, source.split(/[\n\u2028]/).length));
      }),
      { numRuns: 1500 },
    );
  });

  it("says so of code that is nested too deeply for the parser", () => {
    expect(analyse("(".repeat(100_000)).error).toMatchObject({ kind: "syntax" });
    // Brackets are counted before anything parses; what nests without them is the parser's to find out.
    for (const source of ["!".repeat(100_000) + "1", "a=>".repeat(60_000) + "1"])
      expect(analyse(source).error?.message).toBe("the code is nested too deeply");
  });
});

it("types go without moving a line", () => {
  const source = "interface A {\n  b: number;\n}\nfunction f(\n  x: A,\n): {\n  c: number;\n} {\n  return { c: x.b };\n}\nmark";
  expect(analyse(source).code.split("\n").indexOf("mark")).toBe(source.split("\n").indexOf("mark"));
});

it("a source is analysed once", () => {
  expect(analyse("const once = 1")).toBe(analyse("const once = 1"));
});
