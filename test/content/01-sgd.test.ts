import { describe, expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import type { Cell, InputValues, Output } from "../../src/notebook/types.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 1 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  bestAlpha: "bestAlpha",
  ravine: "ravineRuns.map(({ lr, formula, steps, end, theta }) => ({ lr, formula, steps, end, y: theta[1] }))",
  kappas: "kappaRuns.map((row) => Object.values(row))",
  conditionNumbers: "[raw, centred, standardised].map(({ kappa }) => kappa)",
  oneInput: "scalings.map((scaling) => regress(['flipperLength'], scaling).kappa)",
  penguins: "N",
  fullBatch: "[sgdSteps, momentumSteps]",
  batches: "batchErrors.map(({ B, formula, measured }) => [B, formula, measured, Math.ceil(N / B)])",
  drawn: "((draw) => Array.from({ length: 3000 }, () => [...draw()]))(batchDrawer(8, 1))",
  digitRuns: "digitRuns.map((run) => run.map(({ epoch, loss }) => [epoch, loss]))",
  pieces: "parts.map(({ flat, steep }) => [flat, steep])",
  firstEpoch: "workCurves.map((curve) => curve.find(({ epoch }) => epoch >= 1).excess)",
  fullBatchEnd: "workCurves[0].at(-1).excess",
  lastEpochs: "workCurves.map((curve) => average(curve.slice(-20).map(({ excess }) => excess)))",
  floors: "floors.map(({ formula, measured }) => [formula, measured])",
  penguinFloors: "penguinFloors.map((row) => Object.values(row).slice(2))",
  noiseRows: "noiseRows.map((row) => Object.values(row).slice(1))",
  floorKept: "[0.1, 0.02].map(floorKept)",
  twoCurvatures: "twoCurvatures.map((row) => Object.values(row))",
  thirdPlace: "trace(sgd({ lr: 0.07 }), ravine, [7, -3], 2).rows()[2].x",
  mean: "[x[0], average(masses), Math.max(...gaps)]",
  schedules: "scheduleEnds.map(({ exact, simulated }) => [exact, simulated])",
  waits: "[0.1, 0.01].map((lr) => meanSquares(constant(lr)).findIndex((square) => square < 1.1 * lr / (2 - lr)))",
  bestGuess: "guesses.reduce((a, b) => (b.square < a.square ? b : a)).c",
  wrongGuess: "[0.1, 1, 10].map((c) => meanSquares((t) => c / t)[horizon])",
  atBest: "gradientsAtBest.map((row) => Object.values(row)[1])",
  escapes: "escapes.map((row) => Object.values(row))",
  medianWait: "medianWait",
  atLimit: "[...trace(sgd({ lr: 2 / 25 }), ravine, [1, 1], 1000).rows()[1000].theta]",
};
type Row = (number | string)[];

const { chapter, text, got, numbers, rows, moved } = await testChapter("01-sgd", asked);

describe("E1, the ravine", () => {
  test("counts the steps to a millionth for eight learning rates", () => {
    const ravine = got.ravine as { lr: number; formula: number | null; steps: number | null; end: string; y: number }[];
    expect(ravine.map(({ lr, steps }) => [lr, steps])).toEqual([
      [0.01, 1341],
      [0.04, 330],
      [2 / 26, 173],
      [0.079, 532],
      [0.0799, 5381],
      [0.08, null],
      [0.0801, 11067],
      [0.1, 69],
    ]);
    expect(ravine.map(({ end }) => end)).toEqual([...Array(5).fill("arrives"), "goes on", "explodes", "explodes"]);
    expect(Math.abs(ravine[5].y)).toBeCloseTo(1, 12);
    expect(ravine[2].formula).toBeCloseTo(172.6, 1);
  });

  test("the prose about it is true", () => {
    const steps = (got.ravine as { steps: number }[]).map((run) => run.steps);
    expect(text).toContain("triples the steps");
    near(steps[3] / steps[2], 3);
    expect(text).toContain("half the best $\\alpha$ takes about twice the steps");
    near(steps[1] / steps[2], 2);
    expect(got.bestAlpha).toBeCloseTo(2 / 26, 15);
  });
});

