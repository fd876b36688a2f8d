import { describe, expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import { random } from "../../src/problems/index.ts";
import { curves, htmlOf } from "./curves.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 3 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  shares: "shares.map((row) => Object.values(row))",
  byHand: "[...byHand]",
  spread: "scatter.map((row) => Object.values(row))",
  howToStart: "howToStart.map((row) => Object.values(row))",
  growing: "memoryCurves",
  tooLarge: "tooLarge.map(({ step }) => step)",
  asTold: "asTold.map(({ step }) => step)",
  peaks: "peaks",
  losses: "lossCurves.map(({ losses }) => [losses[0], Math.max(...losses)])",
  arrivals: "arrivals",
  ramp: "rampSteps.map((row) => Object.values(row))",
  firstSteps: "firstSteps.map((row) => Object.values(row))",
  seattle: "[highs[0], ema(highs, 0.98)[0], corrected[0], ema(highs, 0.98)[9], corrected[9], meanOf(highs.slice(0, 10))]",
};

const { chapter, text, got, numbers, rows, moved } = await testChapter("03-bias-correction", asked);

describe("E1: the bias of the start", () => {
  test("of a constant c the average is (1 − βᵗ)c, and corrected it is c", () => {
    for (const [t, ...averages] of rows("shares")) {
      [0.9, 0.99, 0.999].forEach((beta, i) => expect(averages[i]).toBeCloseTo(1 - beta ** t, 12));
      expect(averages[3]).toBeCloseTo(1, 12);
    }
    expect(rows("shares")[0].slice(1, 4)).toEqual([1 - 0.9, 1 - 0.99, 1 - 0.999]);
    expect(rows("shares")[1][3]).toBeCloseTo(0.009955, 6);
  });

  test("it is below 1 % from step 44, 459, 4,603 on, and not a step sooner", () => {
    for (const [beta, t] of [
      [0.9, 44],
      [0.99, 459],
      [0.999, 4603],
    ]) {
      expect(beta ** t).toBeLessThan(0.01);
      expect(beta ** (t - 1)).toBeGreaterThan(0.01);
    }
    expect(text).toContain("below 1 % from step 44, 459, 4,603 on");
  });

  test("10, 20, 30 are corrected to 10, 15.2632, 20.7011", () => {
    [10, 15.2632, 20.7011].forEach((mHat, i) => expect(numbers("byHand")[i]).toBeCloseTo(mHat, 4));
  });
});

test("E2: corrected means are right at every t, and scatter as the formula says", () => {
  const expected = [
    [1, 0.3, 1],
    [5, 1.2285, 0.455],
    [10, 1.954, 0.331],
    [22, 2.7046, 0.251],
  ];
  rows("spread").forEach(([t, mean, corrected, sd, formula], i) => {
    expect(t).toBe(expected[i][0]);
    near(mean, expected[i][1], 2);
    near(corrected, 3, 2);
    near(sd, expected[i][2], 5);
    near(sd, formula, 5);
    // The formula against the sum of squared weights.
    const squares = Array.from({ length: t }, (_, k) => ((0.1 * 0.9 ** k) / (1 - 0.9 ** t)) ** 2).reduce((a, b) => a + b, 0);
    expect(formula).toBeCloseTo(Math.sqrt(squares), 12);
  });
});

