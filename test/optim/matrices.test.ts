/** The optimizers of one matrix against their formulas, written with whole matrices and explicit sums over all gradients. */
import { describe, expect, test } from "vitest";
import { adafactor, adam, shampoo, soap, trace, type Optimizer } from "../../src/optim/index.ts";
import { multiply } from "../../src/optim/matrix.ts";
import { symmetricEigen, symmetricPower } from "../../src/optim/symmetricEigen.ts";
import { random } from "../../src/problems/index.ts";
import { follow } from "./all.ts";

type Matrix = number[][];
const cut = (flat: readonly number[], columns: number): Matrix =>
  Array.from({ length: flat.length / columns }, (_, i) => flat.slice(i * columns, (i + 1) * columns));
const sum = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0);

const times = (A: Matrix, B: Matrix): Matrix => A.map((row) => B[0].map((_, j) => sum(row.map((a, k) => a * B[k][j]))));
const plus = (A: Matrix, B: Matrix, b = 1): Matrix => A.map((row, i) => row.map((a, j) => a + b * B[i][j]));
const scaled = (A: Matrix, a: number): Matrix => A.map((row) => row.map((x) => a * x));
const turned = (A: Matrix): Matrix => A[0].map((_, j) => A.map((row) => row[j]));
const identity = (n: number): Matrix => Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));

/** By Gauss's elimination. */
function inverse(A: Matrix): Matrix {
  const n = A.length,
    both = A.map((row, i) => [...row, ...identity(n)[i]]);
  for (let p = 0; p < n; p++) {
    const largest = both.slice(p).reduce((best, row, i) => (Math.abs(row[p]) > Math.abs(both[best][p]) ? p + i : best), p);
    [both[p], both[largest]] = [both[largest], both[p]];
    both[p] = both[p].map((x) => x / both[p][p]);
    for (let i = 0; i < n; i++) if (i !== p) both[i] = both[i].map((x, j) => x - both[i][p] * both[p][j]);
  }
  return both.map((row) => row.slice(n));
}

/** The root of a positive definite matrix by Denman and Beavers's iteration, which knows no eigenvalues. */
function root(A: Matrix): Matrix {
  let Y = A,
    Z = identity(A.length);
  for (let round = 0; round < 30; round++) [Y, Z] = [scaled(plus(Y, inverse(Z)), 0.5), scaled(plus(Z, inverse(Y)), 0.5)];
  return Y;
}

const shapes: [rows: number, columns: number][] = [
  [2, 3],
  [3, 2],
  [1, 4],
  [4, 1],
  [3, 3],
];
const gradientsOf = (rows: number, columns: number, steps = 8): number[][] =>
  Array.from({ length: steps }, (_, t) => Array.from(random(5 + t).normals(rows * columns), (z) => z * (1 + (t % 3))));

/** The steps of a run on given gradients. */
function stepsOf<S>(optimizer: Optimizer<S>, gradients: number[][]): number[][] {
  const path = [gradients[0].map(() => 0), ...follow(optimizer, gradients)];
  return gradients.map((_, t) => path[t].map((x, k) => x - path[t + 1][k]));
}

function expectClose(actual: readonly number[], wanted: readonly number[], tolerance = 1e-12): void {
  expect(actual.length).toBe(wanted.length);
  actual.forEach((x, k) =>
    expect(Math.abs(x - wanted[k]), `entry ${k}: ${x} for ${wanted[k]}`).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted[k]))),
  );
}

