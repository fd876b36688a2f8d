import { describe, expect, test } from "vitest";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 8 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  threePaths: "['Momentum', 'RMSProp', 'Adam'].map((name) => threePaths.filter(({ optimizer }) => optimizer === name).map(({ x, y }) => [x, y]))",
  makes: "makes.map(({ apart }) => apart)",
  uncorrected:
    "[correctedRun(false, false, 0.999)[0], ...[...correctedRun(false, false, 0.999).entries()].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [0, 0]), correctedRun(false, false, 0.999)[99], correctedRun(false, false, 0.999)[999]]",
  travelled: "[correctedRun(false, false, 0.999), correctedRun(true, true, 0.999)].map((steps) => steps.slice(0, 10).reduce((a, b) => a + b))",
  back: "correctedRun(false, false, 0.999).findLastIndex((step) => step > 1.01) + 2",
  alone: "[correctedRun(true, false, 0.999)[0], correctedRun(false, true, 0.999)[0], correctedRun(true, true, 0.999)[4999]]",
  firstSteps: "firstSteps.map(({ step }) => step)",
  blind: "blind.map((row) => Object.values(row))",
  sameValley: "alongAxes.every(({ x, y }) => Math.abs(x - y) < 1e-6)",
  snr: "snrRows.map((row) => Object.values(row))",
  seeds: "[0, 0.1, 1, 10].map((snr) => [1, 2, 3, 4].map((seed) => underNoise(adam({ lr: 1 }), snr, seed)).map(({ mean, rms }) => [mean, rms]))",
  signDescent: "snrDots.filter(({ rule }) => rule === 'sign descent').map(({ snr, mean }) => [snr, mean])",
  digits: "digitEnds",
  otherSeeds:
    "[2, 3].map((seed) => [rmsprop({ lr: 0.03, rho: 0.9 }), rmsprop({ lr: 0.03, rho: 0.999 }), adam({ lr: 0.03 })].map((rule) => learn(rule, seed)[25].loss))",
  bounds: "bounds.map((row) => Object.values(row))",
  random:
    "[1, 2, 3].map((seed) => { const g = random(seed).normals(2000).map((x) => x ** 9); const steps = fed(adam({ lr: 1, eps: 0 }), [...g]).delta; return Math.max(...Array.from(g, (_, i) => Math.abs(steps[i + 1]) / longestStep(i + 1, 0.9, 0.999))); })",
  spike: "[spikeSteps[0], spikeSteps.reduce((sum, step) => sum + step, 0), elevenPercent[3000]]",
  afterSilence:
    "[1, 10, 100, 1000].map((t) => [afterSilence(t), fed(adam({ lr: 1, eps: 1e-20 }), Array.from({ length: t }, (_, i) => Number(i === t - 1))).delta[t]])",
  scaleOfSpike:
    "[1e-6, 1e6].map((size) => fed(adam({ lr: 1, eps: 1e-20 }), Array.from({ length: 5000 }, (_, i) => (i === 3000 ? size : 0))).delta.subarray(1).reduce((a, b) => a + b))",
  epsilon:
    "[1e-8, 1, 100].map((eps) => { const rows = trace(adam({ lr: 0.3 * (1 + eps / 7), eps }), ravine, [7, -3], 80).rows(); return [rows[1].delta[0], -rows[1].delta[1], rows.filter(({ y }, i) => i > 0 && y * rows[i - 1].y < 0).length]; })",
  libraries: "Object.values(byLibrary).map(({ delta }) => [delta[1], delta[5000]])",
  optax: "Math.max(...optaxRun.delta.subarray(1).map((step, i) => Math.abs(step - byLibrary['PyTorch, optax'].delta[i + 1])))",
  valley45:
    "[-1e-12, 1e-15, 1e-13].map((d) => { const { valley, start: [x, y] } = turned(10_000, 45); return train(adam({ lr: 0.1 }), valley, [x + d, y], 50_000, { until: ([a, b]) => Math.hypot(a, b) <= 1e-6 * Math.SQRT2 }).t; })",
  jumps: "jumps.map(({ jump }) => jump)",
  best: "[[bowl, late.theta[9000]], [atOne, 1]].map(([{ gradient }, x]) => { const out = new Float64Array(1); gradient([x], out); return out[0]; })",
  late: "[lateRows.filter(({ t }) => t > 5000).map(({ exponent }) => exponent), lateRows.filter(({ t }) => t > 17000).map(({ gauge }) => gauge)]",
  lateRun:
    "[Math.max(...late.theta.subarray(2000, 13000).map((x) => Math.abs(x - centre))), late.theta.findIndex((x, t) => t > 5000 && Math.abs(x - centre) > 1e-3), late.v.findIndex((v, t) => t > 100 && 0.01 / Math.sqrt(v) > 38)]",
  meanGauge: "lateRows.slice(170).map(({ gauge }) => gauge).reduce((a, b) => a + b, 0) / 30",
};

