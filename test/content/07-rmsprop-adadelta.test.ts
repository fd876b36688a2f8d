import { describe, expect, test } from "vitest";
import { adadelta, centeredRmsprop, rmsprop, trace } from "../../src/optim/index.ts";
import { quadratic } from "../../src/problems/index.ts";
import { steps } from "../optim/experiments/measure.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 7 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  radiiByRho: "radiiByRho.map((row) => Object.values(row).slice(0, 3))",
  rounds: "rounds.map((row) => Object.values(row))",
  starts: "starts.map((row) => Object.values(row))",
  jump: "[501, 550, 600].map((t) => jump.RMSProp[t - 1])",
  adagrad: "[501, 1000].map((t) => jump.AdaGrad[t - 1])",
  back: "[backAt(jump.RMSProp), backAt(jump.AdaGrad)]",
  tail: "['RMSProp', 'Lion'].map((name) => hoverRuns.filter((row) => row.optimizer === name).slice(-40).map(({ x }) => x))",
  lowest: "Math.min(...hoverRuns.filter((row) => row.optimizer === 'RMSProp').map(({ x }) => Math.abs(x)))",
  radii: "radii.map((row) => row['largest |x|'])",
  noisyFloors: "noisyFloors.map((row) => Object.values(row))",
  slopes: "slopes.map((row) => Object.values(row))",
  firstDeltas: "firstDeltas.map((row) => row['first step'])",
  growing: "growing.map((row) => Object.values(row))",
  growth: "growth.map((row) => Object.values(row))",
  epsRuns: "epsRuns.map((row) => Object.values(row))",
  units: "unitRows.map((row) => Object.values(row))",
  twenty: "twenty.map((row) => [row.optimizer, row.options, row.loss])",
  digits: "[lossAt('AdaGrad', 100), lossAt('RMSProp', 100), lossAt('AdaGrad', 500), lossAt('RMSProp', 500)]",
  otherSeeds: "[2, 3].map((seed) => [adagrad({ lr: 0.3 }), rmsprop({ lr: 0.01, rho: 0.9 })].map((rule) => learn(rule, seed)[25].loss))",
  settled: "settled.map(({ library, g, step }) => [library, g, step])",
  centeredSteps: "centeredSteps.map((row) => Object.values(row))",
  slip: "slipRows.map((row) => Object.values(row))",
};

const { text, got, numbers, rows, moved } = await testChapter("07-rmsprop-adadelta", asked);

test("nine small gradients and a large one: the sign drifts by eight steps of ten, a longer memory by less and less", () => {
  const [sign, ...averages] = rows("rounds");
  expect(sign).toEqual([0, expect.closeTo(8, 5), expect.closeTo(10, 5)]);
  for (const [i, [, moved]] of averages.entries()) expect(Math.abs(moved)).toBeLessThan(rows("rounds")[i][1]);
  expect(averages.at(-1)?.[1]).toBeLessThan(0.01);
});

test("E1: the first step is 3.162, 10.0, 31.62 α, and from t = 38, 391, 3925 on a step is within 1 % of α, about 3.9/(1 − ρ)", () => {
  expect(rows("starts").map(([rho, first, , from]) => [rho, first.toPrecision(4), from])).toEqual([
    [0.9, "3.162", 38],
    [0.99, "10.00", 391],
    [0.999, "31.62", 3925],
  ]);
  for (const [rho, first, tenth, from] of rows("starts")) {
    near(first, 1 / Math.sqrt(1 - rho), 0.001);
    near(tenth, 1 / Math.sqrt(1 - rho ** 10), 0.001);
    near(from, 3.9 / (1 - rho), 4);
  }
});

describe("E2: gradient 100 for 500 steps, then 1", () => {
  test("RMSProp steps .01054 α at once, .138 at 550, .889 at 600, and ≥ .99 after 125 steps; AdaGrad not at all", () => {
    const [at501, at550, at600] = numbers("jump");
    expect(at501).toBeCloseTo(0.01054, 5);
    expect([at550.toFixed(3), at600.toFixed(3)]).toEqual(["0.138", "0.889"]);
    expect(numbers("back")).toEqual([125, 0]);
    for (const step of numbers("adagrad")) expect(step).toBeCloseTo(0.00045, 5);
  });

  test("formula (D) gives these steps, and the two parts of the wait in the text", () => {
    for (const [k, step] of [
      [1, 0.01054],
      [50, 0.138],
      [100, 0.889],
    ])
      near(1 / Math.sqrt(1 + (100 ** 2 - 1) * 0.9 ** k), step, 0.4);
    expect((2 * Math.log(100)) / Math.log(1 / 0.9) + Math.log(0.99 ** 2 / (1 - 0.99 ** 2)) / Math.log(1 / 0.9)).toBeCloseTo(124.4, 1);
  });

  test("after a rise it steps by nearly α/√(1 − ρ)", () => {
    const rise = steps(rmsprop({ lr: 1 }), (t) => (t <= 500 ? 1 : 100), 501)[500];
    expect(rise).toBeCloseTo(100 / Math.sqrt(0.9 + 0.1 * 100 ** 2), 6);
    near(rise, 1 / Math.sqrt(0.1), 0.1);
  });
});

