import { describe, expect, it, onTestFinished } from "vitest";
import { cell, errorOf, outputsOf, runOne, session } from "./notebook.ts";

/** What one cell shows, as short as can be. */
const shows = async (source: string) =>
  outputsOf(await runOne(source)).map((output) =>
    output.kind === "value"
      ? (output.name === undefined ? "" : `${output.name}: `) + output.value.text
      : output.kind === "text"
        ? JSON.stringify(output.text)
        : output.kind === "tex"
          ? `tex ${output.tex}${output.block ? " (block)" : ""}`
          : output.kind,
  );

const failureOf = async (source: string) => errorOf(await runOne(source));

describe("what a cell shows", () => {
  it.each<[string, string[]]>([
    ["1 + 2", ["3"]],
    ["'text'", ['"text"']],
    ["const a = 1", []],
    ["const a = 1;\na // with a comment", ["1"]],
    ["undefined", []],
    ["null", ["null"]],
    ["let a = 1;\na = 5;", ["5"]],
    ["({ a: 1 })", ["Object"]],
    ["(1, 2)", ["2"]],
    ["`a\n${1}`", ['"a\\n1"']],
    ["async () => 1", ["function (anonymous)"]],
    ["class A {}\nA", ["class A"]],
    ["function f() {}\nf", ["function f"]],
    ["if (true) 1", []],
    ["for (const i of [1, 2]) display(i);", ["1", "2"]],
    ["display(1);\n2", ["1", "2"]],
    ["display(1, 'first'); display('b', 'second'); display(undefined)", ["first: 1", 'second: "b"', "undefined"]],
    ["Promise.resolve(7)", ["7"]],
    ["await Promise.resolve(8)", ["8"]],
    ["const x = await (async () => 9)();\nx", ["9"]],
    ["for await (const x of [Promise.resolve(1)]) display(x)", ["1"]],
    ["enum E { A, B }\nE.B", ["1"]],
    ["const f = <T,>(x: T): T => x;\nf<string>('g')", ['"g"']],
    ["class P<T> { constructor(private readonly v: T) {} get(): T { return this.v; } }\nnew P(4).get()", ["4"]],
    ["const { a, b: [c = 2] }: { a: number; b: number[] } = { a: 1, b: [] };\na + c", ["3"]],
    ["let n = 0;\ndo { n++ } while (n < 3);\nn!", ["3"]],
    ["10n ** 20n", ["100000000000000000000"]],
    ["Symbol('s')", ["Symbol(s)"]],
    ["-0", ["-0"]],
    ["'use strict'", ['"use strict"']],
    ["const $ = 1, $$ = 2;\n$ + $$", ["3"]],
    ["const a = 1\n;[a, 2].length", ["2"]],
    ["tex`\\frac{1}{${2}}`", ["tex \\frac{1}{2}"]],
    ["tex.block`x^2`", ["tex x^2 (block)"]],
    ["[{ a: 1 }]", ["table"]],
    ["table([{ a: 1 }])", ["table"]],
    ["const t = table([{ a: 1 }]);\ndisplay(t, 'T')", ['"T"', "table"]],
    ["function then(resolve: () => void) {}\n'ends'", ['"ends"']],
    ["const __proto__ = 1;\n__proto__", ["1"]],
    ["// nothing", []],
    ["", []],
  ])("%j shows %j", async (source, expected) => {
    expect(await shows(source)).toEqual(expected);
  });

  it("is in strict mode, with no `this`", async () => {
    expect(await shows("this")).toEqual([]);
    expect((await failureOf("const o = Object.freeze({ a: 1 });\no.a = 2")).message).toMatch(/^TypeError/);
  });

  it("is what stood in a value when it was displayed", async () => {
    const events = await runOne("const rows = [{ a: 1 }];\ndisplay(rows);\ndisplay([rows]);\nrows[0].a = 2;");
    expect(JSON.stringify(outputsOf(events))).not.toContain("2,");
    expect(outputsOf(events)[0]).toMatchObject({ rows: [[1]] });
  });

  it("takes no object for a plot that only looks like one", async () => {
    expect(await shows("({ kind: 'plot', element: {} })")).toEqual(["Object"]);
  });

  it("takes no object of a cell for an output that a built-in made", async () => {
    expect(await shows("({ kind: 'text', text: 'x' })")).toEqual(["Object"]);
    expect(await shows("({ kind: 'input', input: { type: 'slider' } })")).toEqual(["Object"]);
  });
});

