import { describe, expect, test } from "vitest";
import { CHARTS, REFUSED } from "./charts.ts";
import { direct, normalise, record, replayed } from "./draw.ts";

describe("a replayed record is the drawing that Plot makes of the same call", () => {
  for (const [name, chart] of Object.entries(CHARTS)) {
    test(name, () => {
      const expected = normalise(direct(chart));
      expect(expected.length).toBeGreaterThan(300);
      expect(normalise(replayed(record(chart), { defaults: "plot" }))).toBe(expected);
    });
  }
});

describe("what cannot leave the cell says what to write instead", () => {
  for (const [name, [chart, message]] of Object.entries(REFUSED)) {
    test(name, () => expect(() => record((P) => plotted(chart(P)))).toThrow(new Error(message)));
  }
});

const plotted = (made: unknown): unknown => (made as { plot?: () => unknown }).plot?.() ?? made;
