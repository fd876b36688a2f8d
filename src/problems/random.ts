import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A stream of random numbers that is the same in every run. */
export interface Random {
  /** A number in [low, high); [0, 1) when called without bounds. */
  uniform(low?: number, high?: number): number;
  /** A normal number with this mean and standard deviation; N(0, 1) when called without them. */
  normal(mean?: number, sd?: number): number;
  /** A whole number from 0 to n − 1, all equally likely. */
  integer(n: number): number;
  /** Puts `items` in random order, in place, and returns it. */
  shuffle<T extends { readonly length: number; [index: number]: unknown }>(items: T): T;
  /** k different whole numbers below n, all choices equally likely. */
  sample(n: number, k: number): Int32Array;
  /** A new array of n normal numbers. */
  normals(n: number, mean?: number, sd?: number): Float64Array;
}

/**
 * Random numbers from a seed: xoroshiro128+ of the library pure-rand. Any safe integer is a seed; neighbouring seeds give
 * unrelated streams. Normal numbers are made in pairs by Marsaglia's polar method.
 * @throws RangeError when the seed is no safe integer.
 * @example
 * const { integer } = random(1);
 * [integer(6), integer(6), integer(6)]; // [5, 4, 0]
 */
export function random(seed: number): Random {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`invalid seed: ${seed} (an integer)`);
  const generator = xoroshiro128plusFromState(mixedState(seed));
  const unit = () => uniformFloat64(generator);
  let spare = NaN;

  const standardNormal = (): number => {
    if (spare === spare) {
      const z = spare;
      spare = NaN;
      return z;
    }
    let x, y, r2;
    do {
      x = 2 * unit() - 1;
      y = 2 * unit() - 1;
      r2 = x * x + y * y;
    } while (r2 >= 1 || r2 === 0);
    const scale = Math.sqrt((-2 * Math.log(r2)) / r2);
    spare = y * scale;
    return x * scale;
  };

  const integer = (n: number): number => {
    if (!(Number.isSafeInteger(n) && n >= 1)) throw new RangeError(`invalid n: ${n} (a whole number from 1)`);
    return uniformInt(generator, 0, n - 1);
  };

  return {
    uniform: (low = 0, high = 1) => low + (high - low) * unit(),
    normal: (mean = 0, sd = 1) => mean + sd * standardNormal(),
    integer,
    shuffle(items) {
      const cells: { [index: number]: unknown } = items;
      for (let i = items.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        [cells[i], cells[j]] = [cells[j], cells[i]];
      }
      return items;
    },
    sample(n, k) {
      if (!(Number.isInteger(k) && k >= 0 && k <= n)) throw new RangeError(`invalid k: ${k} (a whole number from 0 to n = ${n})`);
      const items = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = 0; i < k; i++) {
        const j = i + integer(n - i);
        const chosen = items[j];
        items[j] = items[i];
        items[i] = chosen;
      }
      return items.slice(0, k);
    },
    normals(n, mean = 0, sd = 1) {
      const out = new Float64Array(n);
      for (let i = 0; i < n; i++) out[i] = mean + sd * standardNormal();
      return out;
    },
  };
}

/** Four words for the generator by splitmix32: xoroshiro started from a bare small seed begins with related numbers. */
function mixedState(seed: number): number[] {
  let s = (seed | 0) ^ Math.imul(Math.floor(seed / 2 ** 32) | 0, 0x9e3779b9);
  return Array.from({ length: 4 }, () => {
    s = (s + 0x9e3779b9) | 0;
    let z = s;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  });
}
