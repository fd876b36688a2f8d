import { describe, expect, test } from "vitest";
import { buildGraph } from "../../src/notebook/index.ts";
import { momentum, trace } from "../../src/optim/index.ts";
import { lessard, quadratic, tiltedDoubleWell } from "../../src/problems/index.ts";
import { modules } from "../../src/sandbox/modules.ts";
import { near, testChapter } from "./testChapter.ts";

/** The figures that chapter 4 must reproduce, asked of its own cells: name → expression over their names. */
const asked = {
  terminal: "[steady.at(-1), steady[0], steady[9], steady[43], Math.abs(alternating.at(-1))]",
  swings: "swings.map((row) => Object.values(row))",
  edge: "edge.map((row) => Object.values(row))",
  best: "[hundred.lr, hundred.beta, ...roots.map((row) => row['|r|, best pair'])]",
  rootsBySolver: "roots.map((row) => radius(hundred.lr, hundred.beta + 1e-9, row.λ))",
  sgdRoots: "roots.map((row) => row['|1 − αλ|, best SGD'])",
  kappas: "kappaRuns.map((row) => Object.values(row))",
  digit: "[stepsPerDigit(1 / 9, 4 / 9), stepsPerDigit(2 / 26, 0), stepsPerDigit(0.16, 0.5)]",
  plotted: "[0, 0.5, 0.7, 0.8, 0.81, 0.9, 0.95, 0.99].map(stepsAt)",
  fewest: "[fewest.decay, fewest.steps]",
  floors: "floors.map((row) => [row['(11)'], row.measured])",
  drop: "[sumSteps, velocitySteps, averageSteps].map((steps) => [...steps.slice(999, 1003)])",
  extra: "velocitySteps.slice(1000).reduce((sum, step, i) => sum + step - sumSteps[1000 + i], 0)",
  forms: "formTable.map((row) => Object.values(row).slice(1))",
  escapes: "escapes.map((row) => Object.values(row))",
  luck: "luck.map(({ decay, end }) => [decay, end])",
  others: "others.map((row) => row['ends at'])",
  cycle: "ball.slice(-3).map(({ x }) => x)",
  cycleBefore: "ball.slice(-6, -3).map(({ x }) => x)",
  reached: "[ball, gentler, descent, ahead].map(stays)",
  moments: "afterSteps.map((row) => Object.values(row))",
  mails: "mailRuns.map((run) => run.map(({ loss }) => loss))",
  digits: "digitRuns.map((run) => run.at(-1).loss)",
  bands: "firstOfBand.map(({ decay, crossings, end }) => [decay, crossings, end])",
};

const { chapter, text, got, numbers, rows, moved } = await testChapter("04-momentum", asked);

/** The larger modulus of the roots of r² − (1 + β − αλ)r + β, by powers of the matrix R: a slow model of the chapter's `radius`. */
function slowRadius(alpha: number, beta: number, lambda: number): number {
  let [a, b, c, d] = [beta, lambda, -alpha * beta, 1 - alpha * lambda];
  let log = 0;
  for (let squarings = 0; squarings < 40; squarings++) {
    const size = Math.max(Math.abs(a), Math.abs(b), Math.abs(c), Math.abs(d));
    log += Math.log(size) / 2 ** squarings;
    [a, b, c, d] = [a / size, b / size, c / size, d / size];
    [a, b, c, d] = [a * a + b * c, a * b + b * d, c * a + d * c, c * b + d * d];
  }
  return Math.exp(log);
}

test("a steady gradient grows tenfold, 1 − βᵗ of it by step t; an alternating one is damped to 1/1.9", () => {
  const [end, first, tenth, at44, alternating] = numbers("terminal");
  expect([first, tenth, at44]).toEqual([1, 1 - 0.9 ** 10, 1 - 0.9 ** 44].map((share, i) => expect.closeTo(i ? 10 * share : 1, 9)));
  expect(end).toBeCloseTo(10, 6);
  expect(alternating).toBeCloseTo(1 / 1.9, 6);
});

test("after t steps the sum's weights add up to (1 − βᵗ)/(1 − β); the sum is level with the corrected average at first, the plain average is not", () => {
  for (const [t, sum, average, corrected] of rows("moments")) {
    expect(sum).toBeCloseTo((1 - 0.9 ** t) / (1 - 0.9), 9);
    expect(average).toBeCloseTo(1 - 0.9 ** t, 9);
    expect(corrected).toBeCloseTo(1, 9);
  }
  expect(rows("moments")[0].map((x) => Number(x.toFixed(9)))).toEqual([1, 1, 0.1, 1]);
});

