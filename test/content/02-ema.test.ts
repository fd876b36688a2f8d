import { describe, expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { curves, htmlOf } from "./curves.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 2 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  byHand: "[...byEma]",
  bySgd: "bySgd",
  memories: "memories.map((row) => Object.values(row))",
  cuts: "cuts.map((row) => Object.values(row))",
  decays: "decays.map((row) => Object.values(row))",
  noise: "noiseLeft.map((row) => Object.values(row))",
  ratio: "Math.sqrt(noiseLeft[2].measured / variance(ema(whiteNoise, 0.99).subarray(5000)))",
  lags: "lags.map((row) => Object.values(row))",
  spike: "[...spikeEma]",
  spikeMean: "spikeCurves.filter(({ average }) => average.startsWith('mean')).map(({ value }) => value)",
  seattle: "seattle.map((row) => Object.values(row))",
  dailyChange: "Math.sqrt(variance(Float64Array.from(highs.slice(1), (x, i) => x - highs[i])))",
  days: "highs.length",
  across: "[gAcross[0], gAcross[1], mAcross.at(-1), mAcross.at(-2)]",
  swings: "trace(emaMomentum({ lr: 0.08, beta: 0.9 }), ravine, [7, -3], 200).rows().map(({ y }) => y)",
  floor: "floorTable.map((row) => Object.values(row).slice(1))",
};

const { chapter, text, got, numbers, rows, moved } = await testChapter("02-ema", asked);

test("E1: half-life, 95 % and the mass within 1/(1 − β)", () => {
  const expected = [
    [0.9, 10, 6.58, 28.4, 0.6513, 0.3487],
    [0.98, 50, 34.3, 148, 0.6358, 0.3642],
    [0.99, 100, 69.0, 298, 0.634, 0.366],
    [0.999, 1000, 692.8, 2994, 0.6323, 0.3677],
  ];
  rows("memories").forEach((row, i) => row.forEach((value, j) => near(value, expected[i][j], 0.2)));
  for (const [beta, , halfLife, nearlyAll] of rows("memories")) {
    expect(beta ** halfLife).toBeCloseTo(0.5, 12);
    expect(1 - beta ** nearlyAll).toBeCloseTo(0.95, 12);
  }
});

describe("E2, E3: noise and lag", () => {
  test("what white noise leaves is (1 − β)/(1 + β), and the simulation finds it", () => {
    for (const [beta, formula, measured, worth] of rows("noise")) {
      expect(formula).toBeCloseTo((1 - beta) / (1 + beta), 15);
      expect(worth).toBeCloseTo(1 / formula, 9);
      near(measured, formula, 7);
    }
    expect(rows("noise")[2][1]).toBeCloseTo(0.0526, 4);
    expect([rows("noise")[2][3], rows("noise")[3][3]].map(Math.round)).toEqual([19, 99]);
  });

  test("from 0.9 to 0.99 the deviation falls by 3.24, by the formula and in the simulation", () => {
    expect(Math.sqrt(199 / 19)).toBeCloseTo(3.24, 2);
    near(got.ratio as number, 3.24, 5);
  });

  test("a ramp is followed β/(1 − β) behind, as by the plain mean of as little noise", () => {
    for (const [beta, formula, measured, mean] of rows("lags")) {
      expect(formula).toBeCloseTo(beta / (1 - beta), 12);
      near(measured, formula, 0.01);
      near(mean, formula, 0.01);
    }
    expect(rows("lags")[1][2]).toBeCloseTo(9, 6);
  });

  test("an outlier fades in the EMA and is dropped by the plain mean after 19 steps", () => {
    numbers("spike").forEach((value, t) => expect(value).toBeCloseTo(t < 8 ? 0 : 1.9 * 0.9 ** (t - 8), 12));
    numbers("spikeMean").forEach((value, t) => expect(value).toBeCloseTo(t >= 8 && t < 27 ? 1 : 0, 12));
  });

  test("cut to its newest 10, an average with β = 0.9 is worth a mean of 9.2", () => {
    const weights = Array.from({ length: 10 }, (_, k) => 0.9 ** k);
    const sum = weights.reduce((total, w) => total + w, 0);
    expect(1 / weights.reduce((total, w) => total + (w / sum) ** 2, 0)).toBeCloseTo((19 * (1 - 0.9 ** 10)) / (1 + 0.9 ** 10), 9);
  });
});

