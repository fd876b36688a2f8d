import { describe, expect, test } from "vitest";
import { modules } from "../../src/sandbox/modules.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 9 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  decay: "decayRows.map((row) => Object.values(row))",
  otherSeeds: "[1, 2, 3].map((seed) => [0.01, 1, 100].map((sd) => ['Adam + L2', 'AdamW', 'no decay'].map((name) => underNoise(rules[name], sd, seed)[50])))",
  spoken: "Object.keys(dialects).map((library) => spoken.filter((row) => row.library === library).map(({ mean }) => mean))",
  cycle: "cycle.map((row) => row['θ moves by'])",
  drift: "drift",
  slope: "slopes.reduce((sum, g) => sum + g, 0) / slopes.length",
  outcomes: "outcomes.map(({ θ }) => θ)",
  rarer: "rarerEnds.map(({ θ }) => θ)",
  burst: "[600, 1500, 3000].map((t) => [adamBurst[t], amsgradBurst[t]])",
  firstThree: "firstThree.map(({ first, second, third }) => [first, second, third])",
  turns: "[adam({ lr: 1 }), nadam({ lr: 1 })].map((rule) => fed(rule, Array.from({ length: 100 }, (_, t) => (t < 50 ? 1 : -1))).delta.findIndex((step) => step < 0))",
  worst: "worstSteps.map(({ Adam, Adamax }) => [Adam, Adamax])",
  adamaxBound: "[1, 2, 3].map((seed) => Math.max(...fed(adamax({ lr: 1, eps: 0 }), [...random(seed).normals(3000).map((x) => x ** 9)]).delta.subarray(1).map(Math.abs)))",
  outlier: "['adam', 'adamax'].map((name) => fed({ adam, adamax }[name]({ lr: 1 }), Array.from({ length: 800 }, (_, t) => (t === 50 ? 10 : 1))).delta[600])",
  few: "few.map((row) => Object.values(row))",
  factor: "[1, 2, 3, 4, 5, 10, 100, 1000].map((t) => factor[t])",
  crossing: "warmTimes.filter((t) => factor[t] < Math.min(1, t / 2000))[0]",
  loudStart: "[adam, radam].map((make) => fed(make({ lr: 1 }), [1000, 1000, 1000, 1000, 1000]).delta[4])",
  hover: "hover.map((row) => Object.values(row))",
  ends: "[lowest, highest, mapped(0.001)]",
  singular: "[before, singularValues((() => { const Y = momentumMatrix.map((x) => x / size); newtonSchulz(Y, 12, 8, 5); return Y; })()), before.map((s) => afterRounds(s, 5))]",
  frobenius: "[before.reduce((sum, s) => sum + s * s, 0), before[0] / before.at(-1)]",
  blindness: "blindness.map((row) => row['apart by'])",
};

const { text, got, numbers, rows, moved } = await testChapter("09-beyond-adam", asked);

describe("AdamW", () => {
  test("E1: under noise of .01, 1, 100 Adam + L2 ends near 0, .606, .996, AdamW at .6065 throughout, without decay at 1, for four seeds", () => {
    const runs = [rows("decay").map((row) => row.slice(1)), ...(got.otherSeeds as number[][][])];
    expect(runs).toHaveLength(4);
    for (const run of runs) run.forEach(([l2, decoupled, none], i) => {
      if (i === 0) expect(Math.abs(l2)).toBeLessThan(0.01);
      else near(l2, [0, 0.606, 0.996][i], 2);
      near(decoupled, (1 - 1e-4) ** 5000, 2);
      near(none, 1, 2);
    });
    expect((1 - 1e-4) ** 5000).toBeCloseTo(0.6065, 4);
  });

  test("of five libraries' weight decays four are one, with the paper's λ in its own unit; PyTorch's Adam is L2", () => {
    const [l2, ...others] = rows("spoken");
    for (const curve of others) curve.forEach((mean, i) => expect(mean).toBeCloseTo(others[0][i], 6));
    expect(l2.at(-1)! - others[0].at(-1)!).toBeGreaterThan(0.3);
  });
});

