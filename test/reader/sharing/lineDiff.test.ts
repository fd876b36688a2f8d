import * as fc from "fast-check";
import { expect, test } from "vitest";
import { excerpt, lineDiff, shownDiff } from "../../../src/reader/sharing/lineDiff.ts";

const text = fc.array(fc.constantFrom("", "a", "b", "c", "d"), { maxLength: 9 }).map((lines) => lines.join("\n"));

/** The most lines that two texts have in common in order, by trying all. */
function most(a: string[], b: string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  return a[0] === b[0] ? 1 + most(a.slice(1), b.slice(1)) : Math.max(most(a.slice(1), b), most(a, b.slice(1)));
}

test("a difference has all lines of both texts in order, and as many in common as there can be", () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = lineDiff(before, after);
      const side = (other: string) =>
        diff
          .filter((line) => line.in !== other)
          .map((line) => line.text)
          .join("\n");
      expect([side("new"), side("old")]).toEqual([before, after]);
      expect(diff.filter((line) => line.in === "both").length).toBe(most(before.split("\n"), after.split("\n")));
    }),
    { numRuns: 200 },
  );
});

test("of a changed line the old one stands before the new one", () => {
  expect(lineDiff("a\nb\nc", "a\nx\nc").map((line) => `${line.in} ${line.text}`)).toEqual(["both a", "old b", "new x", "both c"]);
});

test("texts of thousands of lines are shown one after the other, at once", () => {
  const long = (word: string) => Array.from({ length: 5000 }, (_, i) => `${word} ${i}`).join("\n");
  expect(lineDiff(long("a"), long("b")).length).toBe(10_000);
});

const numbered = (n: number, word = "line") => Array.from({ length: n }, (_, i) => `${word} ${i}`);

test("a change in a text of 100,000 lines is found among them", () => {
  const before = numbered(100_000);
  const diff = lineDiff(before.join("\n"), before.with(50_000, "other").join("\n"));
  expect(diff.filter((line) => line.in !== "both")).toEqual([
    { in: "old", text: "line 50000" },
    { in: "new", text: "other" },
  ]);
});

test("a small difference is shown whole", () => {
  const diff = lineDiff(numbered(60).join("\n"), numbered(60).with(50, "other").join("\n"));
  expect(excerpt(diff)).toEqual(diff);
});

test("of a large difference the unchanged stretches are left out, counted, so that no change hides behind them", () => {
  const before = numbered(9000);
  const shown = excerpt(lineDiff(before.join("\n"), before.with(8000, "hidden").join("\n")));
  expect(shown.map((line) => (line.in === "gap" ? `${line.lines} ${line.unchanged}` : `${line.in} ${line.text}`))).toEqual([
    "both line 0",
    "both line 1",
    "both line 2",
    "7994 true",
    "both line 7997",
    "both line 7998",
    "both line 7999",
    "old line 8000",
    "new hidden",
    "both line 8001",
    "both line 8002",
    "both line 8003",
    "993 true",
    "both line 8997",
    "both line 8998",
    "both line 8999",
  ]);
});

test("what is shown is bounded, and with the gaps every line is accounted for", () => {
  fc.assert(
    fc.property(fc.nat(3000), fc.nat(3000), fc.integer({ min: 1, max: 7 }), fc.constantFrom(1, 90, 2500), (old, fresh, every, length) => {
      const before = numbered(old).map((line, i) => (i % every === 0 ? line.repeat(length) : line));
      const diff = lineDiff(before.join("\n"), [...numbered(fresh, "new"), ...before.slice(0, 50)].join("\n"));
      const shown = excerpt(diff);
      expect(shown.length).toBeLessThanOrEqual(shownDiff.lines + 1);
      expect(shown.reduce((sum, line) => sum + (line.in === "gap" ? 0 : line.text.length), 0)).toBeLessThanOrEqual(
        shownDiff.characters + shownDiff.lineLength,
      );
      expect(shown.reduce((sum, line) => sum + (line.in === "gap" ? line.lines : 1), 0)).toBe(diff.length);
    }),
    { numRuns: 100 },
  );
});

test("a line of very many characters is cut, and says by how much", () => {
  const [, line] = excerpt(lineDiff("a", "x".repeat(100_000)));
  expect(line).toEqual({ in: "new", text: "x".repeat(shownDiff.lineLength), cut: 100_000 - shownDiff.lineLength });
});