describe("values between cells", () => {
  it("go from the definer to its readers, functions and classes too", async () => {
    const { run } = session();
    const events = await run([
      cell("b", "new A(f(2)).v"),
      cell("a", "function f(n: number) { return n * k; }\nclass A { constructor(public v: number) {} }\nconst k = 10"),
    ]);
    expect(outputsOf(events, "b")).toMatchObject([{ value: { text: "20" } }]);
  });

  it("never hide a JavaScript global of the same name", async () => {
    const { run } = session();
    const cells = [cell("a", "const Map = 1"), cell("b", "Map")];
    expect(outputsOf(await run(cells), "b")).toMatchObject([{ value: { text: "function Map" } }]);
  });

  it("of imports too", async () => {
    const { run, notebook } = session({ optim: { sgd: 5, adam: 6 } });
    const events = await run([cell("b", "sgd + o.adam"), cell("a", 'import { sgd, Vec } from "optim";\nimport * as o from "optim";\nlet v: Vec')]);
    expect(outputsOf(events, "b")).toMatchObject([{ value: { text: "11" } }]);
    expect(notebook.values.get("sgd")).toBe(5);
  });

  it("are looked up afresh where a name is JavaScript's again, though its cell has not run since", async () => {
    const { run } = session();
    const page = (a: string) => [cell("a", a), cell("b", "const m = Map"), cell("c", "m")];
    await run(page("const Map = 1"));
    expect(outputsOf(await run(page("const Map2 = 1"), ["c"]), "c")).toMatchObject([{ value: { text: "function Map" } }]);
  });

  it("of a name that lost its cell are gone", async () => {
    const { run, notebook } = session();
    await run([cell("a", "const x = 1"), cell("b", "const y = x")]);
    const events = await run([cell("b", "const y = x")], []);
    expect(errorOf(events, "b")).toMatchObject({ kind: "unknown", message: "unknown name: x" });
    expect([...notebook.values]).toEqual([]);
  });

  it("come back when a double definition is mended, though its cells read nothing", async () => {
    const { run } = session();
    const page = (b: string) => [cell("a", "const x = 1"), cell("b", b), cell("c", "x")];
    await run(page("const x = 2"));
    const events = await run(page("const z = 2"), ["c"]);
    expect(outputsOf(events, "c")).toMatchObject([{ value: { text: "1" } }]);
  });
});

describe("an error in a run", () => {
  it.each<[string, number | undefined, string | RegExp]>([
    ["1;\n\nthrow new Error('no')", 3, "no"],
    ["throw new RangeError('invalid lr: -1')", 1, "RangeError: invalid lr: -1"],
    ["const f = () => {\n  throw new TypeError('inner')\n};\n\nf()", 2, "TypeError: inner"],
    ["await 0;\nconst o: any = null;\no.x", 3, /^TypeError: /],
    ["interface A {\n  b: number;\n}\nconst f = (a: A) => {\n  return (a as any).c.d;\n};\n[1].map(() => f({ b: 1 }))", 5, /^TypeError: /],
    ["const v = w;\nconst w = 1", 1, /^ReferenceError: /],
    ["const c = 1;\nc.toFixed(1000)", 2, /^RangeError: /],
    ["1;\nthrow 'text'", 2, "thrown: text"],
    ["1;\n1;\nthrow 42", 3, "thrown: 42"],
    ["throw undefined", 1, "thrown: undefined"],
    ["throw { code: 3 }", 1, "thrown: { code: 3 }"],
    ["1;\nthrow null", 2, "thrown: null"],
    ["await Promise.reject(new Error('rejected'))", 1, "rejected"],
    ["1;\nPromise.reject('bare')", undefined, "thrown: bare"],
    ["const e = new Error('x');\ne.name = 'Custom';\nthrow e", 1, "Custom: x"],
    ["1;\nthrow Object.create(Error.prototype)", 2, ""],
    ["const e = new Error('x');\nObject.defineProperty(e, 'message', { get() { throw 1 } });\nthrow e", 3, "an error that cannot be shown"],
    ["const e = new Error('x');\nObject.defineProperty(e, 'stack', { get() { throw 1 } });\nthrow e", 3, "x"],
    ["throw new Proxy({}, { ownKeys() { throw new Error('trap') } })", 1, "thrown: not shown: trap"],
    ["1;\nthrow new Proxy(new Error(), { getPrototypeOf() { throw 1 } })", 2, "thrown: not shown: 1"],
    ["throw new Error('a'.repeat(5000))", 1, /^a{2000}… 3,000 more characters$/],
  ])("%j is on line %s", async (source, line, message) => {
    const error = await failureOf(source);
    expect(error.kind).toBe("runtime");
    expect(error.line).toBe(line);
    if (typeof message === "string") expect(error.message).toBe(message);
    else expect(error.message).toMatch(message);
    expect(JSON.stringify(error)).not.toMatch(/\bat |node_modules|\.ts:/);
  });

  it("of a library is on the line that called it, however deep", async () => {
    const dig = (n: number): number => (n === 0 ? ([] as number[]).reduce((a) => a) : dig(n - 1) + 0);
    const events = await runOne('import { dig } from "optim";\n\nconst a = 1;\nawait 0; dig(30 + a)', { optim: { dig } });
    expect(errorOf(events)).toMatchObject({ line: 4, message: "TypeError: Reduce of empty array with no initial value" });
  });

  it("in another cell's function is on the line that called it, and says where it was thrown", async () => {
    const { run } = session();
    const events = await run([cell("far", "const f = () => {\n  throw new Error('no')\n}"), cell("near", "1;\n\nf()")]);
    expect(errorOf(events, "near")).toEqual({ kind: "runtime", message: "no", line: 3, hint: "thrown in cell far, line 2", cells: ["far"] });
  });

  it("of recursion without end has a hint", async () => {
    expect(await failureOf("const f = (n: number): number =>\n  f(n + 1) + 1;\nf(0)")).toMatchObject({
      line: 2,
      message: expect.stringMatching(/call stack/) as string,
      hint: "a function calls itself without end",
    });
  });

  it("keeps what the cell had shown, and its dependents wait", async () => {
    const { run } = session();
    const events = await run([cell("a", "display(1);\nconst a = 2;\nthrow new Error('no')"), cell("b", "const b = a"), cell("c", "b")]);
    expect(outputsOf(events, "a")).toHaveLength(1);
    expect(errorOf(events, "b")).toEqual({ kind: "upstream", message: "waits for cell a, which failed", cells: ["a"] });
    expect(errorOf(events, "c")).toEqual(errorOf(events, "b"));
  });
});

