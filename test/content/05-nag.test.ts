import { describe, expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import { momentum, nesterovLookahead, trace, type Optimizer } from "../../src/optim/index.ts";
import { quadratic, random, tridiagonal } from "../../src/problems/index.ts";
import { testChapter } from "./testChapter.ts";

/** The figures that chapter 5 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  otherLook: "otherLook.map((row) => Object.values(row))",
  threeSteps: "threeSteps.map((row) => Object.values(row))",
  forms: "formTable.map(({ distance }) => distance)",
  overshoot: "[...overshootAt(0.1, 0.9), ...overshootAt(0.001, 0.9), ...overshootAt(1, 0.9)]",
  roots: "rootsNow.map(({ optimizer, re, im }) => [optimizer, re, im])",
  trail: "locusTrail.map(({ optimizer, re, im }) => [optimizer, re, im])",
  kappas: "kappaRuns.map((row) => Object.values(row))",
  torch: "torchSteps",
  pairs: "[25, 100, 1000].map((k) => [standard(k), tuned(k), ball(k)].flatMap(({ lr, beta }) => [lr, beta]))",
  radii:
    "[25, 100, 1000].map((k) => [standard, tuned].map((pair) => Math.max(...linspace(1, k, 400).map((lambda) => nagRadius(pair(k).lr, pair(k).beta, lambda)))))",
  nearBest:
    "[-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => Math.max(...linspace(1, 100, 200).map((lambda) => nagRadius(tuned(100).lr * (1 + i * 1e-3), tuned(100).beta + j * 1e-3, lambda)))))",
  directions: "byDirection",
  decays: "[stepsAt('Momentum', 0.99), stepsAt('NAG', 0.99)]",
  edges: "edges.map((row) => Object.values(row).slice(1))",
  edgeRates: "edges.map((row) => [0.999, 1.001].map((share) => (share * row['αL below']) / 25))",
  chain: "[[0, 100], [1, 100], [0, 500], [1, 500]].map(([run, t]) => gapAt(run, t))",
  chainAll: "[gapAt, (_, t) => floorAt(t)].flatMap((at) => [0, 1].map((run) => Array.from({ length: 1001 }, (_, t) => at(run, t))))",
  squared: "squared",
  digits: "[endOf(0, 'Momentum'), endOf(0, 'NAG'), endOf(1, 'Momentum'), endOf(1, 'NAG')]",
  otherSeeds:
    "[2, 3].map((seed) => [[0.9, 0.1], [0.98, 0.03]].flatMap(([beta, lr]) => [momentum, nesterov].map((make) => learn(make({ lr, beta }), seed)[25].loss)))",
  dialects: "dialectRuns.map((rows) => rows.map(({ x }) => x))",
};

const { chapter, text, got, numbers, rows, moved } = await testChapter("05-nag", asked);

/** The larger modulus of the roots of (7), by running the recursion itself for long: a slow model of the chapter's `nagRadius`. */
function slowRadius(alpha: number, beta: number, lambda: number): number {
  let [x, previous, log] = [1, 0.3, 0];
  for (let t = 0; t < 4000; t++) {
    [x, previous] = [(1 - alpha * lambda) * ((1 + beta) * x - beta * previous), x];
    const size = Math.hypot(x, previous);
    if (t >= 2000) log += Math.log(size);
    [x, previous] = [x / size, previous / size];
  }
  return Math.exp(log / 2000);
}

test("three steps on x²: .8, .46, .062 by momentum and .8, .496, .17792 by NAG, which looked at the point that it was coasting to", () => {
  const expected = [
    [1, 0.8, 0.8, 1],
    [2, 0.46, 0.496, 0.62],
    [3, 0.062, 0.17792, 0.2224],
  ];
  rows("threeSteps").forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(expected[i][j], 12)));
});

test("E1: the four forms agree over 100 steps to 1e-12, and θ of A and of D are different points", () => {
  const [ac, ad, bd, cd, differ] = numbers("forms");
  for (const distance of [ac, ad, bd, cd]) expect(distance).toBeLessThan(1e-12);
  expect(differ).toBeGreaterThan(1);
});

