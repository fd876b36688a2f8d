import { checkNumber, counts, zeros } from "./check.ts";
import { multiply } from "./matrix.ts";
import type { Vec } from "./types.ts";

/**
 * Jacobi's method (1846) for a symmetric matrix `A` of n × n, stored row by row and left as it is: turns `Q`, which must be orthogonal on entry (the
 * identity, or what an earlier call left), until QᵀAQ is diagonal. Then the columns of `Q` are eigenvectors, and entry i of `values` is the eigenvalue of
 * column i. They stand in no order: each column goes on from where it was, so that a little change of `A` turns them a little.
 * With the last argument of `eigenWork` it allocates nothing. A matrix with NaN or infinite entries leaves NaN.
 * @example
 * const Q = Float64Array.of(1, 0, 0, 1), values = new Float64Array(2);
 * symmetricEigen(Float64Array.of(2, 1, 1, 2), 2, Q, values);
 * values; // [1, 3]
 * Q; // [0.707107, 0.707107, -0.707107, 0.707107]
 */
export function symmetricEigen(A: Vec, n: number, Q: Vec, values: Vec, { B, AQ } = eigenWork(n)): void {
  checkNumber("n", n, counts);
  multiply(AQ, A, Q, n, n, n);
  multiply(B, Q, AQ, n, n, n, "first");
  let size = 0;
  for (let k = 0; k < n * n; k++) size += B[k] ** 2;
  for (let sweep = 0; sweep < 50; sweep++) {
    let beside = 0;
    for (let p = 0; p < n; p++) for (let q = 0; q < p; q++) beside += B[p * n + q] ** 2;
    if (!(beside > 1e-32 * size)) break;
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) turn(B, Q, n, p, q);
  }
  for (let i = 0; i < n; i++) values[i] = B[i * n + i];
}

/** Turns columns p and q of Q, and B = QᵀAQ with them, so that B's entry (p, q) becomes 0. */
function turn(B: Vec, Q: Vec, n: number, p: number, q: number): void {
  const apart = B[p * n + q];
  if (apart === 0) return;
  const ratio = (B[q * n + q] - B[p * n + p]) / (2 * apart);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(ratio ** 2 + 1));
  const cosine = 1 / Math.sqrt(tangent ** 2 + 1), sine = tangent * cosine;
  for (let k = 0; k < n; k++) rotate(B, k * n + p, k * n + q, cosine, sine);
  for (let k = 0; k < n; k++) rotate(B, p * n + k, q * n + k, cosine, sine);
  for (let k = 0; k < n; k++) rotate(Q, k * n + p, k * n + q, cosine, sine);
}

function rotate(X: Vec, a: number, b: number, cosine: number, sine: number): void {
  const x = X[a], y = X[b];
  X[a] = cosine * x - sine * y;
  X[b] = sine * x + cosine * y;
}

/**
 * Overwrites `out` with the power of a symmetric matrix `A` of n × n, by its eigenvalues; one that is below `least`, by rounding, counts as that.
 * With `work` of `powerWork` it allocates nothing.
 * @example
 * const out = new Float64Array(4);
 * symmetricPower(out, Float64Array.of(5, 4, 4, 5), 2, 1 / 2, 0);
 * out; // [2, 1, 1, 2]
 */
export function symmetricPower(out: Vec, A: Vec, n: number, power: number, least: number, { Q, scaled, values, eigen } = powerWork(n)): void {
  for (let k = 0; k < n * n; k++) Q[k] = k % (n + 1) === 0 ? 1 : 0;
  symmetricEigen(A, n, Q, values, eigen);
  for (let k = 0; k < n * n; k++) scaled[k] = Q[k] * Math.max(values[k % n], least) ** power;
  multiply(out, scaled, Q, n, n, n, "second");
}

/** What `symmetricEigen` and `symmetricPower` compute in. */
export const eigenWork = (n: number) => ({ B: zeros(n * n), AQ: zeros(n * n) });
export const powerWork = (n: number) => ({ Q: zeros(n * n), scaled: zeros(n * n), values: zeros(n), eigen: eigenWork(n) });
