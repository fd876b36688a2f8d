import { describe, expect, test } from "vitest";
import { createNotebook } from "../../src/notebook/index.ts";
import type { InputValues } from "../../src/notebook/types.ts";
import * as optim from "../../src/optim/index.ts";
import { Plot } from "../../src/plot/draw.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { testChapter } from "./testChapter.ts";

/** The figures that chapter 0 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  firstSteps: "firstSteps.map((row) => Object.values(row))",
  threeSteps: "threeSteps.map((row) => Object.values(row))",
  byHand: "trace(methods.Momentum, square, [1], 3).rows().slice(1).map(({ t, g, m, v, delta, x }) => [t, g[0], m[0], v[0], delta[0], x])",
  shownByHand: "handRows.map((row) => Object.values(row))",
  sameRuns: "sameRuns.map((row) => Object.values(row))",
  scaled: "scaledRows.map((row) => Object.values(row))",
  pathGaps:
    "['AdaGrad', 'RMSProp', 'Adam'].map((name) => { const [a, b] = [ravine, louder].map((f) => trace(contestants[name], f, [1, 1], 20).theta); return Math.max(...a.map((x, i) => Math.abs(x - b[i]))); })",
  loudSgd: "[...trace(contestants.SGD, louder, [1, 1], 20).rows()[20].theta]",
  stills: "stills.map((row) => Object.values(row))",
  gaps: "gaps.map((row) => Object.values(row))",
  accuracy: "accuracy.map((row) => Object.values(row))",
  counts: "counts.map((row) => Object.values(row))",
  seen: "seen",
};
type Row = (number | string)[];

const { chapter, text, got, rows, moved } = await testChapter("00-framework", asked);

test("E1: the lengths of ten first steps, and who makes equal ones", () => {
  const expected: [string, number, number][] = [
    ["SGD", 1, 2.5],
    ["Momentum", 1, 2.5],
    ["NAG", 1, 2.5],
    ["EMA momentum", 0.1, 0.25],
    ["AdaGrad", 0.1, 0.1],
    ["Adam", 0.1, 0.1],
    ["Adam, uncorrected", 0.316228, 0.316228],
    ["RMSProp, ρ = 0.9", 0.316228, 0.316228],
    ["RMSProp, ρ = 0.99", 1, 1],
    ["AdaDelta", 0.004472, 0.004472],
  ];
  expect(rows<Row>("firstSteps")).toHaveLength(expected.length);
  rows<Row>("firstSteps").forEach(([name, dx, dy], i) => {
    expect(name).toBe(expected[i][0]);
    expect(dx).toBeCloseTo(expected[i][1], 6);
    expect(dy).toBeCloseTo(expected[i][2], 6);
  });
});

describe("E2: three steps on x²", () => {
  test("by every method", () => {
    const expected: Record<string, number[]> = {
      SGD: [0.8, 0.64, 0.512],
      Momentum: [0.8, 0.46, 0.062],
      NAG: [0.8, 0.496, 0.17792],
      AdaGrad: [0.9, 0.833104, 0.780456],
      RMSProp: [0.683772, 0.498871, 0.369181],
      AdaDelta: [0.9955279, 0.9910087, 0.9864645],
      Adam: [0.9, 0.800412, 0.701586],
    };
    expect(rows<Row>("threeSteps").map(([name]) => name)).toEqual(Object.keys(expected));
    for (const [name, ...xs] of rows<Row>("threeSteps")) xs.forEach((x, i) => expect(x).toBeCloseTo(expected[name][i], 6));
  });

  test("the choice shows the method that it names", async () => {
    const ends = async (method: string) =>
      ((await moved({ "by-hand": { Method: method } })).values.get("handRows") as { "x after": number }[])[2]["x after"];
    expect((got.shownByHand as number[][])[2][5]).toBeCloseTo(0.701586, 6);
    expect(await ends("RMSProp")).toBeCloseTo(0.369181, 6);
  });

  test("the pencil's lines are the cell's", () => {
    const pencil = [
      [1, 2, 2, 1, 0.2, 0.8],
      [2, 1.6, 3.4, 1, 0.34, 0.46],
      [3, 0.92, 3.98, 1, 0.398, 0.062],
    ];
    rows<number[]>("byHand").forEach((row, i) => row.forEach((x, j) => expect(x).toBeCloseTo(pencil[i][j], 12)));
    for (const [, g, m, , delta, x] of pencil) for (const number of [g, m, delta, x]) expect(text).toContain(`= ${number}`);
  });
});

test("E3: fourStep with φ and ψ is each method's own file, to 1e-12", () => {
  expect(rows<Row>("sameRuns")).toHaveLength(8);
  for (const [name, gap] of rows<Row>("sameRuns")) expect(gap, String(name)).toBeLessThanOrEqual(1e-12);
});

test("E4: the loss times 1000 leaves AdaGrad, RMSProp and Adam on their paths, and makes SGD explode", () => {
  for (const gap of rows<number>("pathGaps")) expect(gap).toBeLessThan(1e-9);
  expect(rows<Row>("scaled")[0].slice(0, 2)).toEqual(["SGD", "(0.818, 0.00317)"]);
  expect(
    rows<Row>("scaled")
      .slice(1)
      .every(([, f, loud]) => f === loud),
  ).toBe(true);
  expect(Math.hypot(...rows<number>("loudSgd"))).toBeGreaterThan(1e12);
});

describe("E5: gradients", () => {
  test("every surface passes at less than 5e-9", () => {
    expect(rows<Row>("gaps")).toHaveLength(13);
    for (const [name, gap] of rows<Row>("gaps")) expect(gap, String(name)).toBeLessThan(5e-9);
  });

  test("central differences are best near 1e-5, and fall by h² where one-sided ones fall by h", () => {
    const errors = (kind: string) => rows<[number, string, number]>("accuracy").filter((row) => row[1] === kind);
    const best = errors("central").reduce((a, b) => (b[2] < a[2] ? b : a));
    expect(best[0]).toBeGreaterThan(1e-6);
    expect(best[0]).toBeLessThan(1e-4);
    const at = (kind: string, h: number) => errors(kind).find((row) => Math.abs(row[0] / h - 1) < 1e-6)![2];
    expect(at("central", 1e-2) / at("central", 1e-3)).toBeCloseTo(100, 0);
    expect(at("one-sided", 1e-2) / at("one-sided", 1e-3)).toBeCloseTo(10, 0);
    expect(Math.min(...errors("one-sided").map((row) => row[2]))).toBeGreaterThan(10 * best[2]);
  });
});

test("in 32-bit floats the best h is near 1e-3 to 1e-2, and leaves four or five digits", () => {
  const { fround } = Math;
  /** Beale's function with every intermediate result rounded to a 32-bit float. */
  const beale = (x: number, y: number) => {
    const squared = (k: number, c: number) => {
      let power = y;
      for (let i = 1; i < k; i++) power = fround(power * y);
      const residual = fround(fround(c - x) + fround(x * power));
      return fround(residual * residual);
    };
    return fround(fround(squared(1, 1.5) + squared(2, 2.25)) + squared(3, 2.625));
  };
  const truth = (modules.problems.beale as { gradient(theta: Float64Array): Float64Array }).gradient(Float64Array.of(1, 1.5));
  const error = (h: number) => {
    const slope = (a: [number, number], b: [number, number], width: number) => (beale(...a) - beale(...b)) / width;
    const [x1, x2, y1, y2] = [1 + h, 1 - h, 1.5 + h, 1.5 - h].map(fround);
    return Math.hypot(slope([x1, 1.5], [x2, 1.5], x1 - x2) - truth[0], slope([1, y1], [1, y2], y1 - y2) - truth[1]) / Math.hypot(...truth);
  };
  const best = Math.min(...[-3, -2.5, -2].map((k) => error(10 ** k)));
  expect(best).toBeGreaterThan(1e-6);
  expect(best).toBeLessThan(1e-4);
  expect(error(1e-5)).toBeGreaterThan(50 * best);
});