describe("Reddi's board", () => {
  test("Adam's cycle is −1.047, +.762, +.966 α, which is +.68 against a mean slope of 1/3", () => {
    expect(numbers("cycle").map((step) => Number(step.toFixed(3)))).toEqual([-1.047, 0.762, 0.966]);
    expect(got.drift).toBeCloseTo(0.68, 2);
    expect(got.slope).toBeCloseTo(1 / 3, 12);
    // A slow model: v of the cycle's fixed point, v₁ = β(β(βv₁ + (1 − β)) + (1 − β)) + 9(1 − β).
    const beta = 0.1, v1 = (0.9 * (9 + beta + beta ** 2)) / (1 - beta ** 3), v2 = beta * v1 + 0.9, v3 = beta * v2 + 0.9;
    numbers("cycle").forEach((step, i) => expect(step).toBeCloseTo([-3 / Math.sqrt(v1), 1 / Math.sqrt(v2), 1 / Math.sqrt(v3)][i], 9));
  });

  test("Adam ends at +1, AMSGrad at −.9996, SGD at −.999, Adam .9/.999 at −1.0", () => {
    const [adam, amsgrad, sgd, usual] = numbers("outcomes");
    expect([adam, amsgrad, sgd, usual]).toEqual([expect.closeTo(1, 3), expect.closeTo(-0.9996, 4), expect.closeTo(-0.999, 3), expect.closeTo(-1, 3)]);
  });

  test("E3: 1010 once in 101 rounds: Adam +.994, AMSGrad −1.000", () => {
    expect(numbers("rarer")).toEqual([expect.closeTo(0.994, 3), expect.closeTo(-1, 3)]);
  });

  test("after a burst Adam recovers, AMSGrad does not", () => {
    const [soon, later, last] = rows("burst");
    expect(soon[0]).toBeLessThan(0.05);
    expect(later[0]).toBeGreaterThan(0.5);
    expect(last[0]).toBeCloseTo(1, 2);
    for (const [, amsgrad] of [soon, later, last]) expect(amsgrad).toBeCloseTo(0.01, 3);
  });
});

describe("Nadam and Adamax", () => {
  test("on a slope of 1 Nadam steps 1.474, 1.157, 1.078 α; Adam, Adamax and Lion 1, 1, 1", () => {
    const [adam, nadam, adamax, lion] = rows("firstThree").map((steps) => steps.map((step) => Number(step.toFixed(3))));
    expect(nadam).toEqual([1.474, 1.157, 1.078]);
    for (const steps of [adam, adamax, lion]) expect(steps).toEqual([1, 1, 1]);
    expect(0.09 / 0.19 + 1).toBeCloseTo(1.474, 3);
  });

  test("Nadam turns before Adam", () => {
    const [adam, nadam] = numbers("turns");
    expect(nadam).toBeLessThan(adam);
    expect(adam).toBeLessThan(65);
  });

  test("Adamax stays below 1.0091 α where Adam reaches 3.15 and 7.09, and one outlier shortens its steps for long", () => {
    const [silence, growing, falling] = rows("worst");
    expect([silence[0], growing[0]]).toEqual([expect.closeTo(3.152, 3), expect.closeTo(7.087, 3)]);
    for (const [, adamax] of [silence, growing, falling]) expect(adamax).toBeLessThanOrEqual(0.1 / (1 - 0.9 / 0.999) + 1e-12);
    expect(falling[1]).toBeGreaterThan(1.008);
    for (const longest of numbers("adamaxBound")) expect(longest).toBeLessThanOrEqual(0.1 / (1 - 0.9 / 0.999) + 1e-12);
    const [adam, adamax] = numbers("outlier");
    expect(adam).toBeGreaterThan(0.85);
    expect(adamax).toBeLessThan(0.25);
  });
});

describe("RAdam", () => {
  test("r is .0173, .049, .215, .645 at t = 5, 10, 100, 1000, after four steps of α m̂", () => {
    const factor = numbers("factor");
    expect(factor.slice(0, 4)).toEqual([1, 1, 1, 1].map((x) => expect.closeTo(x, 9)));
    expect(factor.slice(4)).toEqual([expect.closeTo(0.0173, 4), expect.closeTo(0.049, 3), expect.closeTo(0.215, 3), expect.closeTo(0.645, 3)]);
    const [adam, radam] = numbers("loudStart");
    expect([adam, radam]).toEqual([expect.closeTo(1, 6), expect.closeTo(1000, 6)]);
  });

  test("1/√v̂ of few gradients has a long tail: at t = 1 the quantiles of 1/|g|", () => {
    const [first, ...others] = rows("few");
    near(first[1], 1 / 0.6745, 8); // the normal's quartile
    near(first[2], 1 / 0.0627, 20);
    for (const [i, row] of others.entries()) expect(row[3]).toBeLessThan([first, ...others][i][3]);
    near(others.at(-1)![1], 1, 3);
  });

  test("a straight warm-up over 2,000 steps crosses it once", () => {
    expect(got.crossing).toBeGreaterThan(1000);
    expect(got.crossing).toBeLessThan(2000);
  });
});

test("Lion hovers at α, RMSProp at α/2; both step by α for ever, Adam and momentum are at rest", () => {
  const [momentum, rmsprop, adam, lion] = rows("hover");
  expect([rmsprop[1], rmsprop[2], lion[1], lion[2]]).toEqual([0.005, 0.01, 0.01, 0.01].map((x) => expect.closeTo(x, 5)));
  for (const [, place] of [momentum, adam]) expect(place).toBeLessThan(1e-12);
});

