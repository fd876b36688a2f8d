import { describe, expect, test } from "vitest";
import {
  type Classifier,
  type FiniteSum,
  gradient,
  type Labelled,
  logisticRegression,
  matrix,
  network,
  type Network,
  random,
  rareFeatures,
  softmaxRegression,
  sparseRows,
  type Vec,
  wilson,
} from "../../src/problems/index.ts";
import { addProduct } from "../../src/problems/product.ts";

const { normals, integer, sample, uniform } = random(11);

/** Random examples: `rows` normal inputs of `columns` numbers, and labels. */
function examples(rows: number, columns: number, classes: number): Labelled {
  return { X: { rows, columns, data: normals(rows * columns) }, y: Uint8Array.from({ length: rows }, () => integer(classes)), classes };
}

const sparse = {
  X: sparseRows(
    Array.from({ length: 40 }, () => Array.from(sample(12, integer(6))).sort((a, b) => a - b)),
    12,
  ),
  y: Uint8Array.from({ length: 40 }, () => integer(2)),
  classes: 2,
};

const models: [string, FiniteSum, Vec][] = (
  [
    ["logistic regression", logisticRegression(examples(30, 5, 2))],
    ["logistic regression without bias", logisticRegression(examples(30, 5, 2), { bias: false })],
    ["sparse logistic regression", logisticRegression(sparse)],
    ["softmax regression", softmaxRegression(examples(70, 5, 4))],
    ["network", network(examples(70, 5, 3), { hidden: [7] })],
    ["network of one hidden unit", network(examples(9, 3, 2), { hidden: [1] })],
    ["network of three layers", network(examples(33, 6, 5), { hidden: [9, 4] })],
    ["Wilson's least squares", wilson({ n: 8, seed: 1 })],
  ] as [string, FiniteSum][]
).map(([name, model]) => [name, model, normals(model.n)]);

describe.each(models)("%s", (_, model, theta) => {
  const close = (a: Vec, b: Vec, digits: number) => a.forEach((x, i) => expect(x).toBeCloseTo(b[i], digits));

  test("0E5: its gradient is that of central differences, on all examples and on some", () => {
    close(model.gradient(theta), gradient(model.f)(theta), 8);
    for (const rows of [[0], [3, 1, 4, 1, 5], sample(model.size, 7)]) {
      close(model.gradientOf(rows, theta), gradient((at) => model.lossOf(rows, at))(theta), 8);
    }
  });

  test("the loss and gradient are the means of the examples' own", () => {
    const all = Array.from({ length: model.size }, (_, i) => i);
    expect(all.reduce((sum, i) => sum + model.lossOf([i], theta), 0) / model.size).toBeCloseTo(model.f(theta), 11);
    const sum = new Float64Array(model.n);
    for (const i of all) model.gradientOf([i], theta).forEach((g, j) => (sum[j] += g / model.size));
    close(sum, model.gradient(theta), 11);
  });

  test("it starts afresh at each reading, convex ones at 0, a network at its first weights", () => {
    model.start.fill(NaN);
    expect(model.start).toEqual("initial" in model ? (model as Network).initial(1) : new Float64Array(model.n));
  });

  test("gradients overwrite out, leave theta, and do not depend on what was asked before", () => {
    const before = theta.slice();
    const out = new Float64Array(model.n).fill(NaN);
    const first = model.gradientOf([2, 0], theta);
    model.f(normals(model.n));
    expect(model.gradientOf([2, 0], theta, out)).toBe(out);
    expect(out).toEqual(first);
    expect(theta).toEqual(before);
  });
});

test("the blocked product is the product, for every remainder of its blocks and for transposes", () => {
  for (let k = 0; k < 60; k++) {
    const [m, n, p] = [1 + integer(7), 1 + integer(11), integer(6)];
    const a = normals(m * p + 3),
      b = normals(p * n + 2),
      C = normals(m * n + 5);
    const A = integer(2) ? { data: a, start: 3, row: p, column: 1 } : { data: a, start: 3, row: 1, column: m };
    const B = integer(2) ? { data: b, start: 2, row: n, column: 1 } : { data: b, start: 2, row: 1, column: p };
    const expected = C.slice();
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++)
        for (let q = 0; q < p; q++) {
          expected[4 + i * n + j] += a[3 + i * A.row + q * A.column] * b[2 + q * B.row + j * B.column];
        }
    addProduct(C, 4, A, B, m, n, p);
    C.forEach((c, i) => expect(c).toBeCloseTo(expected[i], 12));
  }
});