describe("Adafactor", () => {
  const lr = (t: number) => 0.3 / t;

  test.each(shapes)("of %i × %i: R and C are sums of the weighted squares, and a step's root mean square is at most α", (rows, columns) => {
    const gradients = gradientsOf(rows, columns),
      eps = 1e-3;
    /** How much the square of step s weighs at step t: (1 − β̂_s)β̂_{s+1} … β̂_t. */
    const weight = (s: number, t: number) => s ** -0.8 * Array.from({ length: t - s }, (_, i) => 1 - (s + 1 + i) ** -0.8).reduce((a, b) => a * b, 1);
    const run = stepsOf(adafactor({ lr, eps, rows, columns }), gradients);
    run.forEach((step, k) => {
      const t = k + 1;
      const average = gradients[0].map((_, i) => sum(gradients.slice(0, t).map((g, s) => weight(s + 1, t) * (g[i] ** 2 + eps))));
      const V = cut(average, columns),
        R = V.map(sum),
        C = V[0].map((_, j) => sum(V.map((row) => row[j])));
      const U = gradients[k].map((g, i) => g / Math.sqrt((R[Math.floor(i / columns)] * C[i % columns]) / sum(R)));
      const rms = Math.sqrt(sum(U.map((u) => u ** 2)) / U.length);
      expectClose(
        step,
        U.map((u) => (lr(t) * u) / Math.max(1, rms)),
      );
    });
    expect(run.some((step, k) => Math.abs(Math.sqrt(sum(step.map((x) => x ** 2)) / step.length) - lr(k + 1)) < 1e-12)).toBe(true);
  });

  test("where the squares are a column times a row the factors are exact: a constant gradient steps by α in each entry", () => {
    const g = [1, 2, 3].flatMap((a) => [5, -0.1].map((b) => a * b));
    for (const step of stepsOf(adafactor({ lr: 0.1, rows: 3, columns: 2 }), [g, g, g, g]))
      expectClose(
        step,
        g.map((x) => 0.1 * Math.sign(x)),
        1e-9,
      );
  });

  test("keeps rows + columns numbers, and refuses a state of another shape", () => {
    const optimizer = adafactor({ rows: 5, columns: 7 }),
      state = optimizer.init(35);
    expect([state.R.length, state.C.length]).toEqual([5, 7]);
    const turned = adafactor({ rows: 7, columns: 5 }).init(35);
    expect(() => optimizer.step(new Float64Array(35), new Float64Array(35), turned)).toThrow("invalid state vector: length 7 (of this matrix 5)");
    const longer = { ...state, C: new Float64Array(8) };
    expect(() => optimizer.step(new Float64Array(35), new Float64Array(35), longer)).toThrow("invalid state vector: length 8 (of this matrix 7)");
    expect(() => optimizer.init(34)).toThrow("invalid n: 34 (a 5 × 7 matrix has 35 entries)");
  });

  test("its trace has V̂ and the scaled gradient", () => {
    const { g, m, v, delta } = trace(
      adafactor({ lr: 0.1, rows: 2, columns: 2 }),
      { n: 4, f: () => 0, gradient: (_, out) => out.set([3, 1, 1, 2]) },
      [0, 0, 0, 0],
      1,
    ).rows()[1];
    expectClose([...v], [100 / 15, 50 / 15, 50 / 15, 25 / 15]);
    expect(g[0] / m[0]).toBeCloseTo(1.0428, 4);
    expectClose(
      [...delta],
      [...m].map((x, k) => (0.1 * x) / Math.sqrt(v[k])),
    );
  });
});

describe("Shampoo", () => {
  const lr = (t: number) => 0.3 / t;

  test.each(shapes)("of %i × %i: the step is L^(−1/4)GR^(−1/4) with the sums L and R", (rows, columns) => {
    const gradients = gradientsOf(rows, columns),
      eps = 0.05;
    stepsOf(shampoo({ lr, eps, rows, columns }), gradients).forEach((step, k) => {
      const seen = gradients.slice(0, k + 1).map((g) => cut(g, columns));
      const L = seen.reduce((total, G) => plus(total, times(G, turned(G))), scaled(identity(rows), eps));
      const R = seen.reduce((total, G) => plus(total, times(turned(G), G)), scaled(identity(columns), eps));
      const X = times(times(inverse(root(root(L))), seen[k]), inverse(root(root(R))));
      expectClose(
        step,
        X.flat().map((x) => lr(k + 1) * x),
        1e-9,
      );
    });
  });

  test("without memory it is Muon's aim: of its first step all singular values are 1, at ε = 0", () => {
    const [step] = stepsOf(shampoo({ lr: 1, eps: 0, rows: 2, columns: 2 }), [[3, 1, -1, 2]]);
    const X = cut(step, 2);
    expectClose(times(X, turned(X)).flat(), [1, 0, 0, 1], 1e-9);
  });

  test("of one number it is AdaGrad with ε inside the root", () => {
    const path = stepsOf(shampoo({ lr: 0.1, eps: 0.01, rows: 1, columns: 1 }), [[2], [-1], [0.5]]);
    path.forEach(([step], k) => expect(step).toBeCloseTo((0.1 * [2, -1, 0.5][k]) / Math.sqrt(0.01 + [4, 5, 5.25][k]), 12));
  });
});