test("a run starts at x₁ and stands at x₍t+1₎ after t steps, as the step-through shows", () => {
  expect(got.thirdPlace).toBeCloseTo(7 * 0.93 ** 2, 12);
  expect(text).toContain("x_{t+1} = (1-\\alpha)^t\\,x_1");
  expect(text).not.toMatch(/[xye]_(0|\{0\}|\{0,i\})/);
});

test("from (1, 1) a run at 0.01 is 34 steps shorter than the formula, since half of the squared error is gone at once", () => {
  const { formula, steps } = (got.ravine as { formula: number; steps: number }[])[0];
  expect(Math.round(formula)).toBe(1375);
  expect(Math.ceil(formula - Math.log(Math.SQRT2) / Math.log(1 / 0.99))).toBe(steps);
});

test("E2: steps grow with the condition number, at the best and at the safe rate", () => {
  const kappas = rows("kappas");
  expect(kappas.map(([kappa, best, safe]) => [kappa, best, safe])).toEqual([
    [2, 13, 20],
    [10, 69, 128],
    [25, 173, 330],
    [100, 691, 1341],
    [1000, 6908, 13463],
  ]);
  for (const [kappa, best, , formula] of kappas) if (kappa >= 10) near(best, formula, 1);
});

test("E3: the noise floors are those of the formula, and the simulation finds them", () => {
  const floors = rows("floors");
  [0.3333, 0.05263, 0.005025].forEach((floor, i) => {
    near(floors[i][0], floor, 0.1);
    near(floors[i][1], floor);
  });
});

describe("E4, schedules", () => {
  test("the six ends are those of the exact recursion, and the simulation finds them", () => {
    [0.0526, 0.0049, 4.9e-4, 1.0e-4, 8.0e-4, 5.7e-4].forEach((square, i) => near(rows("schedules")[i][0], square, 5));
    for (const [exact, simulated] of rows("schedules")) near(simulated, exact, 20);
  });

  test("on two curvatures, each at its best α₀, α₀/t is last, the cosine first and α₀/√t close behind it", () => {
    const both = Object.fromEntries(rows<[string, number, number, number, number]>("twoCurvatures").map(([schedule, , , , sum]) => [schedule, sum]));
    const order = Object.entries(both)
      .toSorted(([, a], [, b]) => a - b)
      .map(([schedule]) => schedule);
    expect(order[0]).toBe("cosine to 0");
    expect(order[1]).toBe("α₀/√t");
    expect(order.at(-1)).toBe("α₀/t");
    near(both["cosine to 0"], 0.00809, 1);
    near(both["α₀/√t"], 0.009, 1);
    near(both["α₀/t"], 0.108, 1);
    for (const [, alpha] of got.twoCurvatures as [string, number][]) {
      // inside the grid, so that none is held back by its bounds
      expect(alpha).toBeGreaterThan(0.003);
      expect(alpha).toBeLessThan(1.9);
    }
  });

  test("the prose about them is true", () => {
    const ends = rows("schedules").map(([exact]) => exact);
    expect(text).toContain("$1/t$ wins");
    expect(ends.indexOf(Math.min(...ends))).toBe(3);
    near(ends[3], 1 / 10_000, 1); // σ²/T
    near(ends[2], 0.1 / Math.sqrt(10_000) / 2, 5); // the floor of the moment
    expect(text).toContain("The lower one took longest to reach its floor");
    expect(numbers("waits")[1]).toBeGreaterThan(10 * numbers("waits")[0]);
  });

  test("1/t is the running mean, at every step", () => {
    const [sgd, mean, largestGap] = numbers("mean");
    expect(sgd).toBeCloseTo(mean, 14);
    expect(largestGap).toBeLessThan(1e-14);
  });

  test("with c/t, too large a c costs c²/(2c − 1), too small a one leaves the start", () => {
    const [small, right, large] = numbers("wrongGuess");
    near(large / right, 100 / 19, 1);
    expect(small).toBeGreaterThan(1e4 * right);
    near(got.bestGuess as number, 1, 1);
  });
});

