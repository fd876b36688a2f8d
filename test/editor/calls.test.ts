import { expect, test } from "vitest";
import { callsOf, type PageValues } from "../../src/editor/calls.ts";

const names = new Set(["sgd", "adam", "momentum", "nesterov"]);
const from = 'import { sgd, adam, momentum, trace } from "optim";\n';

/** The calls of the last of some cells, which are called a, b, c … */
function calls(codes: string | string[], { inputs = {}, held = {} }: { inputs?: Record<string, unknown>; held?: Record<string, unknown> } = {}) {
  const cells = [codes].flat().map((code, i) => ({ id: "abc"[i], code }));
  const page: PageValues = { cells, input: (cell, label) => inputs[`${cell}.${label}`], held: (cell, name) => held[`${cell}.${name}`] };
  return callsOf(cells.at(-1)!.id, "optim", names, page);
}
const options = (code: string, more?: Parameters<typeof calls>[1]) => calls(from + code, more)[0]?.options;

test("literals, and arithmetic with them, are values; what is left out is left out", () => {
  expect(options("adam({ lr: 1e-3, beta1: 1 - 1 / 16, 'eps': -(2 ** -3), amsgrad: true, big: 1_000, root: Math.SQRT2 })")).toEqual({
    lr: 1e-3,
    beta1: 0.9375,
    eps: -0.125,
    amsgrad: true,
    big: 1000,
    root: Math.SQRT2,
  });
  expect(calls(from + "adam()")).toEqual([{ name: "adam", options: {}, open: [] }]);
});

test("an input stands where the reader has put it, in its own cell or in another, by its name or in arithmetic", () => {
  const a = 'const alpha = slider("Learning rate α", { min: 0, max: 1 });\nconst isOn = toggle("On");';
  const b = `${from}const beta: number = number("β", { min: 0, max: 1 });\ntrace(momentum({ lr: alpha / 2, beta, nesterov: isOn }), ravine);`;
  expect(calls([a, b], { inputs: { "a.Learning rate α": 0.3, "b.β": 0.8, "a.On": true } })).toEqual([
    { name: "momentum", options: { lr: 0.15, beta: 0.8, nesterov: true }, open: [] },
  ]);
});

test("two inputs of one label are not told apart by their text: what their names last held counts", () => {
  const code = 'const p = slider("α", { min: 0, max: 1 }), q = slider("α", { min: 0, max: 1 });\nsgd({ lr: q })';
  expect(options(code, { inputs: { "a.α": 0.1 }, held: { "a.q": 0.7 } })).toEqual({ lr: 0.7 });
});

test("a constant is what its text says, else what it held when its cell last ran", () => {
  expect(options("const lr = 2 / (1 + 24);\nsgd({ lr })")).toEqual({ lr: 0.08 });
  expect(options("const lr = fit(3);\nsgd({ lr })", { held: { "a.lr": 0.25 } })).toEqual({ lr: 0.25 });
  expect(options("const { lr } = fit(3);\nsgd({ lr })", { held: { "a.lr": 0.25 } })).toEqual({ lr: 0.25 });
  expect(options("const lr = fit(3);\nsgd({ lr })")).toEqual({ lr: { text: "lr" } });
});

test("what only a run can know stands by its text: parameters, what may change, schedules, long code", () => {
  const held = { "a.lr": 9 };
  expect(options("const lr = 1;\nrates.map((lr) => sgd({ lr }))", { held })).toEqual({ lr: { text: "lr" } });
  expect(options("const lr = 1;\nfor (const lr of [1, 2]) sgd({ lr: 2 * lr })", { held })).toEqual({ lr: { text: "2 * lr" } });
  expect(options("let lr = 1;\nsgd({ lr })", { held })).toEqual({ lr: { text: "lr" } });
  expect(options("sgd({ lr: inverseTime(1) })")).toEqual({ lr: { text: "inverseTime(1)" } });
  expect(options(`sgd({ lr: (t) => ${"t + ".repeat(20)}1 })`)).toEqual({ lr: { text: "…" } });
  expect(options("const lr = lr2, lr2 = lr;\nsgd({ lr })")).toEqual({ lr: { text: "lr" } });
  expect(options("sgd({ lr: 1 / 0 })")).toEqual({ lr: { text: "1 / 0" } });
});

test("options of a constant object are its entries, and later ones take the place of earlier ones; of others it is said where they come from", () => {
  const slots = "const slots = { lr: 0.1, beta1: 0.5 };\n";
  expect(options(`${slots}adam(slots)`)).toEqual({ lr: 0.1, beta1: 0.5 });
  expect(options(`${slots}adam({ ...slots, lr: 0.2 })`)).toEqual({ lr: 0.2, beta1: 0.5 });
  expect(calls([slots, `${from}adam(slots)`])[0].options).toEqual({ lr: 0.1, beta1: 0.5 });
  expect(calls(`${from}momentum(bestPair(9))`)).toEqual([{ name: "momentum", options: {}, open: ["bestPair(9)"] }]);
  expect(calls(`${from}momentum({ ...pair, lr: 1, [key]: 2 })`)[0]).toMatchObject({ options: { lr: 1 }, open: ["pair", "[key]: 2"] });
  expect(options("sgd({ __proto__: 3, lr: 1 })")).toEqual({ lr: 1 });
});

test("it is a call of the library’s function, by whatever name it is imported, in whatever cell", () => {
  expect(calls('import { adam as rule } from "optim";\nrule({ lr: 1 })')).toMatchObject([{ name: "adam" }]);
  expect(calls('import * as optim from "optim";\noptim.adam({ lr: 1 }); optim.trace(1)')).toMatchObject([{ name: "adam" }]);
  expect(calls([from, "adam({ lr: 1 })"])).toMatchObject([{ name: "adam" }]);
  expect(calls('import { adam } from "optim/pytorch";\nadam({ lr: 1 })')).toEqual([]);
  expect(calls("const adam = (options) => options;\nadam({ lr: 1 })")).toEqual([]);
  expect(calls(`${from}const f = (adam) => adam({ lr: 1 })`)).toEqual([]);
  expect(calls(`${from}// adam({ lr: 1 })\nconst text = "sgd({ lr: 1 })"`)).toEqual([]);
});

test("calls stand in the order of the code, each once", () => {
  expect(calls(`${from}adam({ lr: 1 }); sgd({ lr: 1 }); adam({ lr: 1 }); adam({ lr: 2 })`).map(({ name, options }) => [name, options.lr])).toEqual([
    ["adam", 1],
    ["sgd", 1],
    ["adam", 2],
  ]);
});

test("no code holds the page up: names that each stand for two others, endless nesting, a cell of 1 MB, code that does not parse", () => {
  const doubling = Array.from({ length: 40 }, (_, i) => `const x${i} = x${i + 1} + x${i + 1};`).join("\n");
  const start = performance.now();
  expect(options(`${doubling}\nsgd({ lr: x0 })`)).toEqual({ lr: { text: "x0" } });
  expect(options(`sgd({ lr: ${"(".repeat(100)}1${")".repeat(100)} })`)).toEqual({ lr: { text: "…" } });
  expect(calls(`${from}sgd({ lr: 1 });${" ".repeat(1_000_000)}`)).toEqual([]);
  expect(options("sgd({ lr: 0.5, ")).toEqual({ lr: 0.5 });
  expect(performance.now() - start).toBeLessThan(2000);
});