describe("SOAP", () => {
  test("of one number it is Adam", () => {
    const gradients = [[2], [-1], [0.5], [3]],
      given = { lr: 0.1, beta1: 0.8, beta2: 0.9, eps: 0.01 };
    stepsOf(soap({ ...given, rows: 1, columns: 1 }), gradients).forEach((step, k) => expectClose(step, stepsOf(adam(given), gradients)[k]));
  });

  test("of 2 × 2: Adam of QLᵀGQR and QLᵀMQR, turned back, in the eigenbases that have turned least", () => {
    const gradients = gradientsOf(2, 2, 30),
      [beta1, beta2, eps] = [0.8, 0.9, 0.01],
      lr = (t: number) => 0.3 / t;
    const basis = (angle: number): Matrix => [
      [Math.cos(angle), -Math.sin(angle)],
      [Math.sin(angle), Math.cos(angle)],
    ];
    /** The angle of an eigenvector of [[a, b], [b, c]] in closed form: of the four, the one nearest to the last. */
    const angleOf = ([[a, b], [, c]]: Matrix, last: number) => {
      const angle = Math.atan2(2 * b, a - c) / 2;
      return angle + Math.round((last - angle) / (Math.PI / 2)) * (Math.PI / 2);
    };
    const average = (matrices: Matrix[], beta: number): Matrix =>
      matrices.map((A, s) => scaled(A, (1 - beta) * beta ** (matrices.length - 1 - s))).reduce((a, b) => plus(a, b));
    let [left, right] = [0, 0];
    const squares: Matrix[] = [];
    stepsOf(soap({ lr, beta1, beta2, eps, rows: 2, columns: 2 }), gradients).forEach((step, k) => {
      const seen = gradients.slice(0, k + 1).map((g) => cut(g, 2)),
        t = k + 1;
      left = angleOf(
        average(
          seen.map((G) => times(G, turned(G))),
          beta2,
        ),
        left,
      );
      right = angleOf(
        average(
          seen.map((G) => times(turned(G), G)),
          beta2,
        ),
        right,
      );
      const [QL, QR] = [basis(left), basis(right)];
      const within = (A: Matrix) => times(times(turned(QL), A), QR);
      squares.push(within(seen[k]).map((row) => row.map((x) => x ** 2)));
      const v = average(squares, beta2),
        m = within(average(seen, beta1));
      const N = m.map((row, i) => row.map((x, j) => x / (1 - beta1 ** t) / (Math.sqrt(v[i][j] / (1 - beta2 ** t)) + eps)));
      expectClose(
        step,
        times(times(QL, N), turned(QR))
          .flat()
          .map((x) => lr(t) * x),
        1e-9,
      );
    });
  });

  test.each([
    [2, 3],
    [3, 2],
    [3, 3],
  ])("of %i × %i: of gradients with the same singular vectors it is Adam of their singular values", (rows, columns) => {
    const given = { lr: 0.1, beta1: 0.8, beta2: 0.9, eps: 1e-6 };
    const rotation = (n: number, seed: number) => {
      const Q = Float64Array.from(identity(n).flat()),
        noise = cut([...random(seed).normals(n * n)], n);
      symmetricEigen(Float64Array.from(plus(noise, turned(noise)).flat()), n, Q, new Float64Array(n));
      return cut([...Q], n);
    };
    const U = rotation(rows, 3),
      V = rotation(columns, 4),
      side = Math.min(rows, columns);
    const sizes = Array.from({ length: 12 }, (_, t) => [5, 2, 1].slice(0, side).map((s, i) => s * (1 + 0.1 * Math.sin(t + i))));
    const whole = (values: number[]) =>
      times(
        times(
          U,
          Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => (i === j ? values[i] : 0))),
        ),
        turned(V),
      );
    const wanted = stepsOf(adam(given), sizes);
    stepsOf(
      soap({ ...given, rows, columns }),
      sizes.map((values) => whole(values).flat()),
    ).forEach((step, k) => expectClose(step, whole(wanted[k]).flat(), 1e-5));
  });

  test("its L and R are the averages of GGᵀ and GᵀG: of a constant gradient these, times 1 − β₂^t", () => {
    const optimizer = soap({ beta2: 0.9, rows: 2, columns: 3 }),
      state = optimizer.init(6),
      G = cut([1, 2, -1, 0, 3, 1], 3);
    for (let t = 1; t <= 3; t++) optimizer.step(new Float64Array(6), Float64Array.from(G.flat()), state);
    expectClose([...state.L], scaled(times(G, turned(G)), 1 - 0.9 ** 3).flat());
    expectClose([...state.R], scaled(times(turned(G), G), 1 - 0.9 ** 3).flat());
  });

  test("refuses a state of another shape, whichever of its matrices it is", () => {
    const optimizer = soap({ rows: 2, columns: 3 });
    for (const name of ["L", "R", "QL", "QR"]) {
      const state = { ...optimizer.init(6), [name]: new Float64Array(5) };
      expect(() => optimizer.step(new Float64Array(6), new Float64Array(6), state), name).toThrow(
        /invalid state vector: length 5 \(of this matrix [49]\)/,
      );
    }
    const other = shampoo({ rows: 2, columns: 3 });
    for (const name of ["L", "R"])
      expect(() => other.step(new Float64Array(6), new Float64Array(6), { ...other.init(6), [name]: new Float64Array(5) })).toThrow("length 5");
    for (const one of [optimizer, other]) expect(() => one.init(5)).toThrow("invalid n: 5 (a 2 × 3 matrix has 6 entries)");
  });
});