/** The loss of one example by the definition, a number at a time. */
function slowLoss({ X, y, classes }: Labelled, widths: number[], theta: Vec, row: number): { loss: number; label: number } {
  let activations = Array.from(X.data.subarray(row * X.columns, (row + 1) * X.columns));
  let at = 0;
  [...widths, classes].forEach((width, l) => {
    const inputs = activations.length;
    const next = Array.from({ length: width }, (_, j) =>
      activations.reduce((sum, a, i) => sum + a * theta[at + j * inputs + i], theta[at + width * inputs + j]),
    );
    at += width * (inputs + 1);
    activations = l < widths.length ? next.map((z) => Math.max(z, 0)) : next;
  });
  const total = activations.reduce((sum, z) => sum + Math.exp(z), 0);
  return { loss: -Math.log(Math.exp(activations[y[row]]) / total), label: activations.indexOf(Math.max(...activations)) };
}

test.each([[[]], [[6]], [[5, 3]]])("a network with hidden layers %j is its definition, example by example", (hidden) => {
  const data = examples(50, 4, 3);
  const model = network(data, { hidden });
  const theta = normals(model.n);
  const slow = Array.from({ length: 50 }, (_, row) => slowLoss(data, hidden, theta, row));
  slow.forEach(({ loss }, row) => expect(model.lossOf([row], theta)).toBeCloseTo(loss, 11));
  expect(Array.from(model.predict(theta))).toEqual(slow.map(({ label }) => label));
  expect(model.accuracy(theta)).toBeCloseTo(slow.filter(({ label }, row) => label === data.y[row]).length / 50, 12);
});

test("softmax regression on two classes is logistic regression with the difference of the weights", () => {
  const data = examples(40, 3, 2);
  const [soft, logistic] = [softmaxRegression(data), logisticRegression(data)];
  const theta = normals(soft.n); // W (2 × 3), b (2)
  const difference = Float64Array.of(theta[3] - theta[0], theta[4] - theta[1], theta[5] - theta[2], theta[7] - theta[6]);
  expect(soft.f(theta)).toBeCloseTo(logistic.f(difference), 12);
  expect(soft.predict(theta)).toEqual(logistic.predict(difference));
  expect(soft.accuracy(theta)).toBe(logistic.accuracy(difference));
});

test("sparse rows give what the same rows give when written out", () => {
  const rows = Array.from({ length: 40 }, (_, i) => {
    const row = new Float64Array(12);
    for (const j of sparse.X.indices.subarray(sparse.X.offsets[i], sparse.X.offsets[i + 1])) row[j] = 1;
    return row;
  });
  const [a, b] = [logisticRegression(sparse), logisticRegression({ ...sparse, X: matrix(rows) })];
  const theta = normals(a.n);
  expect(a.f(theta)).toBeCloseTo(b.f(theta), 13);
  a.gradient(theta).forEach((g, i) => expect(g).toBeCloseTo(b.gradient(theta)[i], 13));
  expect(a.predict(theta)).toEqual(b.predict(theta));
});

test("at 0 every class is as likely as another", () => {
  const models: [Classifier, number][] = [
    [logisticRegression(sparse), 2],
    [softmaxRegression(examples(20, 3, 7)), 7],
  ];
  for (const [model, classes] of models) expect(model.f(new Float64Array(model.n))).toBeCloseTo(Math.log(classes), 14);
});

test("losses stay finite where exponentials overflow", () => {
  const data: Labelled = { X: matrix([[1000], [-1000]]), y: Uint8Array.of(0, 0), classes: 2 };
  expect(logisticRegression(data, { bias: false }).lossOf([0], Float64Array.of(2))).toBe(2000);
  expect(logisticRegression(data, { bias: false }).lossOf([1], Float64Array.of(2))).toBe(0);
  const theta = Float64Array.of(-2, 2, 0, 0);
  expect(softmaxRegression(data).lossOf([0], theta)).toBe(4000);
  expect(softmaxRegression(data).gradientOf([0, 1], theta).every(Number.isFinite)).toBe(true);
});

