import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/styles/fonts.css", "utf8");

test("no family's name is one that is invalid without quotes, which the build takes away", () => {
  const names = [...css.matchAll(/font-family: "([^"]+)"/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(5);
  expect(names.filter((name) => /^(serif|sans-serif|monospace|math|cursive|fantasy|system-ui|emoji|inherit|initial|unset)\b/i.test(name))).toEqual(
    [],
  );
});
