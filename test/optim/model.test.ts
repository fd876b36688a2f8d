import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { follow, makers, type PlainName } from "./all.ts";
import { models } from "./model.ts";

const decay = fc.double({ min: 0.05, max: 0.98, noNaN: true });
const options = fc.record({
  lr: fc.double({ min: 1e-3, max: 1, noNaN: true }),
  beta: decay,
  beta1: decay,
  beta2: decay,
  rho: decay,
  eps: fc.constantFrom(1e-8, 1e-3, 0.1),
});
const gradients = fc.array(
  fc.double({ min: -10, max: 10, noNaN: true }).map((g) => (Math.abs(g) < 1e-3 ? 0.5 : g)),
  { minLength: 1, maxLength: 25 },
);

const spread = (gs: number[]) => gs.every((g, i) => i === 0 || Math.abs(g - gs[i - 1]) > 1);

describe("agrees with explicit sums over all gradients, for random options and gradients", () => {
  test.each(Object.keys(models) as PlainName[])("%s", (name) => {
    const taken = Object.keys(makers[name]().options!);
    fc.assert(
      fc.property(options, gradients, (all, gs) => {
        fc.pre(name !== "centeredRmsprop" || spread(gs)); // v − ḡ² of equal gradients is all rounding
        const given = Object.fromEntries(Object.entries({ ...all, weightDecay: 0.01 }).filter(([key]) => taken.includes(key)));
        const path = [
          1,
          ...follow(
            makers[name](given),
            gs.map((g) => [g]),
            [1],
          ).map(([x]) => x),
        ];
        gs.forEach((_, i) => {
          const delta = models[name](gs.slice(0, i + 1), all, path[i]);
          expect(Math.abs(path[i] - path[i + 1] - delta)).toBeLessThanOrEqual(1e-9 * (Math.abs(delta) + Math.abs(path[i]) + 1));
        });
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