test("E2: 73, 155, 508 steps with the standard pair, 63, 133, 439 with the best, PyTorch's form one less", () => {
  expect(rows("kappas")).toEqual([
    [25, 173, 44, 73, 63],
    [100, 691, 93, 155, 133],
    [1000, 6908, 315, 508, 439],
  ]);
  expect(numbers("torch")).toEqual([72, 154, 507]);
});

describe("rates", () => {
  const kappas = [25, 100, 1000];

  test("the pairs are those of (8), (9) and chapter 4, in other words", () => {
    kappas.forEach((k, i) => {
      const [root, root3] = [Math.sqrt(k), Math.sqrt(3 * k + 1)];
      const expected = [
        1 / k,
        (root - 1) / (root + 1),
        4 / (3 * k + 1),
        (root3 - 2) / (root3 + 2),
        4 / (root + 1) ** 2,
        ((root - 1) / (root + 1)) ** 2,
      ];
      rows("pairs")[i].forEach((value, j) => expect(value).toBeCloseTo(expected[j], 12));
    });
  });

  test("the slowest direction shrinks by 1 − 1/√κ and by 1 − 2/√(3κ + 1), and no pair beside the best is better", () => {
    kappas.forEach((k, i) => {
      expect(rows("radii")[i][0]).toBeCloseTo(1 - 1 / Math.sqrt(k), 6);
      expect(rows("radii")[i][1]).toBeCloseTo(1 - 2 / Math.sqrt(3 * k + 1), 6);
    });
    const best = numbers("nearBest")[4];
    numbers("nearBest").forEach((rate, i) => i !== 4 && expect(rate).toBeGreaterThan(best));
  });

  test("the figure's factors are those of the recursion itself; momentum's are level, NAG is slower at gentle and quicker at steep ones", () => {
    const directions = got.directions as { lambda: number; optimizer: string; rate: number }[];
    const of = (name: string) => directions.filter(({ optimizer }) => optimizer === name);
    for (const { rate } of of("Momentum")) expect(rate).toBeCloseTo(9 / 11, 6);
    const [lr, beta] = rows("pairs")[1].slice(2);
    for (const { lambda, rate } of of("NAG").filter((_, i) => i % 10 === 5)) expect(slowRadius(lr, beta, lambda)).toBeCloseTo(rate, 2);
    for (const { lambda, rate } of of("NAG"))
      if (lambda < 10) expect(rate).toBeGreaterThan(9 / 11);
      else if (lambda > 15 && lambda < 95) expect(rate).toBeLessThan(9 / 11);
  });

  test("the roots of both methods lie on one circle around 1 of radius √(αλ), NAG's within |r| = √(1 − αλ)", () => {
    const trail = got.trail as [string, number, number][];
    const complex = trail.filter(([, , im]) => im !== 0);
    expect(complex.length).toBeGreaterThan(100);
    for (const [, re, im] of complex) expect(Math.hypot(re - 1, im)).toBeCloseTo(0.5, 9);
    for (const [name, re, im] of complex) expect(Math.hypot(re, im)).toBeLessThanOrEqual((name === "NAG" ? Math.sqrt(0.75) : 1) + 1e-9);
    const [ball, , nag] = got.roots as [string, number, number][];
    expect(Math.hypot(ball[1], ball[2])).toBeCloseTo(Math.sqrt(0.9), 9);
    expect(Math.hypot(nag[1], nag[2])).toBeCloseTo(Math.sqrt(0.9 * 0.75), 9);
  });
});