test("each piece of the error shrinks by its own factor, 0.93 and 0.75, whatever way the ravine is turned", () => {
  const pieces = rows("pieces");
  pieces.forEach(([flat, steep], t) => {
    expect(flat).toBeCloseTo(7 * 0.93 ** t, 9);
    expect(steep).toBeCloseTo(-2 * (-0.75) ** t, 9);
  });
});

describe("digits", () => {
  test("batches of 20 are further after an epoch than full steps after twenty, and a larger α makes these rise first", () => {
    const [full, long, batches] = got.digitRuns as number[][][];
    expect(full.at(-1)![0]).toBe(20);
    const afterEpoch = batches.find(([epoch]) => epoch === 1)![1];
    expect(afterEpoch).toBe(batches[5][1]);
    for (const run of [full]) for (const [, loss] of run) expect(loss).toBeGreaterThan(afterEpoch);
    expect(full.every(([, loss], i) => i === 0 || loss < full[i - 1][1])).toBe(true);
    expect(long[1][1]).toBeLessThan(long[0][1]);
    expect(long[2][1]).toBeGreaterThan(long[1][1]);
  });

  test("with α = 10 the batches are past the limit too: the loss rises more than once above twice its last value", async () => {
    const cells = chapter.cells.map((cell) =>
      cell.id === "digits" ? { ...cell, source: cell.source.replace("learnDigits(20, 1)", "learnDigits(20, 10)") } : cell,
    );
    const { values } = await moved({}, { cells, targets: ["digits"] });
    const loss = (values.get("digitRuns") as { loss: number }[][])[2].map((row) => row.loss);
    expect(loss.filter((now, i) => i > 0 && now > 2 * loss[i - 1]).length).toBeGreaterThan(1);
  });
});

describe("E5, the saddle", () => {
  test("seven optimizers leave it after as many steps as theirs, and none from the ridge itself", () => {
    expect(got.escapes as Row[]).toEqual([
      ["SGD", 76, "never"],
      ["Momentum", 36, "never"],
      ["NAG", 31, "never"],
      ["AdaGrad", 17, "never"],
      ["RMSProp", 4, "never"],
      ["AdaDelta", 33, "never"],
      ["Adam", 11, "never"],
    ]);
  });

  test("with noise, half of the runs leave the ridge in 38.5 steps or so", () => {
    near(got.medianWait as number, 38.5);
    near(got.medianWait as number, Math.log(Math.sqrt(1.2 ** 2 - 1) / (0.674 * 0.1 * 0.01)) / Math.log(1.2), 5);
  });
});

test("half of all standard normal numbers are smaller than 0.674 in size", () => {
  const n = 1000,
    width = (2 * 0.674) / n;
  const share =
    Array.from({ length: n }, (_, i) => Math.exp(-((-0.674 + (i + 0.5) * width) ** 2) / 2) * width).reduce((a, b) => a + b) / Math.sqrt(2 * Math.PI);
  expect(text).toContain("0.674 is the median size of a standard normal number");
  expect(share).toBeCloseTo(0.5, 3);
});