test("E1: steps for κ = 10 to 10⁴, and the best pair of κ = 100 with |r| = 9/11 in every direction", () => {
  expect(rows("kappas")).toEqual([
    [10, 69, 27],
    [25, 173, 44],
    [100, 691, 93],
    [1000, 6908, 315],
    [10_000, 69078, 1056],
  ]);
  const [lr, beta, ...roots] = numbers("best");
  expect([lr, beta]).toEqual([expect.closeTo(0.033058, 6), expect.closeTo(0.669421, 6)]);
  for (const r of [...roots, ...numbers("rootsBySolver")]) expect(r).toBeCloseTo(0.818182, 6);
  [1, 3, 10, 30, 100].forEach((lambda, i) => {
    near(slowRadius(lr, beta + 1e-9, lambda), 9 / 11, 0.01);
    expect(numbers("sgdRoots")[i]).toBeCloseTo(Math.abs(1 - (2 * lambda) / 101), 12);
  });
  expect(Math.log(1e6) / Math.log(11 / 9)).toBeCloseTo(68.8, 1);
});

test("the map: 5.7 steps a digit at the best pair, a fifth of SGD's best; none beyond the line", () => {
  const [best, sgd, beyond] = numbers("digit");
  expect(best).toBeCloseTo(-1 / Math.log10(2 / 3), 3);
  near(sgd / best, 5, 2);
  expect(beyond).toBeNaN();
});

test("E2: κ = 100, α = 0.01: the counts by β, smallest a hair past the critical 0.81", () => {
  expect(numbers("plotted")).toEqual([1341, 654, 365, 187, 155, 258, 495, 2179]);
  const [decay, steps] = numbers("fewest");
  expect(decay).toBe(0.82); // a hair past critical, as the text says
  expect(steps).toBeLessThan(155);
  expect(text).toContain("takes 258 steps");
});

test("E3: λ = 1, α = 0.01: how far it overshoots, and no word of how long 0.99 takes before the prediction", () => {
  const expected = [
    [0.5, 0],
    [0.7, 0],
    [0.81, 0],
    [0.9, -0.153],
    [0.95, -0.44],
  ];
  expect(rows("swings").map(([decay]) => decay)).toEqual(expected.map(([decay]) => decay));
  rows("swings").forEach(([, overshoot], i) => expect(overshoot).toBeCloseTo(expected[i][1], 3));
});

test("E4: at β = 0.9 and κ = 25 it converges a thousandth below 2(1 + β)/L, and diverges a thousandth above", () => {
  const [below, above] = rows("edge");
  expect([below[0], above[0]]).toEqual([0.151848, 0.152152]);
  expect([below[1], above[1]]).toEqual([expect.closeTo(0.999, 5), expect.closeTo(1.001, 5)]);
  expect(below[2]).toBeLessThan(1);
  expect(above[2]).toBeGreaterThan(1);
  expect(below[3]).toBeLessThan(1e-6);
  expect(above[3]).toBeGreaterThan(1e6);
  expect((1 + Math.sqrt(0.9)) ** 2).toBeCloseTo(3.7974, 4);
  expect(below[2]).toBeCloseTo(Math.sqrt(0.9), 9); // still complex
  for (const [alpha, , radius] of rows("edge")) near(slowRadius(alpha, 0.9, 25), radius, 0.001);
});

describe("E5: saddle and barrier", () => {
  test("momentum leaves the saddle in 36 steps, SGD in 76, and neither from the ridge", () => {
    const escapes = got.escapes as (number | string)[][];
    expect(escapes.map(([beta, , near]) => [beta, near]).filter(([beta]) => beta === 0 || beta === 0.9)).toEqual([
      [0, 76],
      [0.9, 36],
    ]);
    for (const [, , , ridge] of escapes) expect(ridge).toBe("never");
    expect([escapes[0][1], escapes[2][1]]).toEqual([expect.closeTo(1.2, 12), expect.closeTo(1.5, 12)]);
  });

  test("the ball crosses for β from 0.895 to 0.965 and from 0.98 to 0.99, and ends in a minimum each time", () => {
    for (const [beta, end] of rows("luck")) {
      const crosses = (beta >= 0.895 && beta <= 0.965) || beta >= 0.98;
      expect(end, `β = ${beta}`).toBeCloseTo(crosses ? -1.0467 : 0.9456, 4);
    }
    expect(rows("luck").at(-1)?.[0]).toBe(0.99);
    const { gradient } = tiltedDoubleWell;
    for (const [below, above] of [
      [0.9455, 0.9465],
      [-1.0475, -1.0465],
      [0.1005, 0.1015],
    ])
      expect(gradient([below])[0] * gradient([above])[0], "the text's places are flat").toBeLessThan(0);
  });

  test("it ends in the lower minimum exactly where it has crossed the hill an odd number of times, 0 to 5 of them", () => {
    expect(rows("bands").map(([beta, crossings]) => [beta, crossings])).toEqual([
      [0.8, 0],
      [0.895, 1],
      [0.97, 2],
      [0.98, 3],
      [0.99, 5],
    ]);
    for (const [, crossings, end] of rows("bands")) expect(end < 0).toBe(crossings % 2 === 1);
    const endAt = (beta: number) => trace(momentum({ lr: 0.01, beta }), tiltedDoubleWell, [2], 6000).theta.at(-1)!;
    // the wide band of the notes
    expect([0.892, 0.893, 0.967, 0.968].map((beta) => endAt(beta) < 0)).toEqual([false, true, true, false]);
  });

  test("NAG 0.9 stays and 0.95 crosses; Adam 0.01 and 0.1 stay and 0.3 crosses", () => {
    expect(numbers("others").map((end) => end < 0)).toEqual([false, true, false, false, true]);
  });
});