describe("E3", () => {
  test("αλ = .1, β = .9: momentum overshoots to −.604, NAG to −.355; the difference goes with αλ, and at αλ = 1 NAG arrives", () => {
    const [ball, nag, ballSmall, nagSmall, , nagLarge] = numbers("overshoot");
    expect(ball).toBeCloseTo(-0.604, 3);
    expect(nag).toBeCloseTo(-0.355, 3);
    expect(ballSmall - nagSmall).toBeCloseTo(0, 2);
    expect(nagLarge).toBe(0);
  });

  test("κ = 100, α = .01, β = .99: 2179 steps and 864", () => {
    expect(numbers("decays")).toEqual([2179, 864]);
  });

  test("(6): along an axis NAG is momentum with β(1 − αλ), step by step, past αλ = 1 too", () => {
    for (const [product, beta] of [
      [0.01, 0.99],
      [0.1, 0.9],
      [0.7, 0.5],
      [1.2, 0.9],
    ]) {
      const nag = trace(nesterovLookahead({ lr: product, beta }), quadratic([1]), [1], 100).theta;
      const b = beta * (1 - product);
      let [x, m] = [1, 0];
      for (let t = 1; t <= 100; t++) {
        m = b * m + x; // by hand: `momentum` refuses a negative β
        x -= product * m;
        expect(x).toBeCloseTo(nag[t], 9);
      }
    }
  });

  test("the noise floor of NAG is that of momentum with β(1 − αλ), below momentum's with β and above SGD's", () => {
    const measured = floorOf(nesterovLookahead({ lr: 0.1, beta: 0.9 }));
    const formula = (b: number) => (0.1 * (1 + b)) / ((1 - b) * (2 + 2 * b - 0.1));
    expect(measured / formula(0.81)).toBeGreaterThan(0.92);
    expect(measured / formula(0.81)).toBeLessThan(1.08);
    expect(floorOf(momentum({ lr: 0.1, beta: 0.9 })) / formula(0.9)).toBeGreaterThan(0.92);
    expect(formula(0.9)).toBeGreaterThan(1.5 * formula(0.81));
    expect(formula(0.81)).toBeGreaterThan(formula(0));
  });
});

/** Mean of x² after 400 steps on ½x² with noise of σ = 1 on the gradient: a run in each coordinate. */
function floorOf<S>(rule: Optimizer<S>, copies = 4000): number {
  const [state, { normals }] = [rule.init(copies), random(7)];
  const theta = new Float64Array(copies);
  const point = new Float64Array(copies);
  for (let t = 1; t <= 400; t++) {
    point.set(theta);
    rule.lookAhead?.(theta, state, point);
    rule.step(
      theta,
      normals(copies).map((xi, i) => point[i] + xi),
      state,
    );
  }
  return theta.reduce((sum, x) => sum + x * x, 0) / copies;
}

describe("E4, the chain of 200 springs", () => {
  test("the gap at t = 100 and 500: SGD .03728 and .01534, NAG .00801 and 2.08e-5", () => {
    const [sgd100, nag100, sgd500, nag500] = numbers("chain");
    expect(sgd100).toBeCloseTo(0.03728, 5);
    expect(nag100).toBeCloseTo(0.00801, 5);
    expect(sgd500).toBeCloseTo(0.01534, 5);
    expect(nag500).toBeCloseTo(2.08e-5, 7);
  });

  test("both stay below the bounds (11) and (12) and above (13), and (13) is what a chain of t links lacks", () => {
    const [sgd, nag, floor] = rows("chainAll");
    const squared = got.squared as number;
    for (let t = 1; t <= 1000; t++) {
      expect(sgd[t]).toBeLessThan((4 * squared) / (2 * t));
      expect(nag[t]).toBeLessThan((8 * squared) / (t + 1) ** 2);
      for (const gap of [sgd[t], nag[t]]) expect(gap).toBeGreaterThanOrEqual(floor[t] - 1e-12);
    }
    const lowest = (n: number) => tridiagonal(n).f(tridiagonal(n).minima[0].theta);
    expect(Math.max(...nag.slice(1, 101).map((gap, i) => gap / floor[i + 1]))).toBeLessThan(5);
    expect(sgd[500] / nag[500]).toBeGreaterThan(100);
    for (const t of [1, 10, 100, 199]) expect(floor[t]).toBeCloseTo(lowest(t) - lowest(200), 12);
    expect(floor[200]).toBe(0);
  });

  test("the fold's three sequences are form C with β = (t − 2)/(t + 1)", () => {
    const chain = tridiagonal(30);
    const run = trace(nesterovLookahead({ lr: 0.25, beta: (t) => Math.max(0, (t - 2) / (t + 1)) }), chain, chain.start, 60).theta;
    let [x, z] = [[...chain.start], [...chain.start]];
    for (let t = 1; t <= 60; t++) {
      const c = 2 / (t + 1);
      const y = x.map((xi, i) => (1 - c) * xi + c * z[i]);
      const g = chain.gradient(y);
      x = y.map((yi, i) => yi - g[i] / 4);
      z = z.map((zi, i) => zi - g[i] / (4 * c));
      x.forEach((xi, i) => expect(xi).toBeCloseTo(run[30 * t + i], 6));
    }
  });
});

