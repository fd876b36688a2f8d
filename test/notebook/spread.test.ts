import { expect, it } from "vitest";
import { digest } from "../../src/text/digest.ts";
import { createNotebook, type SpreadJob } from "../../src/notebook/index.ts";
import { cell, errorOf, outputsOf, runOne } from "./notebook.ts";

/** Runs cells with a worker pool that works from the last task to the first, and gives its jobs and the values. */
async function runInPool(cells: Record<string, string>, { inputs = {} } = {}) {
  const jobs: SpreadJob[] = [];
  const notebook = createNotebook({
    modules: {},
    plot: {},
    now: () => 0,
    emit: () => {},
    async workerPool(job) {
      jobs.push(job);
      for (let i = job.tasks.length - 1; i >= 0; i--) job.take(i, await job.work(job.tasks[i]), false);
    },
  });
  const all = Object.entries(cells).map(([id, source]) => cell(id, source));
  await notebook.run({ cells: all, targets: Object.keys(cells), inputs, reason: "run" });
  return { jobs, values: notebook.values };
}
const keysOf = async (...args: Parameters<typeof runInPool>) => (await runInPool(...args)).jobs.map(({ keys }) => keys);

it("gives the results in the order of the tasks, whoever does them and in whatever order", async () => {
  const source = "const squares = await spread([1, 2, 3], (n) => n * n);\nconsole.log(squares.join())";
  expect(outputsOf(await runOne(source)).at(-1)).toEqual({ kind: "text", text: "1,4,9" });
  expect((await runInPool({ a: source })).values.get("squares")).toEqual([1, 4, 9]);
});

it("waits for tasks that are promises, and for none where there is none", async () => {
  const { values } = await runInPool({
    a: "const none = await spread([], (n) => n);\nconst later = await spread([1], async (n) => (await null, n + 1));",
  });
  expect([values.get("none"), values.get("later")]).toEqual([[], [2]]);
});

it("gives each task a copy, and gives back a copy", async () => {
  const { values } = await runInPool({
    a: "const box = { n: 1 };\nconst shared = [0];\nconst got = await spread([box], (b) => (b.n++, shared));\nconst same = [box.n, got[0] === shared];",
  });
  expect(values.get("same")).toEqual([1, false]);
});

it("shows how many are done, and calls `meanwhile` with what is there", async () => {
  const outputs = outputsOf(
    await runOne(
      "const all = await spread([1, 2], (n) => n, { label: ({ done, of }) => `${done}/${of}`, meanwhile: (sofar) => live(sofar.join()) });",
    ),
  );
  expect(outputs).toEqual([{ kind: "progress", fraction: 1, label: "2/2" }, expect.objectContaining({ kind: "text", text: "1,2" })]);
});

it("what a task throws is the cell's error, at its line", async () => {
  expect(errorOf(await runOne("await spread([1, 2], (n) => {\n  throw new Error(`no ${n}`);\n})"))).toMatchObject({ message: "no 1", line: 2 });
});

it("a spread that nobody awaits shows nothing after its cell has ended", async () => {
  const events = await runOne("void spread([1, 2], async (n) => { for (let i = 0; i < 50; i++) await null; return n; });\n7");
  expect(events.findIndex(({ type }) => type === "done")).toBe(events.length - 1);
});

it.each([
  ["spread([1], 7)", "invalid work: 7 (a function of a task)"],
  ["spread(7, () => 0)", "invalid tasks: 7 (an array of plain data)"],
  ["spread(Array(10001).fill(0), () => 0)", "too many tasks: 10001"],
  ["spread([{ a: [new Map()] }], () => 0)", "task 0 holds a Map"],
  ["spread([() => 0], () => 0)", "task 0 holds a function"],
  ["spread([1], () => new Date())", "the result of a task holds a Date"],
])("%s: %s", async (source, message) => {
  expect(errorOf(await runOne(`await ${source}`)).message).toContain(message);
});

it("keys differ between tasks, plain data that JSON takes for equal too", async () => {
  const [keys] = await keysOf({
    a: "await spread([1, 2, '1', null, NaN, Infinity, -Infinity, 'number NaN2', [1], Float64Array.of(1), Float32Array.of(1), { a: 1 }, { a: 1n }, undefined], () => 0)",
  });
  expect(new Set(keys).size).toBe(keys.length);
});

it("keys are those of the last run while code and inputs stand, and others as soon as one of them changes", async () => {
  const cells = {
    s: `const k = slider("k", { min: 0, max: 9, value: 1 });`,
    w: "const work = (n) => n + k;",
    a: "await spread([1, 2], work)",
    z: "const unrelated = 1;",
  };
  const [keys] = await keysOf(cells);
  expect(await keysOf(cells)).toEqual([keys]);
  expect(await keysOf({ ...cells, z: "const unrelated = 2;" })).toEqual([keys]);
  // The function is another cell's: what this cell does besides is no matter, and further tasks leave the keys of the first.
  expect((await keysOf({ ...cells, a: "const x = 1;\nawait spread([1, 2, 3], work)" }))[0].slice(0, 2)).toEqual(keys);
  for (const other of [await keysOf({ ...cells, w: "const work = (n) => n + k + 1;" }), await keysOf(cells, { inputs: { s: { k: 5 } } })]) {
    expect(other[0].filter((key) => keys.includes(key))).toEqual([]);
  }
});

it("a function of the cell itself rests on the whole cell and its inputs", async () => {
  const at = (c: number, position = 1) =>
    keysOf(
      { a: `const c = ${c};\nconst p = slider("p", { min: 0, max: 9 });\nawait spread([1], (n) => n + c + p)` },
      { inputs: { a: { p: position } } },
    );
  const [[one], [again], [other], [moved]] = [await at(1), await at(1), await at(2), await at(1, 2)];
  expect(again).toEqual(one);
  expect(new Set([one, other, moved].flat()).size).toBe(3);
});

it("calls of one cell are numbered", async () => {
  const { jobs } = await runInPool({ a: "await spread([1], (n) => n);\nawait spread([1], (n) => -n);" });
  expect(jobs.map(({ cell, call }) => [cell, call])).toEqual([
    ["a", 0],
    ["a", 1],
  ]);
});

it("a digest of a hundred thousand texts meets itself never", () => {
  const all = new Set(Array.from({ length: 100_000 }, (_, i) => digest(`task ${i}`)));
  expect(all.size).toBe(100_000);
  for (const one of [...all].slice(0, 100)) expect(one).toMatch(/^[0-9a-f]{16}$/);
});
