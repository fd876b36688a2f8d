import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isCounts, percents, readCount, shareOf, total } from "../../src/lecture/tally.ts";

const counts = fc.array(fc.nat(500), { minLength: 2, maxLength: 8 });

test("shares add up to one, per cents to a hundred, each within one of its share", () => {
  fc.assert(
    fc.property(counts, (some) => {
      const per = percents(some);
      expect(total(per)).toBe(total(some) === 0 ? 0 : 100);
      per.forEach((percent, i) => expect(Math.abs(percent - 100 * shareOf(some, i))).toBeLessThan(1));
    }),
  );
});

test("options with as many hands have the same share, and more hands have no less", () => {
  fc.assert(
    fc.property(counts, (some) => {
      const per = percents(some);
      for (let i = 0; i < some.length; i++)
        for (let j = 0; j < some.length; j++) if (some[i] > some[j]) expect(per[i]).toBeGreaterThanOrEqual(per[j]);
    }),
  );
  expect(percents([1, 1, 1])).toEqual([34, 33, 33]);
  expect(percents([0, 0])).toEqual([0, 0]);
  expect(percents([12, 0, 18])).toEqual([40, 0, 60]);
});

test("what is typed is a whole number of hands, or is refused", () => {
  expect(["", " ", "0", "7", "042", "9999", " 12 "].map(readCount)).toEqual([0, 0, 0, 7, 42, 9999, 12]);
  for (const bad of ["-1", "1.5", "x", "1e3", "12345", "٣", "1 2"]) expect(readCount(bad), bad).toBeUndefined();
});

test("counts of another question are none of this one", () => {
  expect(isCounts([1, 2, 3], 3)).toBe(true);
  for (const bad of [[1, 2], [1, 2, -1], [1, 2, 0.5], [1, 2, "3"], [1, 2, 1e9], null, "123"])
    expect(isCounts(bad, 3), JSON.stringify(bad)).toBe(false);
});