describe("E3: a fixed α hovers", () => {
  test("RMSProp(.9) with α = .01 ends in a 2-cycle ±.0050, after it was below 1e-20; Lion's amplitude is .01", () => {
    const [cycle, lion] = got.tail as number[][];
    cycle.forEach((x, i) => {
      near(Math.abs(x), 0.005, 0.01);
      if (i > 0) expect(Math.sign(x)).toBe(-Math.sign(cycle[i - 1]));
    });
    expect(numbers("lowest")).toBeLessThan(1e-20);
    expect(Math.max(...lion)).toBeCloseTo(0.01, 9);
    expect(Math.min(...lion)).toBeCloseTo(-0.01, 9);
  });

  test("the radius is α/2 for every curvature, α/2 − ε/λ with an ε, 0 from ε = αλ/2 on and with a falling α", () => {
    const [plain, curved, larger, withEps, stopped, cosine, lion] = numbers("radii");
    for (const [radius, expected] of [
      [plain, 0.005],
      [curved, 0.005],
      [larger, 0.05],
      [withEps, 0.002],
      [lion, 0.01],
    ])
      near(radius, expected, 0.1);
    expect(stopped).toBeLessThan(1e-100);
    expect(cosine).toBeLessThan(1e-5);
  });

  test("the cycle is the same for ρ = 0.9 and 0.99; at 0.995 x is so small that g² is 0, and it stays there", () => {
    const [short, long, tooLong] = rows("radiiByRho");
    for (const [, , radius] of [short, long]) near(radius, 0.005, 0.1);
    expect(tooLong[2]).toBeLessThan(1e-300);
    expect(tooLong[2] ** 2).toBe(0);
    const endOf = (rho: number) => Math.abs(trace(rmsprop({ lr: 0.01, rho }), quadratic([1]), [1], 10_000).theta.at(-1)!);
    near(endOf(0.993), 0.005, 0.1);
    expect(endOf(0.994)).toBeLessThan(1e-300);
  });

  test("with noise it is √(2σ/(αλ)) = 14 times as far from the minimum as the cycle's α/2", () => {
    const [alpha, sigma, , measured] = rows("noisyFloors")[0];
    near(Math.sqrt(measured) / (alpha / 2), Math.sqrt((2 * sigma) / alpha), 4);
    expect(Math.sqrt((2 * sigma) / alpha)).toBeCloseTo(14.14, 2);
  });

  test("with noise its floor is ασ/(2λ)", () => {
    for (const [, , formula, measured] of rows("noisyFloors")) near(measured, formula, 7);
  });

  test("the fold's matrix has its roots inside the unit circle for every ρ in (0, 1), and the run's deviations follow it", () => {
    for (let rho = 0.01; rho < 1; rho += 0.01) {
      let [a, b] = [1, 1];
      for (let t = 0; t < 20_000; t++) [a, b] = [(2 * rho - 1) * a - rho * b, 2 * (1 - rho) * a + rho * b];
      expect(Math.abs(a) + Math.abs(b), `ρ = ${rho}`).toBeLessThan(1e-6);
    }
    // one step of the real map near the cycle, against the linear one: a, b of the order 1e-5, so the rest is of the order 1e-10
    const [rho, a, b] = [0.8, 1e-5, -2e-5];
    const w = (rho * Math.exp(b) + (1 - rho) * Math.exp(2 * a)) / 4,
      x = Math.exp(a) / 2;
    const next = Math.abs(x - x / Math.sqrt(w));
    expect(Math.log(4 * w)).toBeCloseTo(rho * b + 2 * (1 - rho) * a, 8);
    expect(Math.log(2 * next)).toBeCloseTo(a - (rho * b + 2 * (1 - rho) * a), 8);
  });
});

