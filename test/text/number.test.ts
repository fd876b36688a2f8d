import fc from "fast-check";
import { expect, test } from "vitest";
import { styledNumber, styledNumbers } from "../../src/text/number.ts";
import { readNumber } from "./readNumber.ts";

test("a number stays the number that it was, and has no letter, no hyphen and no group of more than three digits", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = styledNumber(String(value));
      expect(readNumber(text)).toBe(value || 0);
      expect(text).not.toMatch(/[a-z-]/i);
      expect(text.split(".")[0]).not.toMatch(/\d{4}/);
    }),
  );
});

test.each([
  ["(-0.271, 1.22e+19)", "(−0.271, 1.22 × 10¹⁹)"],
  ["1e-4", "10⁻⁴"],
  ["-37.9", "−37.9"],
  ["1e+0", "10⁰"],
  ["x - 1, x -1", "x - 1, x −1"],
  // What is no number of its own, and what has no sign and no exponent, stays.
  ["2012-01-01, AdamW-2, 3-4, v1.2e-3b, α/√t, θ₁", "2012-01-01, AdamW-2, 3-4, v1.2e-3b, α/√t, θ₁"],
  ["1000 f, B = 1000", "1000 f, B = 1000"],
])("%s in a text reads %s", (text, styled) => {
  expect(styledNumbers(text)).toBe(styled);
});