describe("E4, Seattle", () => {
  test("daily change and lag at β = 0, 0.9 and 0.98", () => {
    expect(got.days).toBe(1461);
    near(got.dailyChange as number, 2.88, 0.2);
    const [, , fast, , slow] = rows("seattle");
    near(fast[1], 0.348, 1);
    near(slow[1], 0.111, 1);
    expect([fast[2], slow[2]]).toEqual([2, 39]);
    for (const [, , late, bound] of rows("seattle")) expect(late).toBeLessThanOrEqual(bound);
  });

  test("without its tail the average is too low by the weight that was cut", () => {
    for (const [kept, , share] of rows("cuts")) near(share, 1 - 0.98 ** kept, 2);
  });
});

test("E5: 10, 20, 30 average to 1, 2.9, 5.61, by the rule and by SGD", () => {
  [1, 2.9, 5.61].forEach((m, i) => {
    expect(numbers("byHand")[i]).toBeCloseTo(m, 12);
    expect(numbers("bySgd")[i]).toBeCloseTo(m, 12);
  });
});

test("the default decays are those that the text speaks of", () => {
  expect(got.decays).toEqual([
    ["Momentum", "g", 0.9, 10],
    ["Adam", "g, β₁", 0.9, 10],
    ["Lion", "g, kept", 0.99, 100],
    ["RMSProp", "g²", 0.9, 10],
    ["AdaDelta", "g²", 0.95, 20],
    ["Adam", "g², β₂", 0.999, 1000],
  ]);
});

test("RMSProp decays by 0.99 in PyTorch and by 0.9 in the other libraries", () => {
  /** The second of two equal steps says what the decay is: √(1 − ρ²) against √(1 − ρ). */
  const decay = (library: string, options: object) => {
    const { rmsprop } = modules[`optim/${library}`] as Record<
      string,
      (options: object) => { init(n: number): unknown; step(theta: Float64Array, g: Float64Array, state: unknown): void }
    >;
    const [optimizer, theta] = [rmsprop(options), Float64Array.of(0)];
    optimizer.step(theta, Float64Array.of(1e3), optimizer.init(1));
    return 1 - theta[0] ** -2;
  };
  expect(decay("pytorch", { lr: 1 })).toBeCloseTo(0.99, 6);
  for (const library of ["keras", "optax", "tfjs"]) expect(decay(library, { learningRate: 1 }), library).toBeCloseTo(0.9, 6);
});

describe("averages of gradients", () => {
  test("across the valley ±75 becomes a nineteenth of it", () => {
    const [first, second, last, before] = numbers("across");
    expect([first, second]).toEqual([-75, 75]);
    near(Math.abs(last), 75 / 19, 1);
    expect(Math.sign(last)).toBe(-Math.sign(before));
  });

  test("stepping along the average swings across the valley every 13.7 steps or so, and shrinks by √0.9 a step", () => {
    const y = numbers("swings");
    const period = (2 * Math.PI) / Math.acos(0.85 / Math.sqrt(0.9));
    expect(period).toBeCloseTo(13.65, 2);
    // y obeys y(t+1) = (1 + β − (1 − β)αλ) y(t) − β y(t−1), with αλ = 2: the roots are 0.85 ± 0.42i.
    for (let t = 1; t < 200; t++) expect(y[t + 1]).toBeCloseTo(1.7 * y[t] - 0.9 * y[t - 1], 9);
    const crossings = y.slice(1).filter((now, t) => Math.sign(now) !== Math.sign(y[t])).length;
    near(crossings, 400 / period, 4);
    expect(Math.max(...y.slice(-14).map(Math.abs))).toBeLessThan(6 * 0.9 ** 93);
  });

  test("averaging gradients makes steps quiet and leaves the floor; averaging parameters lowers it", () => {
    const [sgd, momentum] = rows("floor");
    near(sgd[1], 0.1 / 1.9);
    near(momentum[1], 0.19 / (3.8 - 0.01));
    near(sgd[0] / momentum[0], 20, 15);
    // The EMA (β) of a series whose correlation falls by φ a step keeps (1 − β)(1 + φβ)/((1 + β)(1 − φβ)) of its variance.
    near(sgd[2], (0.1 / 1.9) * (0.01 / 1.99) * (1.891 / 0.109), 15);
    for (const [, theta, average] of rows("floor")) expect(average).toBeLessThan(theta / 7);
    expect(text).toContain("about a tenth of that");
  });
});