describe("a promise that nobody awaits", () => {
  /** A session that is told of the rejections that this process hears of. */
  function hearing() {
    const heard = session();
    const tell = (reason: unknown) => void heard.notebook.unhandled(reason);
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", tell);
    onTestFinished(() => {
      process.off("unhandledRejection", tell);
      for (const other of others) process.on("unhandledRejection", other);
    });
    return heard;
  }

  it("fails its cell after its end, within the run, on the line that threw", async () => {
    const events = await hearing().run([
      cell("a", "const f = async () => {\n  await 0;\n  throw new Error('late');\n};\nf();\n'shown'"),
      cell("b", "2"),
    ]);
    expect(events.map(({ type, cell: id }) => `${type} ${id}`)).toEqual([
      "queued a",
      "queued b",
      "start a",
      "output a",
      "done a",
      "start b",
      "output b",
      "done b",
      "error a",
    ]);
    expect(errorOf(events)).toEqual({ kind: "runtime", message: "late", line: 3, hint: "is an await missing?" });
  });

  it("ends its cell at once while that still runs", async () => {
    const events = await hearing().run([
      cell("a", "const f = async () => {\n  await 0;\n  throw new Error('early');\n};\nf();\nawait new Promise(() => {})"),
      cell("b", "2"),
    ]);
    expect(errorOf(events)).toMatchObject({ message: "early", line: 3 });
    expect(outputsOf(events, "b")).toHaveLength(1);
  });

  it("does not cover the error that its cell has ended with", async () => {
    const events = await hearing().run([
      cell("a", "const f = async () => {\n  for (let i = 0; i < 9; i++) await 0;\n  display('late');\n};\nf();\nthrow new Error('first')"),
    ]);
    expect(events.filter(({ type }) => type === "error")).toEqual([
      { type: "error", cell: "a", error: { kind: "runtime", message: "first", line: 6 }, elapsedMs: 0 },
    ]);
  });

  it("without a stack is the last cell's", async () => {
    expect(errorOf(await hearing().run([cell("a", "Promise.reject(3);\n1")]))).toMatchObject({ message: "thrown: 3" });
  });

  it("may not show anything once its cell has ended", async () => {
    const events = await hearing().run([
      cell("a", "const f = async () => {\n  for (let i = 0; i < 9; i++) await 0;\n  display('late');\n};\nf();\n1"),
    ]);
    expect(outputsOf(events)).toHaveLength(1);
    expect(errorOf(events)).toMatchObject({ message: "display was called after the cell had ended", line: 3, hint: "is an await missing?" });
  });

  it("of an earlier run does not disturb a later one", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => (go = resolve));
    const heard = hearing();
    const source = (n: number) =>
      `import { gate } from "problems";\nconst f = async () => {\n  await gate;\n  display('late');\n};\n${n === 1 ? "f();" : ""}\n${n}`;
    const { notebook, events } = session({ problems: { gate } });
    process.removeAllListeners("unhandledRejection").on("unhandledRejection", (reason) => void notebook.unhandled(reason));
    const run = (n: number) => notebook.run({ cells: [cell("a", source(n))], targets: ["a"], inputs: {}, reason: "run" });
    await run(1);
    await run(2);
    go();
    await run(3);
    expect(events.filter(({ type }) => type === "error")).toEqual([]);
    expect(heard.events).toEqual([]);
  });

  it("of other code is not taken for a cell's", () => {
    expect(session().notebook.unhandled(new Error("other"))).toBe(false);
  });
});

