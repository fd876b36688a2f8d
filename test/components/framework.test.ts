import { expect, test } from "vitest";
import { framework, slotNames } from "../../src/components/framework.ts";
import { rehypeFailOnMath, rehypeKeepBrackets, toMath } from "../../src/components/katex.ts";
import { numbered } from "../../src/components/source.ts";
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
  expect(() => rehypeFailOnMath()(undefined, { path: "content/en/01-sgd.mdx", messages: [message] })).toThrow("invalid formula: content/en/01-sgd.mdx:12: KaTeX parse error");
  expect(() => rehypeFailOnMath()(undefined, { messages: [{ source: "other", reason: "fine" }] })).not.toThrow();
});

test("an optimizer's equation tags carry their numbers, and its text stays as it is", () => {
  const source = readFileSync("src/optim/adam.ts", "utf8");
  const html = numbered(highlight(source));
  const tags = [...source.matchAll(/\/\/ \((\d+)\)/g)].map(([, n]) => n);
  expect(tags.length).toBeGreaterThan(3);
  expect([...html.matchAll(/data-equation="(\d+)"/g)].map(([, n]) => n)).toEqual(tags);
  expect(html.replace(/ equation" data-equation="\d+/g, "")).toBe(highlight(source));
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

/** The pieces between which a line of this formula may break, as text. */
async function pieces(tex: string): Promise<string[]> {
  const { unified } = await import("unified");
  const { default: parse } = await import("remark-parse");
  const { default: math } = await import("remark-math");
  const { default: rehype } = await import("remark-rehype");
  const { default: katex } = await import("rehype-katex");
  const processor = unified().use(parse).use(math).use(rehype).use(katex).use(rehypeKeepBrackets);
  const tree = await processor.run(processor.parse(`$${tex}$`));
  const found: string[] = [];
  const text = (node: any): string => node.value ?? (node.children ?? []).map(text).join("");
  (function search(node: any): void {
    if (node.properties?.className?.includes("katex-html")) found.push(...node.children.map((child: any) => text(child).replace(/\u200b/g, "")));
    else for (const child of node.children ?? []) search(child);
  })(tree);
  return found;
}

test("a formula in the text breaks after relations and between terms, never inside brackets", async () => {
  expect(await pieces("e = (I - H) e")).toEqual(["e=", "(I−H)e"]);
  expect(await pieces("a + b = c")).toEqual(["a+", "b=", "c"]);
  expect(await pieces("f(x + g(y - z)) - 1 < [0, 2)")).toEqual(["f(x+g(y−z))−", "1<", "[0,2)"]);
  expect(await pieces("|1 - a|) = 0")).toEqual(["∣1−", "a∣)=", "0"]);
});