describe("E6: forms and floors", () => {
  test("after the drop PyTorch's form steps 0.1 at once, Keras's 0.91, 0.829, 0.7561 and 8.1 further in all", () => {
    const [sum, velocity, average] = rows("drop");
    [1, 0.1, 0.1, 0.1].forEach((step, i) => {
      expect(sum[i]).toBeCloseTo(step, 9);
      expect(average[i]).toBeCloseTo(step, 9);
    });
    [1, 0.91, 0.829, 0.7561].forEach((step, i) => expect(velocity[i]).toBeCloseTo(step, 9));
    near(got.extra as number, 8.1 * (1 - 0.9 ** 60), 0.001);
    expect((0.09 * 0.9) / (1 - 0.9) ** 2).toBeCloseTo(8.1, 12);
  });

  test("the forms agree to rounding at constant α; a copied α is off, and Keras parts at a drop", () => {
    const [keras, average, copied] = rows("forms");
    expect(keras[0]).toBeLessThan(1e-12);
    expect(average[0]).toBeLessThan(1e-12);
    expect(average[1]).toBeLessThan(1e-12);
    for (const distance of [keras[1], ...copied]) expect(distance).toBeGreaterThan(1);
  });

  test("the noise floors 0.0526, 0.0501 and 0.5135, by (11) and in the simulation", () => {
    rows("floors").forEach(([formula, measured], i) => {
      expect(formula).toBeCloseTo([0.0526, 0.0501, 0.5135][i], 4);
      near(measured, formula, 8);
    });
  });
});

test("PyTorch, optax and TensorFlow.js walk the sum's path, Keras the velocity's; PyTorch's dampening makes an average that starts with all of g", () => {
  type Rule = { init(n: number): unknown; step(theta: Float64Array, g: Float64Array, state: unknown): void };
  const path = (library: string, name: string, options: object) => {
    const rule = (modules[library] as Record<string, (options: object) => Rule>)[name](options);
    const [theta, state] = [Float64Array.of(1), rule.init(1)];
    return Array.from(
      { length: 20 },
      () => (
        rule.step(
          theta,
          theta.map((x) => 2 * x),
          state,
        ),
        theta[0]
      ),
    );
  };
  const drop = (t: number) => (t <= 10 ? 0.1 : 0.01);
  const sum = path("optim", "momentum", { lr: drop, beta: 0.9 });
  const learningRate = { learningRate: drop, momentum: 0.9 };
  for (const same of [
    path("optim/pytorch", "sgd", { lr: drop, momentum: 0.9 }),
    path("optim/optax", "sgd", learningRate),
    path("optim/tfjs", "momentum", learningRate),
  ]) {
    same.forEach((x, i) => expect(x).toBeCloseTo(sum[i], 14));
  }
  const velocity = path("optim", "sutskeverMomentum", { lr: drop, beta: 0.9 });
  path("optim/keras", "sgd", learningRate).forEach((x, i) => expect(x).toBeCloseTo(velocity[i], 14));
  expect(Math.abs(velocity[12] - sum[12])).toBeGreaterThan(0.01);
  const damped = path("optim/pytorch", "sgd", { lr: 0.1, momentum: 0.9, dampening: 0.9 });
  expect(damped.slice(0, 2)).toEqual([expect.closeTo(0.8, 12), expect.closeTo(0.8 - 0.1 * (0.9 * 2 + 0.1 * 1.6), 12)]);
});

