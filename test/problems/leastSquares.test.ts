import { readFile } from "node:fs/promises";
import { beforeAll, expect, test } from "vitest";
import { readDataWith } from "../../src/problems/data.ts";
import { dataset, design, eigenvalues, gradient, gram, leastSquares, matrix, random, type Scaling, solve } from "../../src/problems/index.ts";

beforeAll(() => readDataWith((file) => readFile(new URL(`../../public/data/${file}`, import.meta.url))));

const penguinProblem = async (scaling: Scaling) => {
  const { A, b } = design(await dataset("penguins"), { features: ["beakLength", "beakDepth", "flipperLength"], target: "bodyMass", scaling });
  return leastSquares(A, b);
};

test("1E6: the penguins' AᵀA/N has κ = 2.98e7 raw, 212 centred, 8.71 standardised", async () => {
  expect((await penguinProblem("raw")).kappa / 2.98e7).toBeCloseTo(1, 2);
  expect((await penguinProblem("centred")).kappa).toBeCloseTo(212, -0.5);
  expect((await penguinProblem("standardised")).kappa).toBeCloseTo(8.71, 2);
  expect((await penguinProblem("raw")).size).toBe(342);
});

test("1E6: the variance of a batch's gradient at 0 is 3.33, .408, .0947, .0163 for B = 1, 8, 32, 128", async () => {
  const problem = await penguinProblem("standardised");
  const zero = new Float64Array(problem.n);
  const full = problem.gradient(zero);
  const { sample } = random(1);
  for (const [B, variance] of [
    [1, 3.33],
    [8, 0.408],
    [32, 0.0947],
    [128, 0.0163],
  ]) {
    const draws = 6000;
    let sum = 0;
    for (let i = 0; i < draws; i++) sum += problem.gradientOf(sample(342, B), zero).reduce((s, g, j) => s + (g - full[j]) ** 2, 0);
    expect(sum / draws / variance).toBeCloseTo(1, 0.9);
  }
});

test("its gradient is that of central differences, on all rows and on some", async () => {
  const problem = await penguinProblem("standardised");
  const { normals, sample } = random(2);
  const theta = normals(4);
  const rows = sample(342, 5);
  gradient(problem.f)(theta).forEach((g, i) => expect(problem.gradient(theta)[i]).toBeCloseTo(g, 8));
  gradient((t) => problem.lossOf(rows, t))(theta).forEach((g, i) => expect(problem.gradientOf(rows, theta)[i]).toBeCloseTo(g, 8));
});

test("the mean of the examples' gradients is the gradient", async () => {
  const problem = await penguinProblem("centred");
  const theta = random(3).normals(4);
  const sum = new Float64Array(4);
  for (let i = 0; i < problem.size; i++) problem.gradientOf([i], theta).forEach((g, j) => (sum[j] += g / problem.size));
  problem.gradient(theta).forEach((g, j) => expect(sum[j] / g).toBeCloseTo(1, 10));
});

test("its minimum is the fit that R's lm gives on the 333 penguins of known sex", async () => {
  const table = (await dataset("penguins")).filter((penguin) => penguin.sex !== null);
  const { A, b, names } = design(table, { features: ["beakLength", "beakDepth", "flipperLength"], target: "bodyMass" });
  const problem = leastSquares(A, b);
  const [{ theta, f }] = problem.minima;
  expect(Object.fromEntries(names.map((name, i) => [name, Number(theta[i].toFixed(6))]))).toEqual({
    beakLength: 3.292863,
    beakDepth: 17.836391,
    flipperLength: 50.762132,
    bias: -6445.476043,
  });
  expect(Math.sqrt((2 * f * 333) / 329)).toBeCloseTo(393, 0);
  problem.gradient(Float64Array.from(theta)).forEach((g) => expect(Math.abs(g)).toBeLessThan(1e-4));
});

test("a singular problem lists no minimum, and its κ is not small", () => {
  const problem = leastSquares(
    matrix([
      [1, 1],
      [2, 2],
    ]),
    [1, 2],
  );
  expect(problem.minima).toEqual([]);
  expect(problem.kappa > 1e12 || problem.kappa < 0).toBe(true);
});

test("eigenvalues of a random symmetric matrix have its trace, its squares' sum, and each makes it singular", () => {
  const { normals } = random(4);
  const S = gram(matrix(Array.from({ length: 12 }, () => normals(6))));
  const lambda = eigenvalues(S);
  const sum = (xs: ArrayLike<number>) => Array.from(xs).reduce((s, x) => s + x, 0);
  expect(sum(lambda)).toBeCloseTo(sum(Array.from({ length: 6 }, (_, i) => S.data[7 * i])), 12);
  expect(sum(lambda.map((x) => x * x))).toBeCloseTo(sum(S.data.map((x) => x * x)), 12);
  // Shifted by just more than its smallest eigenvalue S is indefinite, by just less it is not.
  const shifted = (by: number) => ({ ...S, data: S.data.map((x, i) => (i % 7 === 0 ? x - by : x)) });
  expect(solve(shifted(lambda[0] + 1e-9), normals(6))).toBeUndefined();
  expect(solve(shifted(lambda[0] - 1e-9), normals(6))).toBeDefined();
});

test("eigenvalues of the second-difference matrix are 2 − 2cos(kπ/(n+1))", () => {
  const n = 20;
  const rows = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 2 : Math.abs(i - j) === 1 ? -1 : 0)));
  eigenvalues(matrix(rows)).forEach((x, k) => expect(x).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 12));
});

test("solve undoes a product", () => {
  const { normals } = random(5);
  const S = gram(matrix(Array.from({ length: 30 }, () => normals(8))));
  const x = normals(8);
  const b = Array.from({ length: 8 }, (_, i) => x.reduce((sum, xj, j) => sum + S.data[8 * i + j] * xj, 0));
  solve(S, b)!.forEach((y, i) => expect(y).toBeCloseTo(x[i], 10));
});

test("design names its columns and refuses what is no number", () => {
  const table = [
    { x: 1, y: 2, z: "a" },
    { x: 3, y: 6, z: "b" },
  ];
  expect(design(table, { features: ["x"], target: "y" })).toEqual({
    A: matrix([
      [1, 1],
      [3, 1],
    ]),
    b: Float64Array.of(2, 6),
    names: ["x", "bias"],
  });
  expect(design(table, { features: ["x"], target: "y", scaling: "standardised" }).A.data).toEqual(Float64Array.of(-1, 1, 1, 1));
  expect(() => design(table, { features: ["z"], target: "y" })).toThrow(new TypeError("invalid z in row 0: a (a finite number)"));
  expect(() => design(table, { features: ["x"], target: "y", scaling: "whitened" as Scaling })).toThrow(
    "unknown scaling: whitened (known: raw, centred, standardised)",
  );
  expect(() => leastSquares(matrix([[1]]), [1, 2])).toThrow(new RangeError("invalid b: length 2 (A has 1 rows)"));
  expect(() => matrix([[1], [1, 2]])).toThrow(new RangeError("invalid row 1: length 2 (row 0 has 1)"));
});