const { got, numbers, rows, moved } = await testChapter("08-adam", asked);

/** Adam's step/α at each gradient, by explicit sums over all gradients so far: a slow model of the shared file. */
function slowSteps(gradients: number[], beta1 = 0.9, beta2 = 0.999): number[] {
  return gradients.map((_, last) => {
    let [m, v, mass1, mass2] = [0, 0, 0, 0];
    for (let k = 0; k <= last; k++) {
      m += beta1 ** k * gradients[last - k];
      v += beta2 ** k * gradients[last - k] ** 2;
      mass1 += beta1 ** k;
      mass2 += beta2 ** k;
    }
    return m / mass1 / Math.sqrt(v / mass2);
  });
}

test("the opening paths: momentum swings across the valley, RMSProp and Adam begin along the diagonal, Adam passes the minimum and rests, RMSProp does not rest", () => {
  const [momentum, rmsprop, adam] = rows<[number, number][]>("threePaths");
  const crossings = (path: [number, number][]) => path.slice(0, 20).filter(([, y], t) => t > 0 && y * path[t - 1][1] < 0).length;
  expect([crossings(momentum), crossings(rmsprop), crossings(adam)]).toEqual([5, 0, 1]);
  for (const [[x0, y0], [x1, y1]] of [rmsprop, adam]) expect(x0 - x1).toBeCloseTo(y1 - y0, 6);
  expect(Math.min(...adam.map(([x]) => x))).toBeLessThan(-0.5);
  expect(Math.hypot(...adam[200])).toBeLessThan(0.01);
  expect(Math.hypot(...rmsprop[200])).toBeGreaterThan(0.1);
});

test("Adam is two corrected averages, to rounding; neither momentum with AdaGrad nor uncorrected averages", () => {
  const [sums, averages, corrected] = numbers("makes");
  expect(corrected).toBeLessThan(1e-12);
  expect(Math.min(sums, averages)).toBeGreaterThan(1);
});

test("E6: without correction 3.1623 at once, 6.5685 at t = 12, 3.241 at 100, 1.258 at 1000, within 1 % from 3925; ten steps go 55.3 α for 10 α", () => {
  const [first, at, peak, at100, at1000] = numbers("uncorrected");
  expect([first, at + 1, peak, at100, at1000]).toEqual([
    expect.closeTo(3.1623, 4),
    12,
    expect.closeTo(6.5685, 4),
    expect.closeTo(3.241, 3),
    expect.closeTo(1.258, 3),
  ]);
  expect(got.back).toBe(3925);
  expect(numbers("travelled")).toEqual([expect.closeTo(55.3, 1), expect.closeTo(10, 9)]);
  const [onlyM, onlyV, both] = numbers("alone");
  expect([onlyM, onlyV, both]).toEqual([expect.closeTo(Math.sqrt(1000), 6), expect.closeTo(0.1, 9), expect.closeTo(1, 9)]);
});

test("E1: the first step at α = .001 for g = 1e4, 1, 1e-4, 1e-8, 1e-9", () => {
  expect(numbers("firstSteps").map((step) => Number(step.toPrecision(4)))).toEqual([0.001, 0.001, 0.0009999, 0.0005, 0.00009091]);
});

test("E4: 189 steps for κ = 25 and for κ = 10⁴, 294 where κ = 25 is turned by 45°, thousands for 10⁴ turned", () => {
  expect(rows("blind").slice(0, 3)).toEqual([
    [25, "0°", 189],
    [10_000, "0°", 189],
    [25, "45°", 294],
  ]);
  expect(rows("blind")[3][2]).toBe(7504);
  // The last digits are rounding: the text says "about 7,500".
  for (const steps of numbers("valley45")) near(steps, 7500, 0.2);
  expect(new Set([rows("blind")[3][2], ...numbers("valley45")]).size).toBeGreaterThan(1);
  expect(got.sameValley).toBe(true);
});