describe("E3: Adam without correction", () => {
  const ratio = (t: number) => (1 - 0.9 ** t) / Math.sqrt(1 - 0.999 ** t);

  test("each of 5,000 steps is as long as the formula says, and with correction each is α", () => {
    numbers("tooLarge").forEach((step, i) => expect(Math.abs(step - ratio(i + 1))).toBeLessThan(1e-9));
    expect(numbers("tooLarge")).toHaveLength(5000);
    for (const step of numbers("asTold")) expect(step).toBeCloseTo(1, 6);
  });

  test("3.1623 at once, 6.5685 at t = 12, 3.241 at 100, 1.258 at 1000, within 1 % from 3925 on, 55.3 in ten steps", () => {
    const steps = numbers("tooLarge");
    expect(steps[0]).toBeCloseTo(3.1623, 4);
    expect(Math.max(...steps)).toBeCloseTo(6.5685, 4);
    expect(steps.indexOf(Math.max(...steps))).toBe(11);
    expect(steps[99]).toBeCloseTo(3.241, 3);
    expect(steps[999]).toBeCloseTo(1.258, 3);
    expect(steps.findIndex((step, i) => i > 20 && step <= 1.01)).toBe(3924);
    expect(steps.slice(0, 10).reduce((a, b) => a + b, 0)).toBeCloseTo(55.3, 1);
    expect(text).toContain("within 1 % after 3,925 steps");
  });

  test("the map's peaks are those of a search with powers, and grow with the memory of v", () => {
    const peaks = got.peaks as { beta1: string; beta2: string; peak: number }[];
    for (const { beta1, beta2, peak } of peaks) {
      const [b1, b2] = [Number(beta1), Number(beta2)];
      const search = Math.max(...Array.from({ length: 5000 }, (_, i) => (1 - b1 ** (i + 1)) / Math.sqrt(1 - b2 ** (i + 1))));
      expect(peak).toBeCloseTo(search, 6);
      if (b1 === 0) expect(peak).toBeCloseTo(1 / Math.sqrt(1 - b2), 9);
    }
    for (let i = 1; i < peaks.length; i++) if (peaks[i].beta1 === peaks[i - 1].beta1) expect(peaks[i].peak).toBeGreaterThanOrEqual(peaks[i - 1].peak);
  });

  test("on the penguins it overshoots with a large rate and helps with a small one", () => {
    const [largeCorrected, largeRaw] = rows("losses");
    expect(largeCorrected[1]).toBe(largeCorrected[0]);
    expect(largeRaw[1]).toBeGreaterThan(3 * largeRaw[0]);
    const [corrected, raw, corrected01, raw01] = numbers("arrivals");
    expect(raw).toBeGreaterThan(corrected);
    expect(raw01).toBeLessThan(corrected01 / 3);
  });
});

test("on the penguins the uncorrected loss climbs higher with α = 1 than with 0.3, and is drawn", async () => {
  const cells = chapter.cells.map((cell) => (cell.id === "penguins" ? { ...cell, source: cell.source.replace("[0.3, 0.01]", "[1, 0.01]") } : cell));
  const { values, shown } = await moved({}, { cells, targets: ["penguins", "penguins-plot"] });
  const [, raw] = values.get("lossCurves") as { losses: number[] }[];
  expect(Math.max(...raw.losses)).toBeGreaterThan(rows("losses")[1][1]);
  const drawn = curves(htmlOf("penguins-plot", shown("penguins-plot")));
  expect(drawn).toHaveLength(4);
  for (const { points } of drawn) expect(points).toBeGreaterThan(20);
});

test("warm averages divided as if they were at t = 1 make a step of 0.32 α", () => {
  const [m, v] = [1, 1]; // of a constant gradient of 1, after very many steps
  expect(m / 0.1 / Math.sqrt(v / 0.001)).toBeCloseTo(Math.sqrt(0.001) / 0.1, 12);
  expect(Math.sqrt(0.001) / 0.1).toBeCloseTo(0.32, 2);
});

test("some uncorrected step is too long exactly where β₂ > β₁, the first where 1 − β₁ > √(1 − β₂)", () => {
  const peaks = (got.peaks as { beta1: string; beta2: string; peak: number }[]).map(({ beta1, beta2, peak }) => ({
    beta1: Number(beta1),
    beta2: Number(beta2),
    peak,
  }));
  expect(peaks).toHaveLength(36);
  for (const { beta1, beta2, peak } of peaks) expect(peak > 1 + 1e-9, `${beta1}, ${beta2}`).toBe(beta2 > beta1);
  expect(peaks.filter(({ beta1, beta2, peak }) => peak > 1 + 1e-9 && 1 - beta1 <= Math.sqrt(1 - beta2)).length).toBeGreaterThan(5);
});

test("the shrunk average has the smaller squared error where the truth is near 0, and the larger one where it is not", () => {
  const { normals } = random(1);
  for (const [mean, shrunkWins] of [
    [0.5, true],
    [3, false],
  ] as const) {
    const firsts = [...normals(100_000, mean, 1)];
    const error = (estimate: (x: number) => number) => firsts.reduce((sum, x) => sum + (estimate(x) - mean) ** 2, 0) / firsts.length;
    const [raw, corrected] = [error((x) => 0.1 * x), error((x) => x)];
    near(corrected, 1, 2);
    near(raw, (0.9 * mean) ** 2 + 0.01, 2);
    expect(raw < corrected).toBe(shrunkWins);
  }
});