test("v is the mean square, not the variance, not the curvature", () => {
  const stills = rows<number[]>("stills");
  for (const [, formula, v] of stills) expect(Math.abs(v / formula - 1)).toBeLessThan(0.1);
  expect(stills[0][2] / stills[3][2]).toBeGreaterThan(1000);
});

test("the table's last column counts what the optimizers store", () => {
  const stored = Object.fromEntries([...text.matchAll(/^\| (\w+) \| (\d) \|.*\|$/gm)].map(([, name, vectors]) => [name, Number(vectors)]));
  const makers = {
    SGD: optim.sgd(),
    Momentum: optim.momentum(),
    NAG: optim.nesterov(),
    AdaGrad: optim.adagrad(),
    RMSProp: optim.rmsprop(),
    AdaDelta: optim.adadelta(),
    Adam: optim.adam(),
    AdamW: optim.adamw(),
    AMSGrad: optim.amsgrad(),
    Adamax: optim.adamax(),
    Nadam: optim.nadam(),
    RAdam: optim.radam(),
    Lion: optim.lion(),
    Muon: optim.muon({ rows: 2, columns: 2 }),
  };
  const counted = Object.entries(makers).map(([name, optimizer]) => [
    name,
    Object.values<unknown>(optimizer.init(4)).filter((value) => value instanceof Float64Array).length,
  ]);
  expect(stored).toEqual(Object.fromEntries(counted));
});