describe("E3: signal and noise", () => {
  test("mean steps 0, .096, .708, .995 α by SNR/√(1 + SNR²), in the table and for four other seeds", () => {
    expect(rows("snr").map(([snr]) => snr)).toEqual([0, 0.1, 1, 10]);
    rows("snr").forEach(([snr, formula, mean], i) => {
      expect(formula).toBeCloseTo(snr / Math.hypot(1, snr), 12);
      const means = [mean, ...(got.seeds as number[][][])[i].map(([other]) => other)];
      for (const one of means) expect(Math.abs(one - formula)).toBeLessThan(0.01);
      const average = means.reduce((a, b) => a + b) / means.length;
      if (snr === 0) expect(Math.abs(average)).toBeLessThan(0.003);
      else near(average, formula, 5);
    });
  });

  test("without signal the steps have a root mean square of √(.1/1.9) = .229", () => {
    for (const rms of [rows("snr")[0][3], ...(got.seeds as number[][][])[0].map(([, other]) => other)]) near(rms, Math.sqrt(0.1 / 1.9), 5);
  });

  test("sign descent has √(2/π) of it for weak signals, and the same for strong ones", () => {
    const signs = rows("signDescent");
    const weak = signs.filter(([snr]) => snr < 0.2);
    expect(weak.length).toBeGreaterThan(2);
    const mean = (of: (row: number[]) => number) => weak.map(of).reduce((a, b) => a + b) / weak.length;
    near(
      mean((row) => row[1]),
      mean((row) => row[0] * Math.sqrt(2 / Math.PI)),
      10,
    );
    for (const [, step] of signs.filter(([snr]) => snr > 5)) expect(step).toBeGreaterThan(0.99);
  });
});

describe("the bound", () => {
  test("7.270 for the defaults: 1, 1.043, 2.24, 5.78 at t = 1, 10, 100, 1000, reached; 2.345 for β₂ = .99", () => {
    const expected = [1, 1.04, 2.24, 5.78, 7.27];
    rows("bounds").forEach(([, bound, reached, other], i) => {
      expect(bound).toBeCloseTo(expected[i], 2);
      if (i < 4) expect(reached).toBeCloseTo(bound, 9);
      if (i === 4) expect(other).toBeCloseTo(2.345, 3);
    });
  });

  test("is a bound for random heavy-tailed gradients, and reached by a slow model's growing ones", () => {
    for (const share of numbers("random")) {
      expect(share).toBeLessThanOrEqual(1 + 1e-12);
      expect(share).toBeGreaterThan(0.1);
    }
    const slow = slowSteps(Array.from({ length: 100 }, (_, t) => (0.999 / 0.9) ** t));
    expect([slow[0], slow[9], slow[99]]).toEqual([
      expect.closeTo(1, 9),
      expect.closeTo(rows("bounds")[1][1], 9),
      expect.closeTo(rows("bounds")[2][1], 9),
    ]);
  });

  test("E2: a spike after 9,999 zeros makes a step of 3.162 α and moves 31.8 α in all, of whatever size; growth by 1.11 makes 7.09 α at t = 3000", () => {
    expect(numbers("spike")).toEqual([expect.closeTo(3.162, 3), expect.closeTo(31.8, 1), expect.closeTo(7.09, 2)]);
    const [tiny, huge] = numbers("scaleOfSpike");
    near(tiny, huge, 1e-6);
    for (const [formula, run] of rows("afterSilence")) expect(formula).toBeCloseTo(run, 9);
  });
});

test("ε: the first step in x is 0.3 throughout; in y it is 0.3 at first, ten times that at last, and the path swings", () => {
  const [tiny, one, large] = rows("epsilon");
  for (const [x] of [tiny, one, large]) expect(x).toBeCloseTo(0.3, 6);
  expect(tiny[1]).toBeCloseTo(0.3, 6);
  expect(one[1]).toBeGreaterThan(tiny[1]);
  expect(large[1]).toBeGreaterThan(5 * tiny[1]);
  expect(large[2]).toBeGreaterThan(tiny[2]);
});

test("dialects: optax is PyTorch; at g = 1e-6 Keras's ε̂ makes a first step of .24 α where PyTorch's is .99 α, and ends with TensorFlow.js", () => {
  expect(got.optax).toBeLessThan(1e-12);
  const [torch, tfjs, keras] = rows("libraries");
  expect([torch[0], tfjs[0], keras[0]]).toEqual([1 / 1.01, 1 / 1.1, 1 / (1 + 0.1 / Math.sqrt(0.001))].map((step) => expect.closeTo(step, 6)));
  near(keras[1], tfjs[1], 0.1);
});

test("on the digits RMSProp with a long memory, uncorrected, is far behind Adam with each of three seeds; with a short one the seed decides", () => {
  const seeds = [numbers("digits"), ...rows("otherSeeds")];
  for (const [, long, adam] of seeds) expect(long).toBeGreaterThan(10 * adam);
  expect(new Set(seeds.map(([short, , adam]) => short < adam)).size).toBe(2);
});