test("the look-ahead without β is another method: slower at three of four β, quicker at 0.9", () => {
  expect(rows("otherLook")).toEqual([
    [0.7, 376, 380],
    [0.8, 206, 211],
    [0.9, 207, 173],
    [0.99, 864, 927],
  ]);
});

test("E5: β = .9, L = 25: converges at .054231 and diverges at .05434, momentum tolerates .1518, and a look-ahead without β less", () => {
  const [ball, nag, forgetful] = rows("edgeRates");
  expect(nag[0]).toBeCloseTo(0.054231, 6);
  expect(nag[1]).toBeCloseTo(0.05434, 6);
  expect(ball[0]).toBeCloseTo(0.1518, 4);
  expect(forgetful[1]).toBeLessThan(nag[0]);
  for (const [, below, above] of rows("edges")) {
    expect(below).toBeLessThan(1e-5);
    expect(above).toBeGreaterThan(1e4);
  }
  const limits = rows("edges").map(([limit]) => limit);
  expect(limits).toEqual([3.8, 3.8 / 2.8, 3.8 / 3]);
  expect(text).toContain("NAG tolerates $\\alpha L = 1.357$, a third of what momentum does");
  expect(limits[1]).toBeCloseTo(1.357, 3);
  expect(limits[0] / limits[1]).toBeCloseTo(2.8, 12);
});

test("on the digits the two are close at β = 0.9, where the seed decides; at 0.98 NAG ends lower with each of three seeds", () => {
  const seeds = [numbers("digits"), ...rows("otherSeeds")];
  for (const [momentum, nag, momentumLarge, nagLarge] of seeds) {
    expect(Math.abs(Math.log(nag / momentum))).toBeLessThan(Math.log(1.6));
    expect(nagLarge).toBeLessThan(0.6 * momentumLarge);
  }
  expect(new Set(seeds.map(([momentum, nag]) => nag < momentum)).size).toBe(2);
});

test("libraries: PyTorch, optax and TF.js walk one path; Keras parts from it at the drop and goes further; the paper's is another", () => {
  const [paper, torch, keras, optax, tfjs] = rows("dialects");
  for (const same of [optax, tfjs]) same.forEach((x, i) => expect(x).toBeCloseTo(torch[i], 14));
  keras.slice(0, 13).forEach((x, i) => expect(x).toBeCloseTo(torch[i], 12));
  expect(Math.min(...keras)).toBeLessThan(Math.min(...torch) - 0.1);
  expect(paper[1]).toBeCloseTo(0.95, 12);
  expect(torch[1]).toBeCloseTo(1 - 0.05 * 1.9, 12);
});

