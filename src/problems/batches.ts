import { extend } from "./extend.ts";
import { random } from "./random.ts";
import type { FiniteSum, Vec } from "./types.ts";

/**
 * The rows 0 … n − 1 in batches of `size`, in a new random order each epoch, each row once an epoch; where `size` does not divide n the
 * last batch of an epoch is smaller. Goes on for ever unless `epochs` is given. A batch is valid until the next is drawn.
 * @example
 * let count = 0;
 * for (const rows of batches(1000, 20, { seed: 1, epochs: 10 })) count++;
 * count; // 500
 */
export function batches(n: number, size: number, { seed, epochs = Infinity }: { seed: number; epochs?: number }): Generator<Int32Array, never> {
  if (!(Number.isInteger(size) && size >= 1 && size <= n))
    throw new RangeError(`invalid size: ${size} (a whole number from 1 to the number of rows, ${n})`);
  if (!(epochs >= 0)) throw new RangeError(`invalid epochs: ${epochs} (a number from 0)`);
  const { shuffle } = random(seed);
  const order = Int32Array.from({ length: n }, (_, i) => i);
  function* draw() {
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order);
      for (let start = 0; start < n; start += size) yield order.subarray(start, start + size);
    }
  }
  return draw() as Generator<Int32Array, never>;
}

/**
 * The same problem seen a mini-batch at a time: each call of `gradient` is that of the next of `batches`; f stays the mean of all.
 * It draws on as long as it is used: make a fresh one for each run. `stepsPerEpoch` calls see each example once.
 * @example
 * const sum = leastSquares(matrix([[1, 1], [2, 1], [3, 1], [4, 1]]), [1, 2, 3, 4]);
 * miniBatch(sum, { size: 2, seed: 1 }).stepsPerEpoch; // 2
 */
export function miniBatch<P extends FiniteSum>(problem: P, { size, seed }: { size: number; seed: number }) {
  const drawn = batches(problem.size, size, { seed });
  return extend(problem, {
    stepsPerEpoch: Math.ceil(problem.size / size),
    gradient: (theta: Vec, out?: Vec): Vec => problem.gradientOf(drawn.next().value, theta, out),
  });
}