describe("the weights of the penguins, averaged", () => {
  /** Mean excess loss of the second half of the run: the weights, their EMA at 0.9 and at 0.98. */
  const late = async (lr: string) => {
    const cells = chapter.cells.map((cell) =>
      cell.id === "averaged-weights" ? { ...cell, source: cell.source.replace("lr: 0.1", `lr: ${lr}`) } : cell,
    );
    const { values } = await moved({}, { cells, targets: ["averaged-weights-plot"] });
    const curves = values.get("weightCurves") as { losses: number[] }[];
    return { late: values.get("lateLoss") as number[], reaches: curves.map(({ losses }) => losses.findIndex((loss) => loss < 0.01)) };
  };

  test("the average is closer to the minimum, the longer one closer still and later", async () => {
    const { late: at, reaches } = await late("0.1");
    expect(at[1]).toBeLessThan(at[0] / 1.5);
    expect(at[2]).toBeLessThan(at[1] / 2);
    expect(reaches[0]).toBeLessThan(reaches[1]);
    expect(reaches[1]).toBeLessThan(reaches[2]);
  });

  test("at a fifth of the rate SGD hovers lower, is later, and gains less from the average", async () => {
    const [fast, slow] = [await late("0.1"), await late("0.02")];
    expect(slow.late[0]).toBeLessThan(fast.late[0]);
    expect(slow.reaches[0]).toBeGreaterThan(fast.reaches[0]);
    expect(slow.late[0] / slow.late[1]).toBeLessThan(fast.late[0] / fast.late[1]);
    expect(slow.late[0] / slow.late[2]).toBeLessThan(fast.late[0] / fast.late[2]);
  });
});

describe("widgets", () => {
  test("β moves the average and its weights, and nothing else", () => {
    const { nodes } = buildGraph(chapter.cells);
    expect([...nodes.values()].filter(({ dependsOn }) => dependsOn.has("weights")).map(({ cell }) => cell.id)).toEqual([]);
    const readBeta = [...nodes.values()].filter(({ reads }) => reads.has("beta")).map(({ cell }) => cell.id);
    expect(readBeta).toEqual(["weights"]);
  });

  test("at β = 0 the average is the series; at 0.99 its newest hundred hold 63.4 %", async () => {
    const still = await moved({ temperatures: { "Decay β": 0 } });
    expect([...(still.values.get("smooth") as Float64Array)]).toEqual(still.values.get("highs"));
    const slow = await moved({ temperatures: { "Decay β": 0.99 } });
    expect(slow.values.get("span")).toBe(100);
    expect(slow.shown("weights")[0]).toMatchObject({ kind: "tex", tex: expect.stringContaining("63.4\\,\\%") });
    const bars = slow.values.get("weightBars") as { weight: number }[];
    expect(bars.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1 - 0.99 ** 400, 9);
  });

  test("the predictions wait for the reader, and then show the truth beside the guess", async () => {
    const open = await moved({ "noise-guess": {} });
    expect(open.shown("noise-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "noise-guess": { "The standard deviation falls by a factor of": 10 } });
    const guess = shown("noise-guess").find((output) => output.kind === "table");
    expect(guess).toMatchObject({
      rows: [
        ["your prediction", 10],
        ["measured", 3.22],
        ["by (4)", 3.24],
      ],
    });
    const jump = await moved({
      "jump-guess": {
        "Sketch the average": [
          [0, 0],
          [50, 1],
        ],
      },
    });
    expect(jump.shown("jump-guess").map(({ kind }) => kind)).toEqual(["input", "plot"]);
    expect(curves(htmlOf("jump-guess", jump.shown("jump-guess"))).map(({ points }) => points > 1)).toEqual([true, true]); // the sketch and the truth
    expect((jump.values.get("jumped") as Float64Array)[19]).toBeCloseTo(1 - 0.9 ** 10, 12);
  });
});