describe("batch, iteration, epoch", () => {
  test("an epoch takes ⌈N/B⌉ iterations", () => {
    expect(rows<Row>("counts")).toEqual([
      [1, 342, 1],
      [8, 43, 6],
      [32, 11, 22],
      [128, 3, 86],
      [342, 1, 342],
    ]);
  });

  test.each([
    ["1", 48],
    ["4", 12],
    ["24", 2],
  ])("with B = %s two epochs over 24 examples are %i iterations, and each example comes once in each", async (B, iterations) => {
    const { values } = await moved({ passes: { "Batch size B": B } });
    expect(values.get("iterations")).toBe(iterations);
    const seen = values.get("seen") as { example: number; epoch: string }[];
    for (const epoch of ["first epoch", "second epoch"]) {
      expect(
        seen
          .filter((dot) => dot.epoch === epoch)
          .map((dot) => dot.example)
          .toSorted((a, b) => a - b),
      ).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    }
  });
});

describe("widgets", () => {
  const phi = "φ, what m makes of the gradients",
    psi = "ψ, what v makes of their squares";

  test.each([
    ["gradient", "1", "SGD", (lr: number) => optim.sgd({ lr })],
    ["sum", "1", "Momentum", (lr: number) => optim.momentum({ lr })],
    ["average", "1", "EMA momentum", (lr: number) => optim.emaMomentum({ lr })],
    ["gradient", "sum", "AdaGrad", (lr: number) => optim.adagrad({ lr, eps: 0 })],
    ["gradient", "average", "RMSProp", (lr: number) => optim.rmsprop({ lr, rho: 0.9, eps: 0 })],
    ["corrected average", "corrected average", "Adam", (lr: number) => optim.adam({ lr, eps: 0 })],
  ])("the machine with φ = %s and ψ = %s is %s", async (direction, scale, name, make) => {
    const { values } = await moved({ machine: { [phi]: direction, [psi]: scale, "steps made": 20 } });
    expect(values.get("method")).toBe(name);
    const path = optim
      .trace(make(values.get("alpha") as number) as optim.Optimizer<unknown>, modules.problems.ravine as optim.Problem, [7, -3], 60)
      .rows();
    (values.get("machineRun") as optim.TraceRow[]).forEach(({ x, y }, t) => {
      expect(Math.abs(x / path[t].x - 1)).toBeLessThan(1e-6);
      expect(Math.abs(y / path[t].y - 1)).toBeLessThan(1e-6);
    });
  });

  test("with a v the machine stays in the picture at its first α, whichever m it has", async () => {
    for (const direction of ["gradient", "sum", "average", "corrected average"])
      for (const scale of ["sum", "average", "corrected average"]) {
        const { values } = await moved({ machine: { [phi]: direction, [psi]: scale } });
        for (const { t, x, y } of values.get("machineRun") as optim.TraceRow[]) {
          expect(Math.abs(x), `${direction} / ${scale}, x at t = ${t}`).toBeLessThanOrEqual(8);
          expect(Math.abs(y), `${direction} / ${scale}, y at t = ${t}`).toBeLessThanOrEqual(4);
        }
      }
  });

  test("the player goes from the start to the last step that has one after it", async () => {
    for (const made of [0, 59]) {
      const { values } = await moved({ "machine-bars": {}, machine: { "steps made": made } });
      expect((values.get("flow") as { share: number }[]).every(({ share }) => Math.abs(share) <= 1)).toBe(true);
      expect(values.get("made")).toBe(made);
    }
  });

  test.each([
    ["machine", { "steps made": 3 }, ["machine", "machine-path", "machine-bars"]],
    ["by-hand", { Method: "SGD" }, ["by-hand"]],
    ["family", { "Learning rate α of all six": 0.5 }, ["family"]],
    ["passes", { "Batch size B": "8" }, ["passes"]],
  ])("moving an input of %s re-runs its own figures and nothing else", async (cell, position, expected) => {
    let started: string[] = [];
    const notebook = createNotebook({ modules, plot: Plot, now: () => 0, emit: (event) => event.type === "start" && started.push(event.cell) });
    await notebook.run({ cells: chapter.cells, targets: chapter.cells.map(({ id }) => id), inputs: {}, reason: "run" });
    started = [];
    await notebook.run({ cells: chapter.cells, targets: [cell], inputs: { [cell]: position } as InputValues, reason: "input" });
    expect(started).toEqual(expected);
  });
});