describe("E6, penguins", () => {
  test("the noise at the minimum grows with the curvature, 8.8-fold from the flattest to the steepest direction", () => {
    const [[mu, flat], [L, steep]] = rows("noiseRows");
    near(flat, 0.0497, 0.5);
    near(steep, 0.4391, 0.5);
    near(steep / flat, 8.8, 1);
    near(L / mu, 8.71, 0.1);
  });

  test("αλ, which the floor's formula drops, explains most of what the runs lie above it", () => {
    const [large, small] = numbers("floorKept");
    near(large, 1.0773, 0.1);
    near(small, 1.0144, 0.1);
    rows("penguinFloors").forEach(([formula, fresh], i) => near(fresh, formula * (i < 2 ? large : small), 10));
  });

  test("most of the raw condition number is the origin, and a smaller part the units", () => {
    const [raw, centred, standardised] = numbers("conditionNumbers");
    expect(raw / centred).toBeGreaterThan(1000 * (centred / standardised));
    near(raw, 2.98e7, 0.5);
    near(centred, 212, 0.5);
    near(standardised, 8.71, 0.1);
    expect(numbers("oneInput")[2]).toBeCloseTo(1, 12);
    expect(got.penguins).toBe(342);
  });

  test("standardised, SGD needs 60 steps and tuned momentum 25", () => {
    expect(got.fullBatch).toEqual([60, 25]);
  });

  test("the variance of a mini-batch gradient is σ²/B·(N − B)/(N − 1), and the draws agree", () => {
    const batches = rows("batches");
    expect(batches.map(([B]) => B)).toEqual([1, 8, 32, 128, 342]);
    expect(batches.map((row) => row[3])).toEqual([342, 43, 11, 3, 1]);
    [3.33, 0.408, 0.0947, 0.0163].forEach((variance, i) => {
      near(batches[i][1], variance, 0.5);
      near(batches[i][2], variance);
    });
    near(batches[0][1], 3.333368758526797, 1e-9); // computed apart from the chapter
    for (const [B, formula] of batches) expect(formula).toBeCloseTo((batches[0][1] / B) * ((342 - B) / 341), 12);
    expect(batches[4][1]).toBe(0);
    expect(batches[4][2]).toBeLessThan(1e-28);
  });

  test("a mini-batch is of different penguins, each drawn as often as any other", () => {
    const times = new Array<number>(342).fill(0);
    for (const batch of rows("drawn")) {
      expect(new Set(batch).size).toBe(8);
      for (const row of batch) times[row]++;
    }
    const expected = (3000 * 8) / 342;
    for (const count of times) expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  test("small batches lead after one epoch and end on floors, which the formula predicts", () => {
    const [full, ...small] = numbers("firstEpoch");
    for (const excess of small) expect(excess).toBeLessThan(full / 5);
    const ends = numbers("lastEpochs").slice(1);
    expect(text).toContain("have nearly the same $\\alpha/B$, and end at nearly the same height");
    near(ends[0], ends[2], 40);
    expect(ends[1]).toBeGreaterThan(3 * ends[2]);
    rows("penguinFloors").forEach(([formula, fresh, reshuffled], i) => {
      near(fresh, formula, 20);
      near(ends[i], formula, 35);
      expect(reshuffled).toBeLessThan(0.9 * formula);
      expect(got.fullBatchEnd).toBeLessThan(ends[i] / 10);
    });
  });

  test("at the minimum the full gradient is 0, and that of a batch is not", () => {
    const [full, ...batches] = numbers("atBest");
    expect(full).toBeLessThan(1e-12);
    for (const length of batches) expect(length).toBeGreaterThan(0.05);
    expect([...batches].sort((a, b) => a - b)).toEqual(batches);
  });
});

describe("widgets", () => {
  const textOf = (outputs: Output[]) => outputs.find((output) => output.kind === "text")!.text;
  const texOf = (outputs: Output[]) => outputs.find((output) => output.kind === "tex")!.tex;

  test("α from 0 to 0.1: at rest, one-sided, zigzag, two-cycle, explosion, with the factor shown", async () => {
    const run = async (alpha: number) => {
      const { values, shown } = await moved({ "one-alpha": { "Learning rate α": alpha } });
      const path = values.get("descent") as { x: number; y: number }[];
      expect(path).toHaveLength(1001);
      const factors = /× ([\d.]+) along, × ([\d.]+) across/
        .exec(textOf(shown("one-alpha")))!
        .slice(1)
        .map(Number);
      return { y: path.map((d) => d.y), factor: Math.max(...factors) };
    };
    const rest = await run(0);
    expect(new Set(rest.y)).toEqual(new Set([-3]));
    expect(rest.factor).toBe(1);
    const smooth = await run(0.03);
    expect(smooth.y.every((y) => y <= 0)).toBe(true);
    expect(smooth.factor).toBeCloseTo(0.97, 10);
    const zigzag = await run(0.07);
    expect(zigzag.y.slice(0, 20).every((y, t) => Math.sign(y) === (t % 2 ? 1 : -1))).toBe(true);
    expect(Math.abs(zigzag.y[100])).toBeLessThan(1e-6);
    const cycle = await run(0.08);
    for (const t of [0, 1, 500, 999]) expect(cycle.y[t]).toBeCloseTo(t % 2 ? 3 : -3, 9);
    expect(cycle.factor).toBe(1);
    const explosion = await run(0.1);
    expect(explosion.factor).toBe(1.5);
    expect(Math.abs(explosion.y[20])).toBeGreaterThan(1000);
  });

  test("moving an input re-runs its own figure and nothing else", () => {
    const { nodes } = buildGraph(chapter.cells);
    const dependents = (id: string) => [...nodes.values()].filter(({ dependsOn }) => dependsOn.has(id)).map(({ cell }) => cell.id);
    expect(dependents("one-alpha")).toEqual(["one-alpha-error"]);
    expect(dependents("one-alpha-error")).toEqual([]);
    expect(dependents("round")).toEqual(["round-plot"]);
    expect(dependents("batch-cloud")).toEqual([]);
  });

  test("the bowl becomes round: standardised, one step arrives", async () => {
    const { values, shown } = await moved({ round: { Inputs: "standardised" } });
    const path = values.get("bowlPath") as { x: number; y: number }[];
    expect(path[1].x).toBeCloseTo(values.get("slope") as number, 12);
    expect(path[1].y).toBeCloseTo(values.get("bias") as number, 12);
    expect(texOf(shown("round"))).toBe("\\text{flipper length alone: } \\kappa = 1.00");
  });

  test("at B = N all the gradients are one", async () => {
    const { values } = await moved({ "batch-cloud": { "Batch size B": 342 } });
    const arrows = values.get("arrows") as Float64Array[];
    for (const arrow of arrows) arrow.forEach((x, i) => expect(x).toBeCloseTo(arrows[0][i], 12));
  });
});

describe("exercises", () => {
  const shownBy = async (cell: string, inputs: InputValues = {}, cells: readonly Cell[] = chapter.cells) =>
    (await moved(inputs, { cells, targets: [cell] })).shown(cell);

  test("just below the limit the run takes some thirty times as many steps: the prediction waits, then both are counted", async () => {
    expect((await shownBy("at-the-limit-guess")).map(({ kind }) => kind)).toEqual(["input"]);
    const outputs = await shownBy("at-the-limit-guess", { "at-the-limit-guess": { "With α = 0.0799 it takes": "fewer" } });
    expect(outputs.find(({ kind }) => kind === "tex")).toMatchObject({ tex: expect.stringContaining("fewer") });
    const [best, late] = (outputs.find((output) => output.kind === "table")!.rows as number[][]).map(([, steps]) => steps);
    expect([best, late]).toEqual([173, 5381]);
    expect(Math.round(late / best)).toBe(31);
  });

  test("at the limit itself the run neither converges nor diverges: after 1,000 steps x is gone and |y| is 1", () => {
    const [x, y] = got.atLimit as number[];
    expect(Math.abs(y)).toBe(1);
    expect(x).toBeLessThan(1e-30);
  });

  test("κ = 100 takes 691 steps, and the counted run says so", async () => {
    const outputs = await shownBy("price-check");
    expect(outputs.at(-1)).toMatchObject({ items: [{}, { text: expect.stringContaining("691") }] });
  });
});
