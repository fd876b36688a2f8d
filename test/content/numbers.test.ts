import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const chapters = readdirSync("content/en").filter((name) => name.endsWith(".mdx"));

/** Numbers of years, which have no comma. */
const isYear = (number: string): boolean => /^(?:18|19|20)\d\d$/.test(number);

test.for(chapters)("the prose of %s writes numbers as the outputs do: 7,500, and powers of ten, not 1e4", (name) => {
  const prose = readFileSync(`content/en/${name}`, "utf8")
    .replace(/^ *```[^]*?^ *```/gm, "")
    .replace(/\$\$[^]*?\$\$|\$[^$]*\$|`[^`]*`|<\w(?:=>|"[^"]*"|[^>"])*>|\{[^}]*\}|\]\([^)]*\)/g, "")
    .replace(/^---[^]*?^---/m, "");
  const odd = [...prose.matchAll(/(?<![\p{L}\d.,⁻])(?:\d{4,}(?![\p{L}\d])|\d+(?:\.\d+)?e[-+]?\d+|-\d)/gu)].map(([number]) => number);
  expect(odd.filter((number) => !isYear(number))).toEqual([]);
});
