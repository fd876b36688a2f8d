import fc from "fast-check";
import { expect, test } from "vitest";
import { createNotebook } from "../../src/notebook/index.ts";
import type { RunRequest, ShownEvent } from "../../src/notebook/types.ts";
import { Plot } from "../../src/plot/draw.ts";
import { createEventDrawing } from "../../src/sandbox/drawEvents.ts";
import { limits } from "../../src/sandbox/limits.ts";
import { toReport, toSandboxMessage, toWorkerMessage } from "../../src/sandbox/messages.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { asDocument, createDocument } from "../../src/dom/index.ts";
import { buildTree } from "../../src/tree/build.ts";
import { TreeError } from "../../src/tree/tree.ts";
import { cell } from "./fakes.ts";

/** All that a real notebook says of some cells. */
async function eventsOf(sources: Record<string, string>, request: Partial<RunRequest> = {}): Promise<ShownEvent[]> {
  const events: ShownEvent[] = [];
  const drawing = createEventDrawing((event) => void events.push(structuredClone(event)));
  const notebook = createNotebook({ modules, plot: Plot, emit: drawing.draw, now: () => performance.now() });
  const cells = Object.entries(sources).map(([id, source]) => cell(id, source));
  await notebook.run({ cells, targets: Object.keys(sources), inputs: {}, reason: "run", ...request });
  return events;
}

function buildOrRefuse(tree: unknown): void {
  try {
    buildTree(tree, { document: asDocument(createDocument()), idPrefix: "a-", name: "drawing", imageOf: () => "" });
  } catch (error) {
    expect(error).toBeInstanceOf(TreeError);
  }
}

const everything = {
  values: `for (const value of [1, "x", true, null, 10n, Symbol("s"), { a: [1, { b: 2 }] }, new Float64Array(3), new Map([[1, 2]]), new Set([1]), () => 1, new Date(0), /x/, new Error("e"), class A {}]) display(value, "named");`,
  table: `display(table([{ a: 1, b: "x", c: null, d: true }, { a: NaN, b: undefined, c: Infinity, d: false }], { caption: "c" }));`,
  note: "md`**a** $x^2$`",
  tex: "display(tex`x^2`);\ndisplay(tex.block`\\frac12`);",
  progress: `progress(0.5, "half");\nprogress(1);`,
  log: `console.log("a", { b: 1 });\nconsole.warn("careful");`,
  inputs: `const s = slider("s", { min: 0.01, max: 1, scale: "log" });\nconst c = choice("c", ["a", "b"]);\nconst t = toggle("t");\nconst b = button("b");\nconst p = point("p", { x: [0, 1], y: [0, 1] });`,
  plots: `display(Plot.plot({ marks: [Plot.line([1, 2, 3]), Plot.dot([{ x: 1, y: new Date(0) }], { x: "x", y: "y", title: (d) => d.x }), Plot.contour({ fill: (x, y) => x * y, x1: 0, y1: 0, x2: 1, y2: 1 })], color: { legend: true } }));`,
  broken: "const = 1",
  throwing: `throw new TypeError("no")`,
  importing: `import { nothing } from "optim";`,
  twice: "const same = 1;",
  again: "const same = 2;",
  ring: "const one = two;",
  wheel: "const two = one;",
  waiting: "one + 1",
  unknown: "fetch",
};

test("whatever a real notebook says is let through", async () => {
  const events = await eventsOf(everything);
  expect(new Set(events.map((event) => event.type))).toEqual(new Set(["queued", "start", "output", "done", "error"]));
  for (const event of events) expect(toReport({ type: "event", run: 1, event }), JSON.stringify(event)).not.toBeNull();
});

