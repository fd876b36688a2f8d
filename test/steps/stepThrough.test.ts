import fc from "fast-check";
import katex from "katex";
import { describe, expect, test } from "vitest";
import type { Output } from "../../src/notebook/types.ts";
import * as optim from "../../src/optim/index.ts";
import type { Optimizer, OptimizerName, Problem } from "../../src/optim/index.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as keras from "../../src/optim/dialects/keras.ts";
import { drawnOf } from "../../src/plot/draw.ts";
import { DomElement } from "../../src/dom/index.ts";
import { rosenbrock, ravine, tiltedDoubleWell, tridiagonal } from "../../src/problems/index.ts";
import { equations } from "../../src/steps/equations.ts";
import { stepFormula, withNumbers } from "../../src/steps/formula.ts";
import { stepThrough } from "../../src/steps/stepThrough.ts";
import { recordRun, takeStep } from "../../src/steps/takeStep.ts";
import { makers, names, needsShape } from "../optim/all.ts";
import { evaluateTex } from "./evaluateTex.ts";

/** An optimizer with random options, and a random quadratic to run on from a random start. */
function randomCase(name: OptimizerName): fc.Arbitrary<{ optimizer: Optimizer<unknown>; problem: Problem; start: number[]; t: number }> {
  const n = needsShape(name) ? 4 : 2;
  const decay = fc.double({ min: 0, max: 0.999, noNaN: true });
  return fc
    .record({
      lr: fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
      schedule: fc.boolean(),
      decays: fc.tuple(decay, decay),
      weightDecay: fc.double({ min: 0, max: 0.3, noNaN: true }),
      curvatures: fc.array(fc.double({ min: 0.1, max: 5, noNaN: true }), { minLength: n, maxLength: n }),
      start: fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: n, maxLength: n }),
      t: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ lr, schedule, decays: [a, b], weightDecay, curvatures, start, t }) => {
      const given = {
        lr: schedule ? (step: number) => lr / Math.sqrt(step) : lr,
        beta: a,
        beta1: a,
        beta2: b,
        rho: b,
        weightDecay,
        eps: 1e-7,
        rows: 2,
        columns: 2,
      };
      const taken = Object.keys(make(name, { rows: 2, columns: 2 }).options ?? {});
      const optimizer = make(name, Object.fromEntries(Object.entries(given).filter(([key]) => taken.includes(key))));
      const problem: Problem = {
        n,
        f: (theta) => theta.reduce((sum, x, i) => sum + (curvatures[i] * x * x) / 2, 0),
        gradient: (theta, out) => void theta.forEach((x, i) => (out[i] = curvatures[i] * x)),
      };
      return { optimizer, problem, start, t };
    });
}

const make = (name: OptimizerName, options: object): Optimizer<unknown> =>
  makers[name](needsShape(name) ? { rows: 2, columns: 2, ...options } : without(options));
const without = (options: object) => Object.fromEntries(Object.entries(options).filter(([key]) => key !== "rows" && key !== "columns"));

/** Those whose lines a step-through can write. */
const readable = names.filter((name) => makers[name].record.unread === undefined);

test.each(names.filter((name) => !readable.includes(name)))("of %s, whose lines cannot be written for one coordinate, the step is shown", (name) => {
  const lines = takeStep(recordRun(make(name, {}), tridiagonal(4), [1, 2, 3, 4], 9), 4);
  expect(lines.map(({ equation }) => equation.target)).toEqual(["theta"]);
});