test("a network starts from He's weights, and its parts say where they are", () => {
  const model = network(examples(2, 100, 4), { hidden: [50, 20] });
  expect(model.parts.map(({ name, rows, columns }) => [name, rows, columns])).toEqual([
    ["W1", 50, 100],
    ["b1", 50, 1],
    ["W2", 20, 50],
    ["b2", 20, 1],
    ["W3", 4, 20],
    ["b3", 4, 1],
  ]);
  const theta = model.initial(1);
  expect(theta).toEqual(model.initial(1));
  let end = 0;
  for (const { name, offset, rows, columns } of model.parts) {
    expect(offset).toBe(end);
    end += rows * columns;
    const part = theta.subarray(offset, end);
    const variance = part.reduce((sum, x) => sum + x * x, 0) / part.length;
    if (name[0] === "b") expect(variance).toBe(0);
    else expect(Math.abs(variance / (2 / columns) - 1)).toBeLessThan(5 * Math.sqrt(2 / part.length));
  }
  expect(model.n).toBe(end);
});

test("rare features appear with probability min(½, 1/j) and their classes follow the truth", () => {
  const { train, test, truth } = rareFeatures({ features: 50, train: 8000, test: 2000, seed: 3 });
  const counts = new Float64Array(50);
  for (const j of train.X.indices) counts[j]++;
  counts.forEach((count, j) => {
    const p = Math.min(0.5, 1 / (j + 1));
    expect(Math.abs(count / 8000 - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 8000));
  });
  const model = logisticRegression(test, { bias: false });
  // Nothing beats the truth: random moves away from it cost.
  for (let k = 0; k < 10; k++) expect(model.f(truth.map((w) => w + uniform(-2, 2)))).toBeGreaterThan(model.f(truth));
  expect(test.X.rows).toBe(2000);
  const weights = rareFeatures({ features: 4000, train: 1, test: 1, seed: 4 }).truth;
  expect(weights.reduce((sum, w) => sum + w * w, 0) / 4000).toBeCloseTo(4, 0);
});

test("Wilson's examples are as in the paper: the class, two ones, then one or five features of their own", () => {
  const problem = wilson({ n: 20, p: 0.7, seed: 5 });
  expect(problem.n).toBe(103);
  const { data } = problem.hessian;
  const H = (i: number, j: number) => data[i * 103 + j] * 20; // AᵀA
  expect([H(0, 0), H(1, 1), H(2, 2), H(1, 2)]).toEqual([20, 20, 20, 20].map((x) => expect.closeTo(x, 10)));
  let owns = 0,
    positive = 0;
  for (let i = 0; i < 20; i++) {
    const label = H(0, 3 + 5 * i);
    const own = [0, 1, 2, 3, 4].filter((k) => H(3 + 5 * i + k, 3 + 5 * i + k) > 0).length;
    expect([own, label]).toEqual(label > 0 ? [1, expect.closeTo(1, 10)] : [5, expect.closeTo(-1, 10)]);
    owns += own;
    positive += Number(label > 0);
  }
  expect(owns).toBe(positive + 5 * (20 - positive));
  // The class alone tells both apart; nothing but features 2 and 3 calls everything +1.
  const only = (i: number) => Float64Array.from({ length: 103 }, (_, j) => Number(i === j));
  expect([problem.trainAccuracy(only(0)), problem.testAccuracy(only(0))]).toEqual([1, 1]);
  expect(problem.trainAccuracy(only(1))).toBe(positive / 20);
  expect(problem.testAccuracy(only(1))).toBeCloseTo(0.7, 1);
});

test.each([
  [() => network({ ...examples(3, 2, 2), y: new Uint8Array(2) }), "invalid y: length 2 (X has 3 rows)"],
  [() => network(examples(3, 2, 2), { hidden: [0] }), "invalid hidden: 0 (whole numbers from 1)"],
  [() => logisticRegression({ ...sparse, classes: 3 }), "invalid classes: 3 (logistic regression tells 2 apart)"],
  [() => logisticRegression({ ...sparse, y: new Uint8Array(1) }), "invalid y: length 1 (X has 40 rows)"],
  [() => sparseRows([[0], [4]], 4), "invalid column: 4 (there are 4)"],
  [() => wilson({ p: 0.2, seed: 1 }), "invalid p: 0.2 (from 0.5 to 1)"],
])("bad input is named (%#)", (make, message) => {
  expect(make).toThrow(new RangeError(message));
});