test("E5: long after it arrived Adam jumps beyond 1e-3, once α/√v̂ has passed 38, and then hovers there", () => {
  const [exponents, gauges] = rows("late");
  expect(Math.max(...exponents)).toBeGreaterThan(-3);
  for (const gauge of gauges) expect(gauge > 19 && gauge < 44, String(gauge)).toBe(true);
  expect(got.meanGauge).toBeGreaterThan(32);
  expect(got.meanGauge).toBeLessThan(39);
  const [farthest, jump, passed] = numbers("lateRun");
  expect(farthest).toBeLessThan(1e-15);
  expect([passed, jump]).toEqual([13_255, 13_506]);
});

test("what jumps is the rounding error of the gradient: not where the best gradient is exactly 0, and later where the minimum is at 0", () => {
  const [threeNumbers, atOne, atZero] = numbers("jumps");
  expect([threeNumbers, atOne, atZero]).toEqual([13_506, NaN, 14_081]);
  const [left, none] = numbers("best");
  expect(Math.abs(left)).toBeGreaterThan(1e-18);
  expect(Math.abs(left)).toBeLessThan(1e-16);
  expect(none).toBe(0);
});

describe("widgets", () => {
  const longest = async (gradients: string, tug: [number, number]) =>
    (await moved({ tug: { Gradients: gradients, "One gradient": tug } })).values.get("longestTug") as number;

  test("a tug in noise does little; after silence it makes 3.15 α, whatever its size; growth makes 7.2 α", async () => {
    expect(await longest("noise around 1", [30, 8])).toBeLessThan(1.6);
    const [loud, soft] = [await longest("silence", [30, 8]), await longest("silence", [30, 1])];
    expect(loud).toBeCloseTo(3.15, 2);
    expect(soft).toBeCloseTo(loud, 6);
    const worst = await longest("growing by 11 %", [1, 0]);
    expect(worst).toBeGreaterThan(7);
    expect(worst).toBeLessThan(7.27);
    expect(await longest("always 1", [1, 1])).toBeCloseTo(1, 9);
  });

  test("turning the valley lengthens the way of κ = 10⁴ and does not touch the run along the axes", async () => {
    const at = async (kappa: number) => (await moved({ valley: { "Condition number κ": kappa, "Angle in degrees": 45 } })).values;
    const [few, many] = [await at(25), await at(10_000)];
    const end = (values: ReadonlyMap<string, unknown>, name: string) => (values.get(name) as { x: number; y: number }[])[200];
    expect(Math.hypot(end(many, "turnedRun").x)).toBeGreaterThan(10 * Math.abs(end(few, "turnedRun").x));
    expect(end(many, "alongAxes").x).toBeCloseTo(end(few, "alongAxes").x, 9);
  });

  test("noise keeps the gauge below 10, and nothing jumps; a shorter memory jumps sooner", async () => {
    const gauges = (values: ReadonlyMap<string, unknown>) => values.get("lateRows") as { t: number; gauge: number; exponent: number }[];
    const noisy = gauges((await moved({ late: { "Gradient noise of 0.001": true } })).values).filter(({ t }) => t > 2000);
    expect(Math.max(...noisy.map(({ gauge }) => gauge))).toBeLessThan(11);
    expect(Math.max(...noisy.map(({ exponent }) => exponent))).toBeLessThan(-1.5);
    const forgetful = gauges((await moved({ late: { "β₂": 0.99 } })).values);
    expect(forgetful.find(({ t, exponent }) => t > 1000 && exponent > -4)!.t).toBeLessThan(2000);
  });

  test("the prediction waits; then metres lead a thousandth as far, 1000 f ends where f does, and 10⁻⁹ f does not", async () => {
    expect((await moved({ "louder-guess": {} })).shown("louder-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { values } = await moved({ "louder-guess": { "In kilometres, 20 steps lead": "as far as before" } });
    const [once, metres, loud, faint] = values.get("scaledEnds") as { x: number; y: number }[];
    expect((7 - metres.x) / (7 - once.x)).toBeCloseTo(0.001, 3);
    expect((metres.y + 3) / (once.y + 3)).toBeCloseTo(0.001, 3);
    expect(loud.x).toBeCloseTo(once.x, 6);
    expect(loud.y).toBeCloseTo(once.y, 6);
    expect(Math.abs(faint.x - once.x)).toBeGreaterThan(0.1);
  });
});