describe("the console", () => {
  it("shows lines of text, those that follow each other as one", async () => {
    expect(
      await shows("console.log('a', 1, { b: [2, 'c'] });\nconsole.info(new Map([['k', 1]]), null, undefined);\ndisplay(1);\nconsole.log('after')"),
    ).toEqual([JSON.stringify('a 1 { b: [2, "c"] }\nMap(1) { k: 1 } null undefined'), "1", '"after"']);
  });

  it("counts warnings, and marks warnings and errors", async () => {
    const events = await runOne("console.warn('careful', 1);\nconsole.error('bad')");
    expect(outputsOf(events)).toEqual([{ kind: "text", text: "warning: careful 1\nerror: bad" }]);
    expect(events.at(-1)).toEqual({ type: "done", cell: "a", elapsedMs: 0, warnings: ["careful 1"] });
  });

  it("shows tables", async () => {
    expect(await shows("console.table([{ a: 1 }])")).toEqual(["table"]);
  });
});

describe("progress", () => {
  it("replaces itself at its own place, the last one always shown", async () => {
    const events = await runOne("display('before');\nfor (let i = 0; i <= 1000; i++) progress(i / 1000, `step ${i}`);\ndisplay('after')");
    expect(outputsOf(events)).toEqual([
      { kind: "text", text: "before" },
      { kind: "progress", label: "step 1000", fraction: 1 },
      { kind: "text", text: "after" },
    ]);
    expect(events.length).toBeLessThan(10);
  });

  it("streams as time goes by", async () => {
    let time = 0;
    const { run } = session({ problems: { tick: () => (time += 10) } }, () => time);
    const events = await run([cell("a", 'import { tick } from "problems";\nfor (let i = 0; i < 10; i++) { progress(i / 10); tick(); }')]);
    expect(events.flatMap((event) => (event.type === "output" && event.output.kind === "progress" ? [event.output.fraction] : []))).toEqual([
      0, 0.3, 0.6, 0.9,
    ]);
  });

  it.each(["1.5", "-0.1", "NaN", "'half'"])("refuses %s", async (fraction) => {
    expect((await failureOf(`progress(${fraction})`)).message).toMatch(/^RangeError: invalid fraction: /);
  });

  it("takes null for not known, and rounding errors for 1", async () => {
    expect(outputsOf(await runOne("progress(null, 'reading')"))).toEqual([{ kind: "progress", label: "reading", fraction: null }]);
    expect(outputsOf(await runOne("progress(0.1 * 3 / 0.3)"))).toMatchObject([{ fraction: 1 }]);
  });
});

describe("too much", () => {
  it("output is cut, and what was left out is counted", async () => {
    const outputs = outputsOf(await runOne("for (let i = 0; i < 1000; i++) display(i)"));
    expect(outputs).toHaveLength(201);
    expect(outputs[200]).toEqual({ kind: "text", text: "… 800 more outputs" });
  });

  it("output leaves no room for a log or progress either", async () => {
    const outputs = outputsOf(
      await runOne("progress(0);\nfor (let i = 0; i < 200; i++) display(i);\nconsole.log('a');\nconsole.log('b');\nprogress(1)"),
    );
    expect(outputs).toHaveLength(201);
    expect(outputs[0]).toEqual({ kind: "progress", label: "", fraction: 1 });
    expect(outputs[200]).toEqual({ kind: "text", text: "… 3 more outputs" });
  });

  it("text is cut", async () => {
    const [output] = outputsOf(await runOne("'x'.repeat(1e6)"));
    expect(output).toEqual({ kind: "text", text: `${"x".repeat(20_000)}… 980,000 more characters` });
  });

  it("log is cut, in few events", async () => {
    const events = await runOne("for (let i = 0; i < 1e5; i++) console.log(i, 'a line')");
    const [output] = outputsOf(events);
    expect(output.kind === "text" && output.text).toMatch(/\n… 98,\d{3} more lines$/);
    expect(events.length).toBeLessThan(10);
  });

  it("rows are cut", async () => {
    expect(outputsOf(await runOne("Array.from({ length: 2000 }, (_, i) => ({ i }))"))).toMatchObject([{ kind: "table", more: 1500 }]);
  });

  it("of a value is cut", async () => {
    const [output] = outputsOf(await runOne("new Float64Array(1e6)"));
    expect(output).toMatchObject({ value: { text: "Float64Array(1000000)", more: 1e6 - 100 } });
  });
});
