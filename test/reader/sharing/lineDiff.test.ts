import * as fc from "fast-check";
import { expect, test } from "vitest";
import { lineDiff } from "../../../src/reader/sharing/lineDiff.ts";

const text = fc.array(fc.constantFrom("", "a", "b", "c", "d"), { maxLength: 9 }).map((lines) => lines.join("\n"));

/** The most lines that two texts have in common in order, by trying all. */
function most(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a[0] === b[0] ? 1 + most(a.slice(1), b.slice(1)) : Math.max(most(a.slice(1), b), most(a, b.slice(1)));
}

test("a difference has all lines of both texts in order, and as many in common as there can be", () => {
  fc.assert(fc.property(text, text, (before, after) => {
    const diff = lineDiff(before, after);
    const side = (other: string) => diff.filter((line) => line.in !== other).map((line) => line.text).join("\n");
    expect([side("new"), side("old")]).toEqual([before, after]);
    expect(diff.filter((line) => line.in === "both").length).toBe(most(before.split("\n"), after.split("\n")));
  }), { numRuns: 200 });
});

test("of a changed line the old one stands before the new one", () => {
  expect(lineDiff("a\nb\nc", "a\nx\nc").map((line) => `${line.in} ${line.text}`)).toEqual(["both a", "old b", "new x", "both c"]);
});

test("texts of thousands of lines are shown one after the other, at once", () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word} ${i}`).join("\n");
  expect(lineDiff(long("a"), long("b")).length).toBe(10_000);
});
