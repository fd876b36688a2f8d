import { expect, test } from "vitest";
import { leadFigure } from "../../src/components/leadFigure.ts";
import { firstStart, formatLoss, leadRuns, size } from "../../src/components/leadRuns.ts";

const points = (path: string): [number, number][] => [...path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

test("every run begins at the start and, at the rates that suit the valley, ends at its lowest point", () => {
  for (const { name, line, loss } of leadRuns(firstStart, 1)) {
    const path = points(line);
    expect(path[0], name).toEqual([55.9, 75.2]);
    const [x, y] = path.at(-1)!;
    expect(Math.hypot(x - 698.4, y - 180), name).toBeLessThan(30);
    expect(formatLoss(loss), name).toMatch(/^\d/);
  }
});

test("SGD diverges just above 2/L, the others do not; what it draws stays numbers", () => {
  const [sgd, ...others] = leadRuns(firstStart, 1.5);
  expect(formatLoss(sgd.loss)).toBe(undefined);
  for (const { loss } of others) expect(loss).toBeLessThan(1);
  for (const { line, dots } of leadRuns([-9.8, 2.4], 1e6)) expect(line + dots).not.toMatch(/NaN|Infinity|e/);
});

test("the figure drawn at build has the runs that a reader then moves", () => {
  const svg = leadFigure();
  for (const { name, line } of leadRuns(firstStart, 1)) expect(svg).toContain(`data-run="${name}"><path d="${line}"`);
  expect(svg).toContain(`viewBox="0 0 ${size.width} ${size.height}"`);
  expect(svg.length).toBeLessThan(12_000);
});
