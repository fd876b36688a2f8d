import { describe, expect, test } from "vitest";
import * as keras from "../../src/optim/dialects/keras.ts";
import * as optax from "../../src/optim/dialects/optax.ts";
import * as paper from "../../src/optim/dialects/paper.ts";
import * as pytorch from "../../src/optim/dialects/pytorch.ts";
import * as tfjs from "../../src/optim/dialects/tfjs.ts";
import type { Optimizer } from "../../src/optim/index.ts";
import * as optim from "../../src/optim/index.ts";
import { names as optimizers, needsShape } from "./all.ts";

type Make = (options?: Record<string, unknown>) => Optimizer;
const names = [...optimizers, "fourStep"] as const;
const shape = { rows: 1, columns: 2 };
/** Each optimizer as a caller without types meets it, with the shape that some need. */
const make =
  (name: (typeof names)[number]): Make =>
  (options) =>
    (optim[name] as Make)(name !== "fourStep" && needsShape(name) ? { ...shape, ...options } : options);
const optionsOf = (name: (typeof names)[number]) => Object.keys(make(name)().options ?? {}).filter((option) => !(option in shape));

const wrong: Record<string, unknown[]> = {
  lr: [-1, NaN, Infinity, "0.1", null],
  beta: [-0.1, 1, NaN, "0.9", null],
  beta1: [-0.1, 1, 2, NaN, null],
  beta2: [-0.1, 1, NaN, null],
  rho: [-0.1, 1, NaN, null],
  eps: [-1e-8, NaN, Infinity, null],
  weightDecay: [-1, NaN, Infinity, null],
};

describe.each(names)("%s", (name) => {
  test("names an invalid option and its value, and what would be right", () => {
    for (const option of optionsOf(name)) {
      for (const value of wrong[option]) {
        const error = thrownBy(() => make(name)({ [option]: value }));
        expect(error).toBeInstanceOf(typeof value === "number" ? RangeError : TypeError);
        expect(error.message).toMatch(new RegExp(`^invalid ${option}( at t = 1)?: ${String(value).replace(".", "\\.")}`));
        expect(error.message).toMatch(/\(.*number.*\)$/);
      }
    }
  });

  test("names an unknown option and those it knows", () => {
    expect(thrownBy(() => make(name)({ learningRate: 1 })).message).toMatch(/^unknown option: learningRate \(known: lr.*\)$/);
  });

  test("refuses a size that is no count", () => {
    if (name === "sgd") return; // it keeps nothing of that size
    for (const n of [-1, 1.5, NaN]) expect(thrownBy(() => make(name)().init(n)).message).toMatch(`invalid n: ${n}`);
  });

  test("refuses a step with wrong arrays, lengths or states, and overwrites nothing", () => {
    const optimizer = make(name)(),
      other = name === "adam" ? optim.sgd() : optim.adam();
    const cases: [theta: unknown, g: unknown, state: unknown, kind: ErrorConstructor, message: RegExp][] = [
      [[1, 2], vec(2), optimizer.init(2), TypeError, /invalid theta: \[object Array\] \(a Float64Array\)/],
      [new Float32Array(2), vec(2), optimizer.init(2), TypeError, /invalid theta: \[object Float32Array\]/],
      [vec(2), [1, 2], optimizer.init(2), TypeError, /invalid g: \[object Array\]/],
      [vec(2), undefined, optimizer.init(2), TypeError, /invalid g: \[object Undefined\]/],
      [vec(2), vec(3), optimizer.init(2), RangeError, /invalid g: length 3 \(theta has 2\)/],
      [
        vec(2),
        vec(2),
        other.init(2),
        TypeError,
        new RegExp(`invalid state: of ${name === "adam" ? "sgd" : "adam"} \\(${name}\\.step needs the state that ${name}\\.init gave\\)`),
      ],
      [vec(2), vec(2), {}, TypeError, /invalid state: of no optimizer/],
      [vec(2), vec(2), undefined, TypeError, /state/],
    ];
    if (name !== "sgd") {
      cases.push([vec(3), vec(3), optimizer.init(2), RangeError, /invalid state vector: length 2 \(theta has 3\)/]);
      cases.push([vec(2), vec(2), JSON.parse(JSON.stringify(optimizer.init(2))), TypeError, /invalid state vector: \[object Object\]/]);
    }
    for (const [theta, g, state, kind, message] of cases) {
      const before = structuredClone([theta, state]);
      const error = thrownBy(() => optimizer.step(theta as Float64Array, g as Float64Array, state as never));
      expect(error).toBeInstanceOf(kind);
      expect(error.message).toMatch(message);
      expect([theta, state]).toEqual(before);
    }
  });

  test("refuses a schedule's invalid rate at the step that meets it, and overwrites nothing", () => {
    const optimizer = make(name)({ lr: (t: number) => (t === 3 ? NaN : 0.1) });
    const theta = vec(2),
      state = optimizer.init(2);
    optimizer.step(theta, vec(2), state);
    optimizer.step(theta, vec(2), state);
    const before = structuredClone([theta, state]);
    expect(thrownBy(() => optimizer.step(theta, vec(2), state)).message).toMatch(/^invalid lr at t = 3: NaN/);
    expect([theta, state]).toEqual(before);
  });
});

