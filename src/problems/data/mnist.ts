import type { Labelled } from "../types.ts";

/** Handwritten digits, 14 × 14 pixels, row after row, from 0 (paper) to 1 (ink) in steps of 1/15. */
export interface Mnist {
  /** Pixels along each side. */
  side: number;
  train: Labelled;
  test: Labelled;
}

/** What `mnist.bin` holds: the label of each digit, then its pixels; two numbers from 0 to 15 a byte, the first in the high half. */
export const mnistFormat = { side: 14, train: 1000, test: 500 };

/** The first 1000 training and the first 500 test digits, shrunk to half their side. */
export function mnist(bytes: Uint8Array): Mnist {
  const { side, train, test } = mnistFormat;
  const pixels = side * side;
  const nibble = (i: number) => (i % 2 === 0 ? bytes[i >> 1] >> 4 : bytes[i >> 1] & 15);
  const digits = (from: number, rows: number): Labelled => ({
    X: { rows, columns: pixels, data: Float64Array.from({ length: rows * pixels }, (_, i) => nibble(train + test + from * pixels + i) / 15) },
    y: Uint8Array.from({ length: rows }, (_, i) => nibble(from + i)),
    classes: 10,
  });
  return { side, train: digits(0, train), test: digits(train, test) };
}

/** The bytes of `mnistFormat` for numbers from 0 to 15, an even count of them. */
export function packNibbles(numbers: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: numbers.length / 2 }, (_, i) => (numbers[2 * i] << 4) | numbers[2 * i + 1]);
}