describe("E4, Seattle", () => {
  test("day 1: 12.8, 0.256, corrected 12.8; day 10: 1.69 against 9.23, and a plain mean of 9.33", () => {
    const [first, raw1, corrected1, raw10, corrected10, mean10] = numbers("seattle");
    expect(first).toBe(12.8);
    expect(raw1).toBeCloseTo(0.256, 12);
    expect(corrected1).toBeCloseTo(12.8, 12);
    expect(raw10).toBeCloseTo(1.69, 2);
    expect(corrected10).toBeCloseTo(9.23, 2);
    expect(mean10).toBeCloseTo(9.33, 2);
  });
});

test("the growing β: the fraction starts at 1, is near 1/t while t is small, and ends at 1 − β", () => {
  for (const { t, curve, fraction } of got.growing as { t: number; curve: string; fraction: number }[]) {
    const beta = Number(curve.slice(4));
    const betaT = (beta * (1 - beta ** (t - 1))) / (1 - beta ** t);
    expect(fraction).toBeCloseTo(1 - betaT, 12);
    if (t === 1) expect(fraction).toBeCloseTo(1, 12);
    if (t * (1 - beta) < 0.1) near(fraction, 1 / t, 5);
    if (t * (1 - beta) > 10) near(fraction, 1 - beta, 0.1);
  }
});

test("started at x₁, the average keeps βᵗ⁻¹ on it and scatters more than the corrected one", () => {
  for (const [t, onFirst, fromFirst, corrected, plain] of rows("howToStart")) {
    expect(onFirst).toBeCloseTo(0.98 ** (t - 1), 12);
    expect(plain).toBeCloseTo(1 / Math.sqrt(t), 12);
    expect(corrected).toBeGreaterThanOrEqual(plain - 1e-12);
    if (t > 1) expect(fromFirst).toBeGreaterThan(1.2 * corrected);
  }
});

test("momentum is the EMA at ten times the rate, cold start included; corrected there is no ramp", () => {
  const [sum, ema, scaled, corrected] = (got.ramp as (string | number)[][]).map((row) => row.slice(1) as number[]);
  [1, 10, 44].forEach((t, i) => {
    expect(sum[i]).toBeCloseTo((1 - 0.9 ** t) / 0.1, 9);
    expect(scaled[i]).toBeCloseTo(sum[i], 9);
    expect(ema[i]).toBeCloseTo(sum[i] / 10, 9);
    expect(corrected[i]).toBeCloseTo(10, 9);
  });
});

test("libraries: all correct Adam, none RMSProp; Keras's ε counts 31.6 times at the first step", () => {
  const steps = Object.fromEntries((got.firstSteps as [string, number, number, number][]).map(([library, ...steps]) => [library, steps]));
  for (const [atOne] of Object.values(steps)) expect(atOne).toBeCloseTo(1, 5);
  expect(steps.PyTorch[1]).toBeCloseTo(1e-7 / (1e-7 + 1e-8), 9);
  expect(steps.optax[1]).toBeCloseTo(1e-7 / (1e-7 + 1e-8), 9);
  expect(steps["TF.js"][1]).toBeCloseTo(0.5, 9);
  expect(steps.Keras[1]).toBeCloseTo(1e-7 / (1e-7 + 1e-7 / Math.sqrt(0.001)), 9);
  expect(Object.values(steps).map((row) => Math.round(row[2] * 100) / 100)).toEqual([10, 3.16, 3.16, 3.16]);
});