describe("widgets", () => {
  type Place = { x: number; y: number };

  test("momentum's arrow and NAG's start at the ring; NAG's ends where its next step ends, momentum's where the ball would", async () => {
    const { values } = await moved({ "look-ahead": { "Steps made": 7 } });
    const [arrows, now, looking] = ["arrows", "now", "looking"].map((name) => values.get(name)) as [Place[], Place, Place[]];
    expect(looking).toHaveLength(8);
    const run = trace(nesterovLookahead({ lr: 0.08, beta: 0.9 }), quadratic([1, 6]), [6, -3], 8).rows();
    expect([now.x, now.y]).toEqual([run[7].x, run[7].y]);
    expect([arrows[1].x, arrows[1].y]).toEqual([expect.closeTo(run[8].x, 12), expect.closeTo(run[8].y, 12)]);
    const ball = (axis: "x" | "y", lambda: number) => now[axis] + 0.9 * (now[axis] - run[6][axis]) - 0.08 * lambda * now[axis];
    expect([arrows[0].x, arrows[0].y]).toEqual([expect.closeTo(ball("x", 1), 12), expect.closeTo(ball("y", 6), 12)]);
  });

  test("at the first figure's opening the gradient here throws the step across the floor, the one ahead does not", async () => {
    const { values } = await moved({ "look-ahead": {} });
    const [ball, nag] = values.get("arrows") as Place[];
    expect(ball.y).toBeGreaterThan(0.4);
    expect(nag.y).toBeLessThan(0);
  });

  test("moving an input re-runs its own figure and nothing else", () => {
    const { nodes } = buildGraph(chapter.cells);
    const dependents = (id: string) => [...nodes.values()].filter(({ dependsOn }) => dependsOn.has(id)).map(({ cell }) => cell.id);
    for (const id of ["look-ahead", "race", "plane", "libraries-plot"]) expect(dependents(id), id).toEqual([]);
    expect(dependents("libraries")).toEqual(["libraries-plot"]);
    expect(dependents("larger-rate-guess")).toEqual(["larger-rate-verdict"]);
  });

  test("the race shows its overshoots for any αλ and β, momentum's never the smaller", async () => {
    for (const [product, beta] of [
      [0.1, 0.9],
      [0.5, 0.95],
      [0.02, 0.5],
    ]) {
      const { values, shown } = await moved({ race: { "Product αλ": product, "Decay β": beta } });
      const [ball, nag] = values.get("overshoots") as number[];
      expect(ball).toBeLessThanOrEqual(nag);
      expect(shown("race").find(({ kind }) => kind === "tex")).toMatchObject({ tex: expect.stringContaining(nag.toFixed(3)) });
    }
  });

  test("the locus shows a spectral radius above 1 past the limit (10), and momentum's still below", async () => {
    const { shown } = await moved({ locus: { "Product αλ": 1.3, "Decay β": 1 } });
    expect(shown("locus").find(({ kind }) => kind === "tex")).toMatchObject({ tex: expect.stringMatching(/1\.0000.*0\.9/s) });
    const { values } = await moved({ locus: { "Product αλ": 1.3, "Decay β": 0.9 } });
    const largest = values.get("largestRoot") as (name: string) => number;
    expect(largest("NAG")).toBeCloseTo(slowRadius(1.3, 0.9, 1), 2);
  });

  test("without the drop Keras walks PyTorch's path", async () => {
    const { values } = await moved({ libraries: { "α drops to a tenth after step 12": false }, "libraries-plot": {} });
    const runs = values.get("dialectRuns") as { x: number }[][];
    runs[2].forEach(({ x }, i) => expect(x).toBeCloseTo(runs[1][i].x, 12));
  });

  test("each library has its line and its curve", async () => {
    for (const [library, line] of [
      ["Paper", "sqrt{4a^2"],
      ["PyTorch", "(g + \\beta m)"],
      ["Keras", "\\beta u - \\alpha g"],
      ["optax", "(g + \\beta m)"],
      ["TF.js", "(g + \\beta m)"],
    ]) {
      const { shown } = await moved({ "libraries-plot": { Library: library } });
      expect(shown("libraries-plot").find(({ kind }) => kind === "tex")).toMatchObject({ tex: expect.stringContaining(line) });
    }
  });

  test("the prediction waits for the reader, then shows 1.357 beside the guess", async () => {
    expect((await moved({ "larger-rate-guess": {} })).shown("larger-rate-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "larger-rate-guess": { "Largest αL of NAG": 4 } });
    expect(shown("larger-rate-guess").find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        ["your prediction", 4],
        ["SGD", 2],
        ["Momentum, β = 0.9", 3.8],
        ["NAG, β = 0.9", 1.357],
      ],
    });
  });
});
