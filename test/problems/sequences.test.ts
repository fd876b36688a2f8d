import { expect, test } from "vitest";
import { eigenvalues, gradient, matrix, random, reddi, tridiagonal } from "../../src/problems/index.ts";

test("Reddi's slope is rare in rounds 1, 4, 7 … and common in the others; it does not depend on theta", () => {
  const problem = reddi();
  const slopes = Array.from({ length: 7 }, (_, k) => problem.gradient(Float64Array.of(k))[0]);
  expect(slopes).toEqual([3, -1, -1, 3, -1, -1, 3]);
  const rare = reddi({ rare: 1010, common: -10, period: 101 });
  const long = Array.from({ length: 203 }, () => rare.gradient(Float64Array.of(0))[0]);
  expect(long.flatMap((g, i) => (g === 1010 ? [i + 1] : []))).toEqual([1, 102, 203]);
  expect(new Set(long)).toEqual(new Set([1010, -10]));
});

test("f is the mean of the rounds, so −1 is best; project puts theta back on [−1, 1]", () => {
  for (const problem of [reddi(), reddi({ rare: 1010, common: -10, period: 101 })]) {
    let sum = 0;
    for (let t = 0; t < 303; t++) sum += problem.gradient(Float64Array.of(0))[0];
    expect(problem.f(Float64Array.of(0.5))).toBeCloseTo((0.5 * sum) / 303, 12);
    expect(problem.minima).toEqual([{ theta: [-1], f: problem.f(Float64Array.of(-1)), global: true }]);
  }
  const put = (x: number) => {
    const theta = Float64Array.of(x);
    reddi().project(theta);
    return theta[0];
  };
  expect([put(-3), put(0.4), put(1.2)]).toEqual([-1, 0.4, 1]);
});

test("the chain's gradient is that of differences, 0 at its minimum, whose value is −n/(2n + 2)", () => {
  for (const n of [1, 2, 7, 200]) {
    const chain = tridiagonal(n);
    const x = random(n).normals(n);
    chain.gradient(x).forEach((g, i) => expect(g).toBeCloseTo(gradient(chain.f)(x)[i], 6));
    const [{ theta, f }] = chain.minima;
    chain.gradient(theta).forEach((g) => expect(Math.abs(g)).toBeLessThan(1e-13));
    expect(chain.f(theta)).toBeCloseTo(f, 13);
    expect(chain.f(chain.start)).toBe(0);
  }
});

test("the chain's curvatures lie between 0 and 4", () => {
  const n = 30;
  const chain = tridiagonal(n);
  const at0 = chain.gradient(chain.start);
  const columns = Array.from({ length: n }, (_, j) => chain.gradient(Array.from({ length: n }, (_, i) => Number(i === j))).map((g, i) => g - at0[i]));
  const lambda = eigenvalues(matrix(columns));
  expect(lambda[0]).toBeCloseTo(2 - 2 * Math.cos(Math.PI / (n + 1)), 12);
  expect(lambda[n - 1]).toBeLessThan(4);
});

test.each([
  [() => reddi({ period: 0 }), "invalid period: 0 (a whole number from 1)"],
  [() => tridiagonal(0), "invalid n: 0 (a whole number from 1)"],
])("bad input is named (%#)", (make, message) => {
  expect(make).toThrow(new RangeError(message));
});
