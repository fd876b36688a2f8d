import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The variables of a style sheet that differ by theme: name → [light, dark]. */
function themed(file: string): Map<string, [string, string]> {
  const css = readFileSync(new URL(`../../src/styles/${file}`, import.meta.url), "utf8");
  return new Map(
    [...css.matchAll(/(--[\w-]+):\s*light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, [light, dark]]),
  );
}

/** Relative luminance and contrast after WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test("the contrast of black and white is 21, and of #767676 on white 4.54", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 10);
  expect(contrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
});

test("every colour of the code has a contrast of at least 4.5 on the page, on a surface, on a marked line and where it is lit, in both themes", () => {
  const colours = themed("editor.css");
  const tokens = themed("tokens.css");
  const grounds = [tokens.get("--page")!, tokens.get("--surface")!, colours.get("--code-error-wash")!, themed("links.css").get("--lit")!];
  const inks = [...colours, ...[...tokens].filter(([name]) => ["--text", "--muted"].includes(name))].filter(([name]) => name !== "--code-error-wash");
  expect(inks.length).toBeGreaterThanOrEqual(7);
  const weak = inks.flatMap(([name, ink]) =>
    [0, 1].flatMap((theme) =>
      grounds.map((ground) => ({ name, theme, contrast: contrast(ink[theme], ground[theme]) })).filter(({ contrast }) => contrast < 4.5),
    ),
  );
  expect(weak).toEqual([]);
});