test("E7: on Lessard's function momentum goes round three places; with α = 1/25 it stays within 1e-6 from step 37; SGD arrives in 174 steps, NAG in 52", () => {
  const sorted = (name: "cycle" | "cycleBefore") => numbers(name).toSorted((a, b) => a - b);
  sorted("cycle").forEach((x, i) => expect(x).toBeCloseTo([-1.80245, 0.64653, 2.11592][i], 5));
  sorted("cycle").forEach((x, i) => expect(x).toBeCloseTo(sorted("cycleBefore")[i], 9));
  expect(numbers("reached")).toEqual([401, 37, 174, 52]);
  // the curvature is 25 at all three places, by differences of the slope; the chord to the minimum is not
  const slope = (x: number) => lessard.gradient([x])[0];
  for (const x of numbers("cycle")) {
    expect((slope(x + 1e-4) - slope(x - 1e-4)) / 2e-4).toBeCloseTo(25, 6);
    const beyond = x > 2;
    expect(slope(x) / x).toBeCloseTo(beyond ? 13.6574 : 25, 4);
    if (beyond) expect(slope(x) / x).toBeCloseTo((25 * x - 24) / x, 12);
  }
});

describe("real data", () => {
  test("on all mails momentum swings at first and ends well below SGD, at the same rate and at three times it", () => {
    const [sgd, faster, momentum] = got.mails as number[][];
    expect(momentum[5]).toBeGreaterThan(sgd[5]);
    expect(momentum.at(-1)).toBeLessThan(sgd.at(-1)! / 8);
    expect(momentum.at(-1)).toBeLessThan(faster.at(-1)! / 5);
  });

  test("with β = 0.99 it ends between the two runs of SGD, and is above the slower one for most of the run", async () => {
    const cells = chapter.cells.map((cell) =>
      cell.id === "real-data-runs" ? { ...cell, source: cell.source.replace("lr: 10, beta: 0.9", "lr: 10, beta: 0.99") } : cell,
    );
    const { values } = await moved({}, { cells, targets: ["real-data-runs"] });
    const [sgd, faster, momentum] = (values.get("mailRuns") as { loss: number }[][]).map((run) => run.map(({ loss }) => loss));
    expect(momentum.at(-1)).toBeLessThan(sgd.at(-1)!);
    expect(momentum.at(-1)).toBeGreaterThan(faster.at(-1)!);
    expect(momentum.filter((loss, i) => loss > sgd[i]).length).toBeGreaterThan(momentum.length / 2);
  });

  test("on batches of digits momentum is near SGD with ten times its rate and far below SGD with its own", () => {
    const [slow, fast, momentum] = numbers("digits");
    near(momentum, fast, 15);
    expect(momentum).toBeLessThan(slow / 3);
  });
});

