import { expect, test } from "vitest";
import { framework, slotNames } from "../../src/components/framework.ts";
import { rehypeFailOnMath, toMath } from "../../src/components/katex.ts";
import { numbered } from "../../src/symbols/equationTags.ts";
import { highlight } from "../../src/editor/highlight.ts";
import { katexStyles } from "../../src/components/katexStyles.ts";
import { readFileSync } from "node:fs";

test("the framework has each slot once, over four steps, in formulas that KaTeX reads", () => {
  expect(framework.map(({ name }) => name)).toEqual([...slotNames]);
  expect([...new Set(framework.map(({ step }) => step))]).toEqual([1, 2, 3, 4]);
  for (const { tex } of framework) expect(toMath(tex)).toContain('class="katex"');
});

test("a formula that KaTeX cannot read is an error, in a component and in a chapter", () => {
  expect(() => toMath(String.raw`\frac{1`)).toThrow(/KaTeX/);
  const message = { source: "rehype-katex", reason: "Could not render", cause: new Error("KaTeX parse error"), line: 12 };
  expect(() => rehypeFailOnMath()(undefined, { path: "content/en/01-sgd.mdx", messages: [message] })).toThrow(
    "invalid formula: content/en/01-sgd.mdx:12: KaTeX parse error",
  );
  expect(() => rehypeFailOnMath()(undefined, { messages: [{ source: "other", reason: "fine" }] })).not.toThrow();
});

test("an optimizer's equation tags carry their numbers, and its text stays as it is", () => {
  const source = readFileSync("src/optim/adam.ts", "utf8");
  const html = numbered(highlight(source), "adam");
  const tags = [...source.matchAll(/\/\/ \((\d+)\)/g)].map(([, n]) => n);
  expect(tags.length).toBeGreaterThan(3);
  expect([...html.matchAll(/data-s="adam-(\d+)"/g)].map(([, n]) => n)).toEqual(tags);
  expect(html.replace(/ equation" data-s="adam-\d+/g, "")).toBe(highlight(source));
});

test("a chapter with several files counts on: the tag of line (1) is `first`", () => {
  const html = numbered(highlight(readFileSync("src/optim/lion.ts", "utf8")), "lion", 8);
  expect([...html.matchAll(/data-s="lion-(\d+)">\/\/ \((\d+)\)/g)].map(([, tag, text]) => [tag, text])).toEqual([
    ["8", "8"],
    ["9", "9"],
    ["10", "10"],
  ]);
  expect(() => numbered("", "lion", NaN)).toThrow("invalid first: NaN");
});

test("KaTeX's sheet keeps every font once, as woff2, in a layer of its own", () => {
  const css = readFileSync("node_modules/katex/dist/katex.min.css", "utf8");
  const styles = katexStyles().transform(css, "/x/katex/dist/katex.min.css")!;
  const fonts = (text: string, suffix: string) => text.match(new RegExp(`url\\([^)]*\\.${suffix}\\)`, "g"))?.length ?? 0;
  expect(fonts(styles, "woff2")).toBe(fonts(css, "woff2"));
  expect([fonts(styles, "woff"), fonts(styles, "ttf")]).toEqual([0, 0]);
  expect(styles).toMatch(/^@layer katex\{[^]*\}$/);
  expect(katexStyles().transform("a{}", "/x/site.css")).toBeUndefined();
});
