import { describe, expect, it } from "vitest";
import { analyse } from "../../src/notebook/analyse.ts";
import { compile, type Trace } from "../../src/notebook/compile.ts";
import { cellFrames, runtimeError } from "../../src/notebook/locate.ts";

/** Runs a cell as it runs where stacks do not name it, and as it runs elsewhere. */
async function runWith(source: string, marked: boolean) {
  const trace: Trace = { value: undefined, defined: {}, line: 0, throwing: (value, line) => ((trace.line = line), value) };
  let thrown: unknown;
  try {
    await compile("a", analyse(source), [], marked)(trace);
  } catch (error) {
    thrown = error;
  }
  return { trace, thrown };
}

const failing: [string, number][] = [
  ["const a = 1;\n\n(null as any).x", 3],
  ["const f = (x: number) => {\n  if (x > 2)\n    throw new Error('no');\n  return x;\n};\n[1, 2, 3].map((x) => f(x));", 3],
  ["const f = async () => {\n  await 0;\n  throw new Error('no');\n};\nawait f();", 3],
  ["class A {\n  get(): number {\n    return (this as any).a.b;\n  }\n}\nconst q = new A();\nq.get()", 3],
  ["const r = (n: number): number =>\n  r(n + 1) + 1;\nr(0)", 2],
  ["switch (1 as number) {\n  case 1:\n    null!.y;\n}", 3],
  ["function* g() {\n  yield 1;\n  (undefined as any).x;\n}\n[...g()]", 3],
  ["let x = 0;\nfor (;;) {\n  x++;\n  if (x > 5) {\n    (null as any).x;\n  }\n}", 5],
  ["const o = (): any => ({\n  a: (null as any).b,\n});\no()", 1],
  ["label: {\n  'use strict';\n  break label;\n}\nthrow (() => 3)()", 5],
];

const working = [
  "const f = (a: number) => (b: number) => ({ sum: a + b });\nf(1)(2)",
  "let n = 0;\nouter: for (const i of [1, 2, 3]) {\n  for (const j of [1, 2]) {\n    if (j > i) continue outer;\n    n += i * j;\n  }\n}\nn",
  "function f(n: number): number { 'use strict'; return n < 2 ? n : f(n - 1) + f(n - 2); }\nf(10)",
  "class A { static n = 1; static { A.n += 1; } m = () => this; #p = 2; get p() { return this.#p; } }\nconst v = [A.n, new A().p];\nv",
  "const g = function* () { try { yield 1; throw 2; } catch (e) { yield e; } finally { yield 3; } };\n[...g()]",
  "var a = 1; { let a = 2; a++; } switch (a) { case 1: a += 1; default: a += 1 }\na",
  "const f = async (x: number) => (await x, await x + 1);\nawait f(1)",
  "if (1) ; else throw 3\nconst h = (x?: number) => x ?? 5\n;[h(), h(1)]",
  "const t = () => () => () => 4\nt()()()",
];

describe("where stacks do not name cells, marks", () => {
  it.each(failing)("tell the line of %j", async (source, line) => {
    const { trace, thrown } = await runWith(source, true);
    expect(thrown).toBeDefined();
    expect(trace.line).toBe(line);
  });

  it.each(working)("change nothing in %j", async (source) => {
    const { trace: plain, thrown } = await runWith(source, false);
    const { trace: marked } = await runWith(source, true);
    expect(thrown).toBeUndefined();
    expect(plain.value).toBeDefined();
    expect(JSON.stringify([marked.value, marked.defined])).toBe(JSON.stringify([plain.value, plain.defined]));
  });
});

describe("where they do", () => {
  it.each(failing.filter(([source]) => !source.startsWith("const o")))("the stack tells the line of %j", async (source, line) => {
    const { trace, thrown } = await runWith(source, false);
    expect(runtimeError(thrown, "a", { ...trace, thrown: { value: thrown, line: trace.line } }).line).toBe(line);
  });

  const error = (stack: string) => Object.assign(new Error("no"), { stack });

  it("frames are read as V8 writes them", () => {
    const stack =
      "Error: no\n    at cell:fake:9:9 in a message\n    at f (cell:loss-curve:4:25)\n    at eval (cell:b:7:15)\n    at Array.map (<anonymous>)\n    at async cell:c1:8:3\n    at async Promise.all (index 0)\n    at main (file:///cell:x.js:1:1)";
    expect(cellFrames(error(stack))).toEqual([
      { cell: "loss-curve", line: 2 },
      { cell: "b", line: 5 },
      { cell: "c1", line: 6 },
    ]);
  });

  it("frames are read as SpiderMonkey writes them", () => {
    const stack = "f@cell:loss-curve:4:25\nanonymous/<@cell:b:7:15\nasync*anonymous@cell:b:8:5\nmain@blob:http://x/1:3:5\n";
    expect(cellFrames(error(stack))).toEqual([
      { cell: "loss-curve", line: 2 },
      { cell: "b", line: 5 },
      { cell: "b", line: 6 },
    ]);
  });

  it("there are none in what JavaScriptCore writes, nor where there is no stack", () => {
    expect(cellFrames(error("f@\nmap@[native code]\nanonymous@\nglobal code@blob:x:5:8"))).toEqual([]);
    expect([cellFrames("text"), cellFrames(undefined), cellFrames({ stack: "f@cell:a:4:2" })]).toEqual([[], [], []]);
  });
});
