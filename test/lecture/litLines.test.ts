import { expect, test } from "vitest";
import { maskOf, partsOf } from "../../src/lecture/litLines.ts";

test("lines are parts of one or more", () => {
  expect(partsOf("4")).toEqual([[4, 4]]);
  expect(partsOf("2-3,7")).toEqual([
    [2, 3],
    [7, 7],
  ]);
});

test("a mask leaves the lit lines whole and dims all others", () => {
  const at = (mask: string, line: number): string => {
    const stops = [...mask.matchAll(/(rgb\([^)]*\)|#000) (\d+)lh(?: (\d+)lh)?/g)];
    return stops.findLast(([, , from, to]) => Number(from) <= line - 0.5 && line - 0.5 < Number(to ?? Infinity))![1];
  };
  for (const lines of ["1", "2-3", "1,3-4,9"]) {
    const lit = new Set(partsOf(lines).flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i)));
    for (let line = 1; line <= 12; line++) expect(at(maskOf(partsOf(lines)), line) === "#000", `${lines}: ${line}`).toBe(lit.has(line));
  }
});