describe("particular to one", () => {
  test("nesterovLookahead checks what it looks ahead with, and a scheduled β", () => {
    const optimizer = optim.nesterovLookahead();
    expect(() => optimizer.lookAhead(vec(2), optimizer.init(2), vec(3))).toThrow(/invalid g: length 3|length 3/);
    expect(() => optim.nesterovLookahead({ beta: () => 1 })).toThrow(/^invalid beta at t = 1: 1/);
  });

  test("muon refuses a vector that is not its matrix, and a shape that is none", () => {
    expect(() => optim.muon({ rows: 2, columns: 3 }).init(5)).toThrow("invalid n: 5 (a 2 × 3 matrix has 6 entries)");
    expect(() => optim.muon({ rows: 0, columns: 3 })).toThrow("invalid rows: 0");
    expect(() => (optim.muon as unknown as Make)({ rows: 2 })).toThrow("missing option: columns (a whole number > 0)");
    expect(() => optim.newtonSchulz(vec(5), 2, 3)).toThrow("invalid X: length 5");
  });

  test("fourStep refuses a φ that is no function", () => {
    expect(() => (optim.fourStep as Make)({ phi: 0.9 })).toThrow("invalid phi: 0.9 (a function of g, previous, t)");
  });

  test("moments, ema and biasCorrect refuse a β that is none", () => {
    expect(() => optim.phi.sum(1)).toThrow("invalid beta: 1");
    expect(() => optim.psi.ema(-1)).toThrow("invalid beta: -1");
    expect(() => optim.ema([1], NaN)).toThrow("invalid beta: NaN");
    expect(() => optim.biasCorrect([1], 1)).toThrow("invalid beta: 1");
  });
});

describe("dialects", () => {
  const dialects = { keras, optax, paper, pytorch, tfjs } as unknown as Record<string, Record<string, Make>>;
  const needed = { rows: 1, columns: 2, learningRate: 0.1, lr: 0.1, momentum: 0.9, beta: 0.9 };
  const cases = Object.entries(dialects).flatMap(([dialect, optimizers]) =>
    Object.entries(optimizers).map(([name, optimizer]) => [`${dialect} ${name}`, optimizer] as const),
  );

  test.each(cases)("%s names an option that it does not know, and its own", (_, optimizer) => {
    const message = thrownBy(() => optimizer({ typo: 1 })).message;
    expect(message).toMatch(/^unknown option: typo \(known: .+\)$/);
  });

  test.each(cases)("%s names each invalid option as its library calls it", (_, optimizer) => {
    const known = thrownBy(() => optimizer({ typo: 1 }))
      .message.match(/known: (.*)\)/)![1]
      .split(", ");
    const given = Object.fromEntries(Object.entries(needed).filter(([option]) => known.includes(option)));
    expect(() => optimizer(given)).not.toThrow();
    for (const option of known) {
      for (const value of [-1, NaN, "x"]) {
        const error = thrownBy(() => optimizer({ ...given, [option]: value }));
        expect(error.message).toMatch(new RegExp(`^invalid ${option}: ${value}`));
        expect(error instanceof RangeError || error instanceof TypeError).toBe(true);
      }
    }
  });

  test.each(cases)("%s reads its schedule at t = 1, 2, 3, and refuses another's state and overwrites nothing", (_, optimizer) => {
    const known = thrownBy(() => optimizer({ typo: 1 }))
      .message.match(/known: (.*)\)/)![1]
      .split(", ");
    const rates: number[] = [],
      rate = (t: number) => (rates.push(t), 0.1 / t);
    const made = optimizer({
      ...Object.fromEntries(Object.entries(needed).filter(([option]) => known.includes(option))),
      ...(known.includes("lr") && { lr: rate }),
      ...(known.includes("learningRate") && { learningRate: rate }),
    });
    const state = made.init(2),
      theta = vec(2);
    rates.length = 0;
    for (let t = 1; t <= 3; t++) made.step(theta, vec(2), state);
    if (known.some((option) => /^(lr|learningRate)$/.test(option))) expect([...new Set(rates)]).toEqual([1, 2, 3]);
    const foreign = { ...made.init(2), optimizer: "another" },
      before = structuredClone([theta, foreign]);
    expect(() => made.step(theta, vec(2), foreign)).toThrow(/^invalid state: of another/);
    expect([theta, foreign]).toEqual(before);
  });

  test("a rate that the library does not default must be given", () => {
    expect(() => (optax.adam as unknown as Make)()).toThrow("missing option: learningRate");
    expect(() => (tfjs.momentum as unknown as Make)({ learningRate: 0.1 })).toThrow("missing option: momentum");
  });

  test("pytorch's Nesterov needs momentum and no dampening; betas are two decays", () => {
    expect(() => pytorch.sgd({ nesterov: true })).toThrow("invalid nesterov: true (needs momentum > 0 and dampening 0)");
    expect(() => pytorch.adam({ betas: [0.9, 1] })).toThrow("invalid betas[1]: 1");
    expect(() => (pytorch.adam as Make)({ betas: [0.9] })).toThrow("invalid betas: 0.9 (two numbers)");
  });

  test("a step that decay would precede overwrites nothing when it is refused", () => {
    for (const optimizer of [keras.adam({ weightDecay: 0.1 }), pytorch.adam({ weightDecay: 0.1 }), keras.lion({ weightDecay: 0.1 })] as Optimizer[]) {
      const theta = vec(2),
        state = optimizer.init(3),
        before = structuredClone([theta, state]);
      expect(() => optimizer.step(theta, vec(2), state)).toThrow(RangeError);
      expect(() => optimizer.step(theta, vec(2), optim.sgd().init(2))).toThrow(TypeError);
      expect([theta, state]).toEqual(before);
    }
    const coupled: Optimizer = pytorch.adam({ weightDecay: 0.1 });
    expect(() => coupled.step(vec(2), vec(2), pytorch.adam().init(2))).toThrow(/^invalid state: without weight decay/);
  });
});

function vec(n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => i + 1);
}

function thrownBy(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("nothing was thrown");
}
