import fc from "fast-check";
import { expect, test } from "vitest";
import { paperCodeSize } from "../../src/lecture/paperCode.ts";

/** The height of a text in CSS pixels, set character by character: a row ends before the word that would not fit, or in a word that no row holds. */
function heightOf(text: string, size: number): number {
  const columns = Math.floor(600 / (0.6 * size));
  let rows = 0;
  for (const line of text.split("\n")) {
    let row = "";
    rows++;
    for (const word of line.trimEnd().split(/(?<=\S)(?=\s)/)) {
      if (row !== "" && row.length + word.length > columns) {
        rows++;
        row = "";
      }
      for (const character of word) {
        if (row.length === columns) {
          rows++;
          row = "";
        }
        row += character;
      }
    }
  }
  return rows * size * 1.4;
}

test("short code keeps the slide's own size on paper", () => {
  expect(paperCodeSize("")).toBe(24);
  expect(paperCodeSize(Array.from({ length: 11 }, () => "const a = 1;").join("\n"))).toBe(24);
  expect(paperCodeSize(Array.from({ length: 12 }, () => "const a = 1;").join("\n"))).toBeLessThan(24);
});

test("code on paper has the largest size at which all of it fits", () => {
  const line = fc
    .array(fc.string({ minLength: 1, maxLength: 60 }), { maxLength: 12 })
    .map((words) => words.map((word) => word.replaceAll(/\s/g, "x")).join(" "));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
      const text = lines.join("\n");
      const size = paperCodeSize(text);
      if (size > 6) expect(heightOf(text, size)).toBeLessThanOrEqual(400);
      if (size < 24) expect(heightOf(text, size + 1)).toBeGreaterThan(400);
    }),
  );
});

test("more code is never larger on paper", () => {
  let last = 24;
  for (let n = 1; n < 120; n++) {
    const size = paperCodeSize(Array.from({ length: n }, (_, i) => `theta[${i}] -= lr * g[${i}]; // (1)`).join("\n"));
    expect(size).toBeLessThanOrEqual(last);
    last = size;
  }
  expect(last).toBe(6);
});
