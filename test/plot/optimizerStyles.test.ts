import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CATEGORIES, OPTIMIZERS, colorsOf, courseOrder, optimizerStyle } from "../../src/plot/optimizerStyles.ts";
import { VISION, contrast, distance } from "./colorVision.ts";

const THEMES = ["light", "dark"] as const;

/** The backgrounds on which plots stand, as the site's tokens define them. */
function backgrounds(theme: "light" | "dark"): string[] {
  const tokens = readFileSync("src/styles/tokens.css", "utf8");
  return ["page", "surface"].map((name) => {
    const [, light, dark] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(tokens)!;
    return theme === "light" ? light! : dark!;
  });
}

const pairs = <T>(items: readonly T[]): [T, T][] => items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));

test("the measures agree with known values: black on white is 21, and red and green draw together for deuteranopes", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(distance("#d62728", "#2ca02c", VISION["deuteranopia"]!)).toBeLessThan(0.5 * distance("#d62728", "#2ca02c", VISION["normal"]!));
});

for (const theme of THEMES) {
  describe(`on a ${theme} page`, () => {
    test("every optimizer and category has a contrast of at least 3 to what is behind it", () => {
      for (const style of [...OPTIMIZERS, ...CATEGORIES]) {
        for (const background of backgrounds(theme))
          expect(contrast(style[theme], background), `${JSON.stringify(style)} on ${background}`).toBeGreaterThanOrEqual(3);
      }
    });

    for (const [name, vision] of Object.entries(VISION)) {
      test(`with ${name} vision any two optimizers differ in colour, or else in dash`, () => {
        for (const [a, b] of pairs(OPTIMIZERS)) {
          if (a.dash === b.dash) expect(distance(a[theme], b[theme], vision), `${a.label} and ${b.label}`).toBeGreaterThanOrEqual(8);
        }
      });

      test(`with ${name} vision the six methods that the course compares most differ by colour alone`, () => {
        const six = ["SGD", "Momentum", "NAG", "AdaGrad", "RMSProp", "Adam"].map((label) => optimizerStyle(label)!);
        for (const [a, b] of pairs(six)) expect(distance(a[theme], b[theme], vision), `${a.label} and ${b.label}`).toBeGreaterThanOrEqual(8.5);
      });

      test(`with ${name} vision any two categories differ`, () => {
        for (const [a, b] of pairs(CATEGORIES)) expect(distance(a[theme], b[theme], vision)).toBeGreaterThanOrEqual(8);
      });
    }
  });
}

test("dashes of equal colours differ", () => {
  for (const [a, b] of pairs(OPTIMIZERS)) if (a.light === b.light || a.dark === b.dark) expect(a.dash, `${a.label} and ${b.label}`).not.toBe(b.dash);
});

test("the labels that chapters use name their optimizer, whatever the case", () => {
  const keys = Object.fromEntries(
    [
      "SGD",
      "gd",
      "HB",
      "Heavy ball",
      "momentum",
      "EMA-momentum",
      "Nesterov",
      "nag",
      "adagrad",
      "RMSProp",
      "centered RMSProp",
      "AdaDelta",
      "Adam",
      "AdamW",
      "AMSGrad",
      "Adamax",
      "Nadam",
      "RAdam",
      "Lion",
      "Muon",
    ].map((label) => [label, optimizerStyle(label)?.key]),
  );
  expect(keys).toEqual({
    SGD: "sgd",
    gd: "sgd",
    HB: "momentum",
    "Heavy ball": "momentum",
    momentum: "momentum",
    "EMA-momentum": "ema-momentum",
    Nesterov: "nag",
    nag: "nag",
    adagrad: "adagrad",
    RMSProp: "rmsprop",
    "centered RMSProp": "centered-rmsprop",
    AdaDelta: "adadelta",
    Adam: "adam",
    AdamW: "adamw",
    AMSGrad: "amsgrad",
    Adamax: "adamax",
    Nadam: "nadam",
    RAdam: "radam",
    Lion: "lion",
    Muon: "muon",
  });
  expect(optimizerStyle("Adam 2")).toBeUndefined();
  const names = OPTIMIZERS.flatMap((o) => [o.label, ...o.aliases]).map((name) => name.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
});

test("a domain of optimizers stands in the course's order; one stranger leaves it as it is", () => {
  expect(courseOrder(["Adam", "HB", "SGD", "Adam"])).toEqual(["SGD", "HB", "Adam"]);
  expect(courseOrder(["Adam", "theory"])).toBeUndefined();
  expect(courseOrder([])).toBeUndefined();
});

test("optimizers keep their colours among strangers, who take the palette in turn", () => {
  expect(colorsOf(["theory", "Adam", "bound"])).toEqual(["var(--cat-1)", "var(--opt-adam)", "var(--cat-2)"]);
  expect(colorsOf(Array.from({ length: 9 }, (_, i) => `c${i}`))[8]).toBe("var(--cat-1)");
});