describe("what they stand on", () => {
  test.each([1, 2, 3, 8])(
    "symmetricEigen with n = %i: QΛQᵀ is the matrix, Q is orthogonal, and a little change of the matrix turns Q a little",
    (n) => {
      const noise = cut([...random(n).normals(n * n)], n),
        A = plus(noise, turned(noise));
      const Q = Float64Array.from(identity(n).flat()),
        values = new Float64Array(n);
      symmetricEigen(Float64Array.from(A.flat()), n, Q, values);
      const columns = cut([...Q], n);
      expectClose(times(columns, turned(columns)).flat(), identity(n).flat());
      expectClose(
        times(
          columns.map((row) => row.map((x, i) => x * values[i])),
          turned(columns),
        ).flat(),
        A.flat(),
      );
      const before = Q.slice();
      symmetricEigen(
        Float64Array.from(A.flat(), (x, k) => x + (k % (n + 1) === 0 ? 1e-7 : 1e-9)),
        n,
        Q,
        values,
      );
      expectClose([...Q], [...before], 1e-5);
      expect(() => symmetricEigen(new Float64Array(0), 0, Q, values)).toThrow("invalid n: 0 (a whole number > 0)");
    },
  );

  test("symmetricPower takes what rounding made too small for the least", () => {
    const out = new Float64Array(4);
    symmetricPower(out, Float64Array.of(-1e-20, 0, 0, 16), 2, -1 / 4, 1e-4);
    expectClose([...out], [10, 0, 0, 0.5]);
  });

  test("multiply turns the one that it is told", () => {
    const A = [1, 2, 3, 4, 5, 6],
      B = [1, -1, 2, 0, 3, 1],
      product = (first: Matrix, second: Matrix) => times(first, second).flat();
    const out = (p: number, q: number, r: number, which?: "first" | "second") => {
      const result = new Float64Array(p * r);
      multiply(result, Float64Array.from(A), Float64Array.from(B), p, q, r, which);
      return [...result];
    };
    expect(out(2, 3, 2)).toEqual(product(cut(A, 3), cut(B, 2)));
    expect(out(2, 3, 2, "first")).toEqual(product(turned(cut(A, 2)), cut(B, 2)));
    expect(out(2, 3, 2, "second")).toEqual(product(cut(A, 3), turned(cut(B, 3))));
  });
});