describe("centered", () => {
  test("in noise it is RMSProp; on a clear slope its step is about α/σ; without noise millions of α", () => {
    const [noisy, , clear, clearer, bare] = rows("slopes");
    near(noisy[2], noisy[1], 4);
    near(clear[2], 1 / clear[0], 4);
    near(clearer[2], 1 / clearer[0], 4);
    for (const [, plain] of rows("slopes")) expect(plain).toBeLessThanOrEqual(1.0001);
    expect(bare[2]).toBeGreaterThan(1e6);
  });

  test("(G) is its step on a constant gradient", () => {
    const run = steps(centeredRmsprop({ lr: 1, eps: 0 }), () => 1, 100);
    for (const t of [1, 10, 50, 100]) near(run[t - 1], 1 / Math.sqrt((1 - 0.9 ** t) * 0.9 ** t), 0.01);
  });

  test("the libraries part on a steady slope: no cap outside the root, 1/√ε inside, and not a number where ε is subtracted", () => {
    const [torch, keras, optax, tfjs] = (got.centeredSteps as string[][]).map((row) => row.map(Number));
    expect(torch[4]).toBeGreaterThan(1e6);
    near(keras[4], 1 / Math.sqrt(1e-7), 0.2);
    near(optax[4], 1 / Math.sqrt(1e-8), 0.1);
    expect(tfjs[4]).toBeNaN();
    for (const [, first, ...later] of [torch, keras, optax, tfjs]) {
      near(first, 10 / 3, 0.2);
      expect(later[1]).toBeGreaterThan(1000);
    }
  });
});

describe("E4: AdaDelta, ρ = .95, ε = 1e-6", () => {
  test("its first step is √(ε/(1 − ρ)) = .00447 for g = 1000 and 1, .000976 for g = .001", () => {
    expect(numbers("firstDeltas").map((x) => x.toPrecision(3))).toEqual(["0.00447", "0.00447", "0.000976"]);
  });

  test("on a constant gradient it steps .0047 at t = 10 and .0085 at t = 1000, and in the long run √((1 − ρ)εt)", () => {
    const step = Object.fromEntries(rows("growth").map(([t, length]) => [t, length]));
    expect([step[10].toFixed(4), step[1000].toFixed(4)]).toEqual(["0.0047", "0.0085"]);
    const [, last, law] = rows("growth").at(-1)!;
    near(last, law, 1);
  });

  test("κ = 25: 2198, 419, 76, 7 steps to .01 at ε = 1e-8, 1e-6, 1e-4, 1e-2", () => {
    expect(rows("epsRuns")).toEqual([
      [1e-8, 2198],
      [1e-6, 419],
      [1e-4, 76],
      [1e-2, 7],
    ]);
  });
});

test("AdaDelta's hover grows by (I) a step, whatever ρ; below λ = 2 it comes to rest", () => {
  for (const [lambda, earlier, later, measured, law] of rows("growing")) {
    if (lambda < 2) expect([earlier, later].map((x) => x < 1e-100)).toEqual([true, true]);
    else expect(measured).toBeCloseTo(law, 2);
  }
  for (const rho of [0.8, 0.9, 0.99]) {
    const x = trace(adadelta({ eps: 1e-4, rho }), quadratic([25]), [1], 20_000).theta;
    expect((x[20_000] ** 2 - x[10_000] ** 2) / 1e4 / 25e-6).toBeCloseTo(1 - 4 / 625, 2);
    near(Math.abs(x[20_000]), Math.sqrt(1e-4 * 20_000) / 2, 4);
  }
});

test("E5: x measured in .01, 1, 100: with one ε x(50) = .998, .782, 0; with each ε in its units .782083 in all; Newton is there", () => {
  const units = Object.fromEntries((got.units as [string, number, number, number][]).map(([name, ...x]) => [name, x]));
  expect(units["AdaDelta, ε = 10⁻⁶"].map((x) => Math.abs(x).toFixed(3))).toEqual(["0.998", "0.782", "0.000"]);
  for (const x of units["AdaDelta, ε in units"]) expect(x).toBeCloseTo(0.782083, 6);
  const [small, one, large] = units["SGD, α = 0.01"];
  expect([small > 0.9999, large > 1e90]).toEqual([true, true]);
  expect(one).toBeCloseTo(0.99 ** 50, 9);
  for (const x of units["Newton, g/f''"]) expect(x).toBeCloseTo(0, 12);
});

test("E6: .1x² + 2y² from (−5, −2), the loss after 20 steps", () => {
  const losses = [0.089, 5.6e6, 1.8e-5, 0.618, 5.3e-7, 1.1e-5, 0.19, 9.69];
  const twenty = got.twenty as [string, string, number][];
  expect(twenty.map(([optimizer]) => optimizer)).toEqual(["SGD", "SGD", "Momentum", "AdaGrad", "AdaGrad", "RMSProp", "Adam", "AdaDelta"]);
  twenty.forEach(([name, options, loss], i) => expect(loss / losses[i], `${name} ${options}`).toBeCloseTo(1, 1));
});