describe("widgets", () => {
  test("β moves the first figure only", () => {
    const { nodes } = buildGraph(chapter.cells);
    const readers = [...nodes.values()].filter(({ reads }) => ["beta", "raw", "corrected"].some((name) => reads.has(name)));
    expect(readers.map(({ cell }) => cell.id)).toEqual([]);
  });

  test("at every β the corrected average of day 1 is its temperature, and the divisor is shown", async () => {
    for (const beta of [0.5, 0.9, 0.995]) {
      const { values, shown } = await moved({ "cold-start": { "Decay β": beta } });
      expect((values.get("corrected") as Float64Array)[0]).toBeCloseTo(12.8, 9);
      expect((values.get("raw") as Float64Array)[0]).toBeCloseTo((1 - beta) * 12.8, 9);
      expect(shown("cold-start").find(({ kind }) => kind === "text")).toMatchObject({
        text: expect.stringContaining(`/ ${(1 - beta ** 10).toFixed(4)} =`),
      });
    }
  });

  test("at every step the weights add up to 1, and divided they are all on what was seen", async () => {
    for (const now of [0, 1, 7, 30])
      for (const dividing of [false, true]) {
        const { values } = await moved({ "weight-of-zero": { "step t": now, "Divide by 1 − βᵗ": dividing } });
        const placed = values.get("placed") as { on: string; weight: number }[];
        expect(placed.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
        expect(placed.filter(({ on }) => on === "numbers seen")).toHaveLength(now);
        expect(placed.length > now).toBe(now === 0 || !dividing);
        if (now > 1) expect(placed.at(-2)!.weight / placed.at(-1)!.weight).toBeCloseTo(0.8, 12);
      }
  });

  test("the prediction waits, and then shows 6.5685 beside the guess", async () => {
    expect((await moved({ "peak-guess": {} })).shown("peak-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "peak-guess": { "Longest step, in units of α": 0.3 } });
    expect(shown("peak-guess").find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        ["your prediction", 0.3],
        ["t = 1", 3.1623],
        ["the longest", 6.5685],
      ],
    });
  });

  test("with one ε four dialects take the same steps on a small gradient, and Keras the shorter ones of an ε beside the uncorrected √v", async () => {
    for (const gradient of [1e-9, 1e-7, 1e-5]) {
      const { values } = await moved({ libraries: {}, "libraries-plot": { "Gradient g": gradient } });
      const steps = values.get("dialectSteps") as { library: string; t: number; step: number }[];
      for (const { library, t, step } of steps) {
        const share = library === "Keras" ? Math.sqrt(1 - 0.999 ** t) : 1;
        expect(Math.abs(step - (share * gradient) / (share * gradient + 1e-8)), `${library}, t = ${t}`).toBeLessThan(1e-9);
      }
      expect(new Set(steps.map(({ library }) => library))).toEqual(new Set(["Paper", "PyTorch", "Keras", "optax", "TF.js"]));
    }
  });

  test("with the defaults TF.js parts from PyTorch, by its ε alone", async () => {
    const { values } = await moved({ libraries: { "The same ε = 10⁻⁸ in all five": false }, "libraries-plot": {} });
    const first = Object.fromEntries(
      (values.get("dialectSteps") as { library: string; t: number; step: number }[])
        .filter(({ t }) => t === 1)
        .map(({ library, step }) => [library, step]),
    );
    expect(first["TF.js"]).toBeCloseTo(0.5, 9);
    for (const library of ["Paper", "PyTorch", "optax"]) expect(first[library]).toBeCloseTo(10 / 11, 9);
    expect(first.Keras).toBeCloseTo(1 / (1 + 1 / Math.sqrt(0.001)), 9);
  });

  test("each library has its line", async () => {
    for (const library of ["Paper", "PyTorch", "Keras", "optax", "TF.js"]) {
      const { shown } = await moved({ "libraries-plot": { Library: library } });
      expect(shown("libraries-plot").find(({ kind }) => kind === "tex")).toMatchObject({
        tex: expect.stringContaining(library === "Keras" ? "\\sqrt v + \\hat\\varepsilon" : "\\sqrt{\\hat v} + \\varepsilon"),
      });
    }
  });

  test("the broken correction gives no number first and then steps ten to thirteen times too long, and its text says so", async () => {
    const source = chapter.cells.find(({ id }) => id === "repair-starter")!.source.replace(/: number(\[\])?/g, "");
    const adamSteps = new Function(`${source}; return adamSteps;`)() as (gradients: number[], lr: number) => number[];
    const [first, ...others] = adamSteps([5, 5, 5, 5], 0.1);
    expect(first).toBeNaN();
    for (const step of others) {
      expect(step / 0.1).toBeGreaterThan(10);
      expect(step / 0.1).toBeLessThan(13.5);
    }
    expect(text).toContain("ten to thirteen times too long");
  });
});