describe("widgets", () => {
  test("the first figure: at β = 0 both paths are one, at 0.6 momentum is ten times as near after 40 steps, at 0.95 it runs past", async () => {
    const paths = async (beta: number) => {
      const all = (await moved({ valley: { "How much of the last step is kept, β": beta } })).values.get("valleyPaths") as {
        optimizer: string;
        x: number;
        y: number;
      }[];
      return ["SGD", "Momentum"].map((name) => all.filter(({ optimizer }) => optimizer === name));
    };
    const [plain, same] = await paths(0);
    plain.forEach(({ x, y }, t) => expect([same[t].x, same[t].y]).toEqual([x, y]));
    const [sgdPath, ball] = await paths(0.6);
    const left = (path: typeof ball) => Math.hypot(path.at(-1)!.x, path.at(-1)!.y);
    expect(left(ball)).toBeLessThan(left(sgdPath) / 10);
    expect(Math.min(...(await paths(0.95))[1].map(({ x }) => x))).toBeLessThan(-3);
    expect(Math.min(...ball.map(({ x }) => x))).toBeGreaterThan(-1);
  });

  test("the point moves the ravine's run, and no count depends on it", () => {
    const { nodes } = buildGraph(chapter.cells);
    for (const input of ["alpha", "beta"]) {
      expect(
        [...nodes.values()].filter(({ reads }) => reads.has(input)).map(({ cell }) => cell.id),
        input,
      ).toEqual(["plane-path"]);
    }
  });

  test("at the best pair both directions shrink by 2/3, at the right end it diverges", async () => {
    const point = "Learning rate α, decay β";
    const best = await moved({ plane: { [point]: [1 / 9, 4 / 9 + 1e-9] } });
    expect(best.shown("plane-path")[0]).toMatchObject({ kind: "tex", tex: expect.stringMatching(/0\.6667.*0\.6667/s) });
    const wild = await moved({ plane: { [point]: [0.16, 0.5] } });
    expect(Math.abs((wild.values.get("rolling") as { y: number }[])[120].y)).toBeGreaterThan(1e3);
  });

  test("the phase portrait goes round the middle where a direction swings, and stays on one side where it does not", async () => {
    type Phase = { direction: string; place: number; speed: number };
    const alongOf = async (alpha: number, beta: number) => {
      const { values } = await moved({ plane: { "Learning rate α, decay β": [alpha, beta] } });
      return (values.get("phases") as Phase[]).filter(({ direction }) => direction.startsWith("x"));
    };
    expect((await alongOf(0.02, 0.3)).every(({ place, speed }) => place > 0 && speed < 0)).toBe(true);
    const round = await alongOf(0.06, 0.95);
    expect([round.some(({ place }) => place < 0), round.some(({ speed }) => speed > 0)]).toEqual([true, true]);
    for (let k = 1; k < round.length; k++) expect(round[k].place - round[k - 1].place).toBeCloseTo(round[k].speed, 12);
  });

  test("β = 0.81 does not overshoot, 0.95 does", async () => {
    const lowest = async (beta: number) => {
      const { values } = await moved({ spring: { "Decay β": beta } });
      return Math.min(...(values.get("spring") as { x: number }[]).map(({ x }) => x));
    };
    expect(await lowest(0.81)).toBeGreaterThan(0);
    expect(await lowest(0.95)).toBeCloseTo(-0.44, 2);
  });

  test("the ball stays at β = 0.89, crosses at 0.9 and crosses twice at 0.97", async () => {
    const run = async (beta: number) => {
      const { values } = await moved({ barrier: { "Decay β": beta } });
      return { leftmost: Math.min(...(values.get("rollingOver") as { x: number }[]).map(({ x }) => x)), end: values.get("restsAt") as number };
    };
    const [stays, crosses, back] = [await run(0.89), await run(0.9), await run(0.97)];
    expect(stays.leftmost).toBeGreaterThan(0.1);
    expect(stays.end).toBeGreaterThan(0);
    expect(crosses.end).toBeLessThan(0);
    expect(back.leftmost).toBeLessThan(0);
    expect(back.end).toBeGreaterThan(0);
  });

  test("five dialects: PyTorch, optax and TF.js are one path, the paper and Keras another, from the drop on; without it all are one", async () => {
    const pathsOf = async (drop: boolean) => {
      const { values } = await moved({ libraries: { "α drops to a tenth after step 12": drop }, "libraries-plot": {} });
      return (values.get("dialectRuns") as { x: number }[][]).map((rows) => rows.map(({ x }) => x));
    };
    const [paper, torch, keras, optax, tfjs] = await pathsOf(true);
    for (const [one, other] of [
      [optax, torch],
      [tfjs, torch],
      [paper, keras],
    ])
      one.forEach((x, i) => expect(x).toBeCloseTo(other[i], 14));
    keras.slice(0, 13).forEach((x, i) => expect(x).toBeCloseTo(torch[i], 12));
    expect(Math.min(...keras)).toBeLessThan(Math.min(...torch) - 0.1);
    for (const path of await pathsOf(false))
      path.forEach((x, i) => expect(x).toBeCloseTo(trace(momentum({ lr: 0.05, beta: 0.9 }), quadratic([1]), [1], 60).theta[i], 12));
  });

  test("each library has its line", async () => {
    for (const [library, line] of [
      ["Paper", "_\\text{prev}"],
      ["PyTorch", "\\alpha\\, m"],
      ["Keras", "\\theta + u"],
      ["optax", "\\alpha\\, m"],
      ["TF.js", "\\alpha\\, m"],
    ]) {
      const { shown } = await moved({ "libraries-plot": { Library: library } });
      expect(shown("libraries-plot").find(({ kind }) => kind === "tex")).toMatchObject({ tex: expect.stringContaining(line) });
    }
  });

  test("the prediction waits for the reader, then shows 258 and 2179 beside the guess", async () => {
    const open = await moved({ "more-beta-guess": {} });
    expect(open.shown("more-beta-guess").map(({ kind }) => kind)).toEqual(["input"]);
    const { shown } = await moved({ "more-beta-guess": { "Steps with β = 0.99": 100 } });
    expect(shown("more-beta-guess").find(({ kind }) => kind === "table")).toMatchObject({
      rows: [
        [0.99, "your prediction", 100],
        [0.9, "counted", 258],
        [0.99, "counted", 2179],
      ],
    });
  });
});
