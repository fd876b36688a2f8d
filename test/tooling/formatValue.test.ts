import { expect, test } from "vitest";
import { formatValue } from "../../src/tooling/formatValue.ts";

test.each([
  [691, {}, "691"],
  [7500, {}, "7,500"],
  [13463, {}, "13,463"],
  [-0.5, {}, "−0.5"],
  [1 / 3, {}, "0.333333"],
  [1 / 3, { digits: 3 }, "0.333"],
  [2, { decimals: 2 }, "2.00"],
  [29_800_000, { digits: 3 }, "2.98 × 10⁷"],
  [-1e-9, { digits: 2 }, "−1.0 × 10⁻⁹"],
  [0, { digits: 2 }, "0.0"],
  [123456, { digits: 2 }, "120,000"],
  [Infinity, {}, "∞"],
  [12345.6789, { decimals: 1 }, "12,345.7"],
  ["Adam", {}, "Adam"],
  ["(1.22e+19, -3)", {}, "(1.22 × 10¹⁹, −3)"],
  [true, {}, "true"],
])("%s with %j reads %s", (value, format, text) => {
  expect(formatValue(value, format)).toBe(text);
});

test.each([[NaN], [undefined], [null], [{}], [[1]]])("%s is no value for a sentence", (value) => {
  expect(() => formatValue(value)).toThrow(/invalid value: /);
});