describe.each(readable)("the formula of %s", (name) => {
  test("evaluated with the numbers that stand in it, each line gives what it says, and the last θ is that of trace", () => {
    fc.assert(
      fc.property(randomCase(name), ({ optimizer, problem, start, t }) => {
        const run = recordRun(optimizer, problem, start, 40);
        const lines = takeStep(run, t);
        expect(lines.map(({ equation }) => equation.target)).toHaveLength(equations[name].length);
        for (let coordinate = 0; coordinate < problem.n; coordinate++) {
          const ends = lines
            .filter((_, k) => !equations[name][k].startsWith("newtonSchulz"))
            .map((line) => {
              const [numbers, result] = withNumbers(line, { coordinate, digits: 17 }).split(" = ");
              const value = evaluateTex(numbers);
              if (result !== undefined) expectNear(value, evaluateTex(result));
              return { target: line.equation.target, value };
            });
          const end = ends.findLast(({ target }) => target === "theta")!.value;
          expectNear(end, optim.trace(optimizer, problem, start, t).theta[t * problem.n + coordinate]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("KaTeX sets it, with as many rows as it has lines, twice", () => {
    const run = recordRun(make(name, {}), needsShape(name) ? tridiagonal(4) : ravine, needsShape(name) ? [1, 2, 3, 4] : [7, -3], 20);
    for (const t of [1, 2, 7, 20]) {
      const tex = stepFormula(takeStep(run, t), true, { coordinate: 0, digits: 4 });
      expect(() => katex.renderToString(tex, { throwOnError: true, strict: "error" })).not.toThrow();
      expect(tex.split("&").length - 1 - (tex.match(/pmatrix/g)?.length ?? 0)).toBe(2 * equations[name].length);
    }
  });
});

/** Equal but for the rounding of a few operations on numbers near 1 and ten times larger. */
function expectNear(got: number, wanted: number): void {
  if (Object.is(got, wanted)) return;
  expect(Math.abs(got - wanted), `${got} for ${wanted}`).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
}

describe("stepThrough", () => {
  const outputsAt = (t: number, optimizer: Optimizer<unknown> = optim.adam({ lr: 0.5 })) => stepThrough(optimizer, ravine, [7, -3], { t, steps: 30 });
  const tableOf = (outputs: (Output | DomElement)[]) => outputs.find((output) => kindOf(output) === "table")!;
  const kindOf = (output: Output | DomElement) => (output instanceof DomElement ? "plot" : output.kind);
  const problemsOf = (output: Output | DomElement) => (output instanceof DomElement ? drawnOf(output)!.problems : []);

  test("gives a line, a plot, a formula, a table and a plot, and no plot without values", () => {
    const outputs = outputsAt(3);
    expect(outputs.map(kindOf)).toEqual(["text", "plot", "tex", "table", "plot"]);
    for (const output of outputs) expect(problemsOf(output)).toEqual([]);
  });

  test("the table has θ, g, m, v, the corrected values and Δ of the step", () => {
    const { rows } = tableOf(outputsAt(3)) as Extract<Output, { kind: "table" }>;
    const run = optim.trace(optim.adam({ lr: 0.5 }), ravine, [7, -3], 3).rows();
    expect(rows.map(([name]) => name)).toEqual(["θₜ", "gₜ", "mₜ", "vₜ", "m̂ₜ", "v̂ₜ", "Δₜ", "θₜ₊₁"]);
    const shown = (name: string) => rows.find(([first]) => first === name)!.slice(1) as number[];
    const { g, m, v, delta, theta } = run[3];
    for (const [name, values] of [
      ["gₜ", g],
      ["m̂ₜ", m],
      ["v̂ₜ", v],
      ["Δₜ", delta],
      ["θₜ", run[2].theta],
      ["θₜ₊₁", theta],
    ] as const) {
      values.forEach((x, i) => expect(shown(name)[i]).toBeCloseTo(x, -Math.floor(Math.log10(Math.abs(x))) + 2));
    }
    expect(shown("mₜ")[0]).toBeCloseTo(m[0] * (1 - 0.9 ** 3), 2);
  });

  test("a bar is a share of the largest size in the run, and is 1 where that is reached", () => {
    const largest = new Map<string, number>();
    for (let t = 1; t <= 30; t++) {
      const [bars] = drawnOf(outputsAt(t)[4])!.facts.marks;
      const [x, y] = [bars.x!, bars.y!];
      x.values.forEach((share, i) => largest.set(String(y.values[i]), Math.max(largest.get(String(y.values[i])) ?? 0, Math.abs(Number(share)))));
    }
    expect([...largest.keys()]).toEqual(["gₜ", "mₜ", "vₜ", "m̂ₜ", "v̂ₜ", "Δₜ"]);
    for (const [name, share] of largest) expect(share, name).toBe(1);
  });

  test("another library's form, and a reader's own optimizer of a known name, have the line that is true of every step", () => {
    const own: Optimizer<{ optimizer: string }> = {
      name: "adam",
      options: {},
      init: () => ({ optimizer: "mine" }),
      step: (theta, g) => {
        for (let i = 0; i < theta.length; i++) theta[i] -= 0.01 * g[i];
      },
    };
    for (const optimizer of [
      own,
      keras.adam({ learningRate: 0.3, epsilon: 0.1 }),
      pytorch.sgd({ lr: 0.01, momentum: 0.9, dampening: 0.5 }),
    ] as Optimizer<unknown>[]) {
      const lines = takeStep(recordRun(optimizer, ravine, [7, -3], 9), 4);
      expect(lines.map(({ equation }) => equation.target)).toEqual(["theta"]);
      const end = optim.trace(optimizer, ravine, [7, -3], 4).rows()[4].theta;
      expectNear(evaluateTex(withNumbers(lines[0], { coordinate: 1, digits: 17 }).split(" = ")[0]), end[1]);
    }
  });

  test("a run that explodes, one that stands still, and problems of one and of many parameters are shown", () => {
    const cases: [Optimizer<unknown>, Problem, number[]][] = [
      [optim.sgd({ lr: 30 }), ravine, [7, -3]],
      [optim.sgd({ lr: 0.1 }), ravine, [0, 0]],
      [optim.adam({ lr: 0.1 }), ravine, [0, 0]],
      [optim.momentum({ lr: 1e200 }), rosenbrock, [-1, 2]],
      [optim.momentum({ lr: 0.01 }), tiltedDoubleWell, [2]],
      [optim.adam({ lr: 0.1 }), tridiagonal(9), [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ];
    for (const [optimizer, problem, start] of cases) {
      for (const t of [1, 2, 60]) {
        const outputs = stepThrough(optimizer, problem, start, { t, steps: 60 });
        expect(outputs).toHaveLength(5);
        for (const output of outputs) expect(problemsOf(output), `${optimizer.name} ${t}`).toEqual([]);
      }
    }
  });

  test("what is wrong in the options is named, with what would be right", () => {
    const call =
      (options: object, problem: Problem = ravine) =>
      () =>
        stepThrough(optim.sgd(), problem, [7, -3], options as { t: number; steps: number });
    expect(call({ t: 0, steps: 9 })).toThrow('invalid t: 0 (a whole number from 1 to 9; player("step", { min: 1, max: 9 }))');
    expect(call({ t: 10, steps: 9 })).toThrow("invalid t: 10");
    expect(call({ t: 1 })).toThrow("invalid steps: undefined");
    expect(call({ t: 1, steps: 9, axis: 1 })).toThrow("unknown stepThrough option: axis (known: t, steps,");
    expect(call({ t: 1, steps: 9, coordinate: "z" })).toThrow("invalid coordinate: z (x, y, or its place from 0 to 1)");
    expect(() => stepThrough(undefined as unknown as Optimizer<unknown>, ravine, [7, -3], { t: 1, steps: 9 })).toThrow(/optimizer/);
  });
});