test("ε inside the root matters below √ε, outside below ε", () => {
  const stepAt = (library: string, exponent: number) =>
    (got.settled as [string, number, number][]).find(([name, g]) => name === library && Math.abs(Math.log10(g) - exponent) < 1e-6)![2];
  expect(stepAt("PyTorch", -8)).toBeCloseTo(0.5, 3);
  near(stepAt("Keras", -3.5), Math.sqrt(0.5), 0.1);
  expect(stepAt("optax", -4)).toBeCloseTo(Math.SQRT1_2, 3);
  expect(stepAt("PyTorch", -5)).toBeGreaterThan(0.99);
  near(stepAt("Keras", -6) / 1e-6, 1 / Math.sqrt(1e-7), 0.1);
  for (let k = -10; k < -1; k++) expect(stepAt("TensorFlow.js", k)).toBe(stepAt("Keras", k));
});

test("TensorFlow.js's AdaDelta is SGD, step by step; PyTorch and optax agree; Keras's steps are a thousandth", () => {
  const [torch, keras, optax, tfjs, sgd] = (got.slip as [string, number, number, number][]).map(([, ...figures]) => figures);
  tfjs.forEach((figure, i) => expect(figure).toBeCloseTo(sgd[i], 12));
  expect(optax).toEqual(torch);
  expect(keras[0]).toBeLessThan(torch[0] / 1000);
  expect(7 - keras[1]).toBeLessThan(0.001);
  expect(text).toContain("multiplies its steps by 0.001");
});

test("on the digits AdaGrad and RMSProp start alike, and RMSProp ends lower with each of three seeds", () => {
  const [adagradEarly, rmspropEarly, ...ends] = numbers("digits");
  near(rmspropEarly, adagradEarly, 35);
  for (const [adagradEnd, rmspropEnd] of [ends, ...rows("otherSeeds")]) expect(rmspropEnd).toBeLessThan(adagradEnd);
});

describe("widgets", () => {
  test("with a memory of one step every step is α; with ten it stays nearer to α than SGD; a long memory hardly adapts; AdaGrad's steps shrink", async () => {
    const swing = async (memory: number, name = "RMSProp") => {
      const { values } = await moved({ clock: { "Memory of RMSProp, in steps": memory } });
      const curves = values.get("clockCurves") as { optimizer: string; t: number; step: number }[];
      const late = curves.filter(({ optimizer, t }) => optimizer === name && t > 300).map(({ step }) => step);
      return { share: Math.max(...late) / Math.min(...late), longest: Math.max(...late) };
    };
    expect((await swing(1)).share).toBeCloseTo(1, 6);
    const [ten, thousand, sgd, adagrad] = [await swing(10), await swing(1000), await swing(10, "SGD"), await swing(10, "AdaGrad")];
    expect(ten.share).toBeLessThan(sgd.share / 100);
    expect(thousand.share).toBeGreaterThan(sgd.share / 3);
    expect(adagrad.longest).toBeLessThan(0.15);
  });

  test("the hover radius follows α, and goes to 0 where ε is large", async () => {
    const radius = async (inputs: Record<string, number>) => {
      const { values } = await moved({ hover: inputs });
      return Math.abs((values.get("hoverRuns") as { optimizer: string; x: number }[]).filter(({ optimizer }) => optimizer === "RMSProp").at(-1)!.x);
    };
    near(await radius({ "Learning rate α of RMSProp and Lion": 0.04 }), 0.02, 0.1);
    expect(await radius({ ε: 0.01 })).toBeLessThan(1e-12);
  });

  test("a larger ε of AdaDelta brings the run down sooner", async () => {
    const at100 = async (eps: number) => {
      const { values } = await moved({ "eps-plot": { "ε of AdaDelta": eps } });
      return (values.get("epsCurves") as { t: number; eps: string; distance: number }[]).find((row) => row.eps === "yours" && row.t === 100)!
        .distance;
    };
    expect(await at100(1e-3)).toBeLessThan(await at100(1e-6));
  });

  test("each library has its line", async () => {
    const { shown } = await moved({ libraries: { Library: "TensorFlow.js" } });
    expect(shown("libraries").at(-1)).toMatchObject({ kind: "tex", tex: expect.stringContaining("-\\varepsilon}") });
  });

  test("the prediction waits for the reader, then shows RMSProp and 125 beside the guess", async () => {
    const open = await moved({ "who-guess": {} });
    expect(open.shown("who-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "who-guess": { "Steps until it is back": 10 } });
    expect(shown("who-guess").find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        ["your prediction", 10],
        ["RMSProp, counted", 125],
        ["AdaGrad, in 500 steps", "never"],
      ],
    });
  });
});