test("what a real notebook says, with any one of its parts replaced by nonsense or left out, is refused or still well-formed", async () => {
  const events = await eventsOf(everything);
  /** Paths to all parts of a value. */
  const paths = (value: unknown): string[][] =>
    typeof value === "object" && value !== null && !ArrayBuffer.isView(value)
      ? Object.entries(value).flatMap(([key, part]) => [[key], ...paths(part).map((path) => [key, ...path])])
      : [];
  const nonsense = fc.constantFrom<unknown>(undefined, null, -1, 0.5, "", "x".repeat(limits.textLength + 1), [], {}, [{}], new Map(), new Error("x"));
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.nat(), nonsense, (event, pick, junk) => {
      const all = paths(event);
      const path = all[pick % all.length];
      const copy = structuredClone(event) as unknown as Record<string, unknown>;
      const holder = path.slice(0, -1).reduce((part, key) => part[key] as Record<string, unknown>, copy);
      holder[path.at(-1)!] = junk;
      const report = toReport({ type: "event", run: 1, event: copy });
      if (report === null) return;
      // What got through can be read as what it claims to be: no text is endless, no list is another thing.
      const { event: seen } = report as { event: ShownEvent };
      expect(typeof seen.cell).toBe("string");
      if (seen.type === "done") for (const warning of seen.warnings) expect(warning.length).toBeLessThanOrEqual(limits.textLength);
      if (seen.type === "error") expect(seen.error.message.length).toBeLessThanOrEqual(limits.textLength);
      if (seen.type === "output" && seen.output.kind === "progress") expect(seen.output.label.length).toBeLessThanOrEqual(limits.textLength);
      // A tree is looked at where it is built, which throws nothing but a TreeError.
      if (seen.type === "output" && seen.output.kind === "drawing") buildOrRefuse(seen.output.tree);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ["a fraction of a run", { type: "finished", run: 1.5 }],
  ["a negative run", { type: "finished", run: -1 }],
  ["no run", { type: "finished" }],
  [
    "a negative index",
    { type: "event", run: 1, event: { type: "output", cell: "a", index: -1, output: { kind: "drawing", of: "text", tree: { tag: "pre" } } } },
  ],
  [
    "a class in an output",
    {
      type: "event",
      run: 1,
      event: { type: "output", cell: "a", index: 0, output: { kind: "drawing", of: "plot", tree: { tag: "svg", attributes: new Map() } } },
    },
  ],
  [
    "a function in an output",
    {
      type: "event",
      run: 1,
      event: { type: "output", cell: "a", index: 0, output: { kind: "drawing", of: "plot", tree: { tag: "svg", onload: () => 1 } } },
    },
  ],
  [
    "a prototype for a key",
    {
      type: "event",
      run: 1,
      event: { type: "output", cell: "a", index: 0, output: { kind: "drawing", of: "plot", tree: JSON.parse('{"__proto__":{"x":1}}') as unknown } },
    },
  ],
  ["a kind that every object has", { type: "event", run: 1, event: { type: "output", cell: "a", index: 0, output: { kind: "toString" } } }],
  ["a type that every object has", { type: "event", run: 1, event: { type: "constructor", cell: "a" } }],
  ["a type that cannot be made into text", { type: { toString: 1 }, run: 1 }],
  ["a type of an event that cannot be made into text", { type: "event", run: 1, event: { type: { toString: 1, valueOf: 1 }, cell: "a" } }],
  [
    "a kind that cannot be made into text",
    { type: "event", run: 1, event: { type: "output", cell: "a", index: 0, output: { kind: { toString: 1 } } } },
  ],
  [
    "an input whose type cannot be made into text",
    {
      type: "event",
      run: 1,
      event: { type: "output", cell: "a", index: 0, output: { kind: "input", input: { key: "k", label: "l", type: { toString: 1 } } } },
    },
  ],
  ["an upstream that is no list", { type: "plan", run: 1, upstream: { a: "b" } }],
  ["an address for a file", { type: "read", file: "https://example.org/x" }],
  ["a path for a file", { type: "read", file: "a/b.json" }],
])("%s is refused", (_, message) => {
  expect(toReport(message)).toBeNull();
  expect(toWorkerMessage(message)).toBeNull();
});

test("the page takes nothing from the supervisor but its messages", () => {
  for (const message of [
    { type: "ready" },
    { type: "pong" },
    { type: "batch", reports: [] },
    { type: "stopped", run: 1 },
    { type: "failed", message: "" },
  ]) {
    expect(toSandboxMessage(message)).toEqual(message);
  }
  for (const message of [null, 1, "ready", [], { type: "batch" }, { type: "batch", reports: {} }, { type: "stopped" }, { type: "toString" }]) {
    expect(toSandboxMessage(message)).toBeNull();
  }
});
