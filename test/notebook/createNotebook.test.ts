import { describe, expect, it } from "vitest";
import { cell, errorOf, outputsOf, session } from "./notebook.ts";

/** The cells that ran in a list of events, in order. */
const ran = (events: { type: string; cell: string }[]) => events.filter(({ type }) => type === "start").map((event) => event.cell);

describe("a run", () => {
  it("takes cells in the order of their dependence, whatever their order on the page", async () => {
    const { run, notebook } = session();
    const events = await run([cell("c", "const c = b * 2"), cell("b", "const b = a + 1"), cell("a", "const a = 3")]);
    expect(ran(events)).toEqual(["a", "b", "c"]);
    expect([...notebook.values]).toEqual([
      ["a", 3],
      ["b", 4],
      ["c", 8],
    ]);
  });

  it("re-runs a target and its dependents, and no other cell", async () => {
    const { run } = session();
    const page = (b: string) => [cell("a", "const a = 3"), cell("b", b), cell("c", "b + 1"), cell("d", "a")];
    await run(page("const b = a"));
    expect(ran(await run(page("const b = a * 2"), ["b"]))).toEqual(["b", "c"]);
  });

  it("runs what a target needs without a word", async () => {
    const { run } = session();
    const events = await run([cell("a", "display(1);\nconst a = 3"), cell("b", "a"), cell("c", "a")], ["c"]);
    expect(ran(events)).toEqual(["c"]);
    expect(outputsOf(events, "c")).toMatchObject([{ kind: "value", value: { text: "3" } }]);
  });

  it("lets a cell that a target needs speak when it fails, its outputs first", async () => {
    const { run } = session();
    const events = await run([cell("a", "display(1);\nconst a = 3;\nthrow new Error('no')"), cell("c", "a")], ["c"]);
    expect(events.map(({ type, cell: id }) => `${type} ${id}`)).toEqual(["queued c", "start a", "output a", "error a", "start c", "error c"]);
    expect(errorOf(events, "c")).toEqual({ kind: "upstream", message: "waits for cell a, which failed", cells: ["a"] });
  });

  it("does not run again what has a current value", async () => {
    const counted: string[] = [];
    const { run } = session({ problems: { note: (id: string) => counted.push(id) } });
    const cells = [cell("a", 'import { note } from "problems";\nnote("a");\nconst a = 3'), cell("b", "a")];
    await run(cells);
    await run(cells, ["b"]);
    expect(counted).toEqual(["a"]);
  });

  it("says at its start which cells it will run", async () => {
    const { run } = session();
    const events = await run([cell("a", "const a = 1"), cell("b", "const b = a"), cell("c", "b"), cell("d", "1")], ["a"]);
    expect(events.slice(0, 3)).toEqual(["a", "b", "c"].map((id) => ({ type: "queued", cell: id })));
  });

  it("refuses a target that is not on the page", async () => {
    await expect(session().run([cell("a", "1")], ["b"])).rejects.toThrow("unknown cell: b");
  });
});