describe("Muon", () => {
  test("five rounds map [.01, 1] to [.682, 1.134], and .001 to .47", () => {
    const [low, high, faint] = numbers("ends");
    expect([low, high, faint]).toEqual([expect.closeTo(0.682, 3), expect.closeTo(1.134, 3), expect.closeTo(0.47, 2)]);
  });

  test("the matrix rounds do to each singular value what the polynomial does", () => {
    const [before, after, expected] = rows("singular");
    expect(before).toHaveLength(8);
    after.toSorted((a, b) => a - b).forEach((s, i) => expect(s).toBeCloseTo(expected.toSorted((a, b) => a - b)[i], 6));
    const [squares, spread] = numbers("frobenius");
    expect(squares).toBeCloseTo(1, 9);
    expect(spread).toBeGreaterThan(100);
  });

  test("SGD and Muon turn with the axes, Adam does not", () => {
    const [sgd, adam, muon] = numbers("blindness");
    expect(sgd).toBeLessThan(1e-12);
    expect(muon).toBeLessThan(1e-10);
    expect(adam).toBeGreaterThan(0.1);
  });
});

describe("widgets", () => {
  test("the ball: Adam rolls to +1 with β₂ = 0.1 and to −1 with 0.9 and 0.999; SGD and AMSGrad always to −1", async () => {
    const ends = async (beta2: number) => {
      const balls = (await moved({ ball: { "Decay β₂ of Adam and AMSGrad": beta2 } })).values.get("balls") as { i: number; optimizer: string; x: number }[];
      return ["SGD", "Adam", "AMSGrad"].map((name) => balls.findLast(({ optimizer }) => optimizer === name)!.x);
    };
    expect(await ends(0.1)).toEqual([-1, 1, -1].map((x) => expect.closeTo(x, 1)));
    expect(await ends(0.9)).toEqual([-1, -1, -1].map((x) => expect.closeTo(x, 1)));
    expect((await ends(0.999))[1]).toBeLessThan(-0.9);
  });

  test("the race: gradients of 100 leave L2 no decay, gradients of 0.01 leave nothing else; AdamW does not notice", async () => {
    const at = async (size: number) => {
      const race = (await moved({ "decay-race": { "Size of the gradients": size } })).values.get("race") as { rule: string; mean: number }[];
      return ["Adam + L2", "AdamW"].map((name) => race.findLast(({ rule }) => rule === name)!.mean);
    };
    const [loud, faint] = [await at(100), await at(0.01)];
    expect(loud[0]).toBeGreaterThan(0.98);
    expect(faint[0]).toBeLessThan(0.01);
    expect(loud[1]).toBeCloseTo(faint[1], 6);
  });

  test("the prediction waits; then β₂ = 0.1 ends at +1, from 0.9 on at −1", async () => {
    expect((await moved({ "long-memory-guess": {} })).shown("long-memory-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { values } = await moved({ "long-memory-guess": { "Adam with β₂ = 0.999 ends at": "+1, the worst" } });
    const ends = (values.get("ends") as Record<string, number>[]).map((row) => row["ends at"]);
    expect(ends[0]).toBeCloseTo(1, 2);
    for (const end of ends.slice(2)) expect(end).toBeCloseTo(-1, 2);
  });

  test("each round of the player sends the singular values on, and five bring all but the smallest to about 1", async () => {
    const after = async (rounds: number) => (await moved({ "singular-plot": { rounds } })).values.get("after") as number[];
    expect(Math.min(...(await after(0)))).toBeLessThan(0.01);
    const five = await after(5);
    expect(Math.min(...five)).toBeGreaterThan(0.5);
    expect(Math.max(...five)).toBeLessThan(1.25);
  });

  test("every method and every series of the strip can be chosen, every optimizer stepped through", async () => {
    for (const name of ["AMSGrad", "Nadam", "Adamax", "RAdam", "Lion"]) {
      const strip = (await moved({ strip: { Method: name, Gradients: "always 1" } })).values.get("strip") as { t: number; step: number; optimizer: string }[];
      expect(strip.filter(({ optimizer }) => optimizer === name).every(({ step }) => step > 0 && step <= 1.48)).toBe(true);
    }
  });

  test("the text's numbers of libraries are their defaults", () => {
    expect(text).toContain("0.01 (PyTorch), 0.004 (Keras) and 0.0001 (optax)");
    const decayOf = (library: string, lr: string) => (modules[library] as Record<string, (options: object) => { init(n: number): unknown; step(theta: Float64Array, g: Float64Array, state: unknown): void }>).adamw({ [lr]: 0.1 });
    const shrink = (library: string, lr: string) => {
      const rule = decayOf(library, lr), theta = Float64Array.of(1);
      rule.step(theta, Float64Array.of(0), rule.init(1));
      return (1 - theta[0]) / 0.1;
    };
    expect([shrink("optim/pytorch", "lr"), shrink("optim/keras", "learningRate"), shrink("optim/optax", "learningRate")]).toEqual([expect.closeTo(0.01, 9), expect.closeTo(0.004, 9), expect.closeTo(1e-4, 9)]);
  });
});