describe("a moved input", () => {
  const slider = 'const x = slider("x", { min: 0, max: 10, value: 4, step: 1 })';

  it("gives its cell the position asked for, and runs what reads the value", async () => {
    const { run } = session();
    const cells = [cell("a", slider), cell("b", "const half = x > 5"), cell("c", "half")];
    await run(cells);
    const events = await run(cells, ["a"], { a: { x: 7 } }, "input");
    expect(ran(events)).toEqual(["a", "b", "c"]);
    expect(outputsOf(events, "a")[0]).toMatchObject({ kind: "input", input: { key: "x", value: 7 } });
  });

  it("stops where a value comes out as before", async () => {
    const { run } = session();
    const cells = [cell("a", slider), cell("b", "const half = x > 5"), cell("c", "half")];
    await run(cells, undefined, { a: { x: 7 } });
    expect(ran(await run(cells, ["a"], { a: { x: 8 } }, "input"))).toEqual(["a", "b"]);
  });

  it.each([11, -1, "7", null, Number.NaN, [7], { valueOf: () => 7 }])("ignores a position that does not fit: %j", async (position) => {
    const { run, notebook } = session();
    await run([cell("a", slider)], ["a"], { a: { x: position as number } });
    expect(notebook.values.get("x")).toBe(4);
  });

  it("numbers inputs of one label", async () => {
    const { run, notebook } = session();
    await run([cell("a", 'const p = toggle("on"), q = toggle("on")')], ["a"], { a: { "on 2": true } });
    expect([...notebook.values]).toEqual([
      ["p", false],
      ["q", true],
    ]);
  });

  it("leaves what reads a point alone while only another input of its cell moves", async () => {
    const { run } = session();
    const cells = [cell("a", `${slider};\nconst p = point("p", { x: [0, 1], y: [0, 1] })`), cell("b", "p"), cell("c", "x")];
    await run(cells);
    expect(ran(await run(cells, ["a"], { a: { x: 5, p: [0.5, 0.5] } }, "input"))).toEqual(["a", "c"]);
  });

  it("lets a cell speak that ran without a word since, though its values are as before", async () => {
    const { run } = session();
    const page = (a: string) => [cell("a", `${a}; toggle("t")`), cell("b", "const b = a * 2;\nb"), cell("c", "b")];
    await run(page("const a = 1"));
    await run(page("const a = 2"), ["c"]);
    const events = await run(page("const a = 2"), ["a"], { a: { t: true } }, "input");
    expect(ran(events)).toEqual(["a", "b"]);
    expect(outputsOf(events, "b")).toMatchObject([{ value: { text: "4" } }]);
    expect(ran(await run(page("const a = 2"), ["a"], { a: { t: false } }, "input"))).toEqual(["a"]);
  });

  it("makes its cell out of date for a later run of what reads it", async () => {
    const { run } = session();
    const cells = [cell("a", slider), cell("b", "x")];
    await run(cells);
    const events = await run(cells, ["b"], { a: { x: 9 } });
    expect(outputsOf(events, "b")).toMatchObject([{ value: { text: "9" } }]);
  });
});

describe("a run=click cell", () => {
  const page = (a: string) => [
    cell("a", a),
    { ...cell("long", "const long = a + 1"), run: "click" as const },
    cell("chart", "long"),
    cell("other", "a"),
  ];

  it("waits for its reader when what it reads has changed, and so does what reads it", async () => {
    const { run } = session();
    await run(page("const a = 1"));
    const events = await run(page("const a = 2"), ["a"]);
    expect(ran(events)).toEqual(["a", "other"]);
    expect(events.filter(({ type }) => type === "queued").map((event) => event.cell)).toEqual(["a", "other", "long", "chart"]);
    expect(outputsOf(await run(page("const a = 2"), ["long"]), "chart")).toMatchObject([{ value: { text: "3" } }]);
  });

  it("does not hold up its dependents while it is current", async () => {
    const { run } = session();
    const cells = [
      cell("a", 'const x = toggle("x");\nconst y = toggle("y")'),
      { ...cell("long", "const long = x"), run: "click" as const },
      cell("chart", "[long, y]"),
    ];
    await run(cells);
    expect(ran(await run(cells, ["a"], { a: { y: true } }, "input"))).toEqual(["a", "chart"]);
    const events = await run(cells, ["a"], { a: { y: true, x: true } }, "input");
    expect(ran(events)).toEqual(["a"]);
    expect(events.filter(({ type }) => type === "queued").map((event) => event.cell)).toEqual(["long", "chart"]);
  });

  it("says that it runs where only a target's need brings it, unlike what does not take long", async () => {
    const { run } = session();
    const events = await run([...page("const a = 1"), cell("target", "[long, other]"), cell("second", "const other = a")], ["target"]);
    expect(events.filter(({ type }) => type === "start").map((event) => event.cell)).toEqual(["long", "target"]);
  });

  it("runs where a target needs it, and then its dependents do not wait", async () => {
    const { run } = session();
    const cells = (a: string) => [...page(a), cell("target", "long")];
    await run(cells("const a = 1"));
    const events = await run(cells("const a = 2"), ["a", "target"]);
    expect(ran(events)).toEqual(["a", "long", "chart", "other", "target"]);
    expect(outputsOf(events, "chart")).toMatchObject([{ value: { text: "3" } }]);
    expect(ran(await run(cells("const a = 2"), ["a", "target"]))).toEqual(["a", "other", "target"]);
  });

  it("runs when a target needs it", async () => {
    const { run } = session();
    const events = await run(page("const a = 1"), ["chart"]);
    expect(outputsOf(events, "chart")).toMatchObject([{ value: { text: "2" } }]);
  });
});
