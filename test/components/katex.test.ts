import { expect, test } from "vitest";
import { rehypeLean, toMath } from "../../src/components/katex.ts";
import { words } from "../../src/i18n/index.ts";
import type { HastNode } from "../../src/symbols/trees.ts";
import { leanStyle } from "../../src/tooling/leanStyle.ts";
import { renderOutput } from "../../src/tooling/renderCell.ts";

const box = (tagName: string, ...children: (HastNode | string)[]): HastNode => ({
  type: "element",
  tagName,
  properties: {},
  children: children.map((child) => (typeof child === "string" ? { type: "text", value: child } : child)),
});
const textOf = (node: HastNode): string => node.value ?? (node.children ?? []).map(textOf).join("");

test("a formula keeps what is read aloud, and not its TeX", () => {
  const html = toMath(String.raw`\alpha_t\, m`);
  expect(html).toContain("<math>");
  expect(html).toContain("<msub>");
  expect(html).not.toMatch(/annotation|semantics|alpha/);
  const math = { ...box("math", box("semantics", box("mrow", "a"), box("annotation", "\\alpha"))), properties: { xmlns: "http://x" } };
  rehypeLean()(math);
  expect(math).toEqual(box("math", box("mrow", "a")));
});

test("line breaks between blocks go; those between words stay", () => {
  const tree = box("section", "\n", box("p", box("em", "a"), "\n", box("em", "b")), "\n", box("p", "c"), "\n");
  rehypeLean()(tree);
  expect(tree.children!.map(({ tagName }) => tagName)).toEqual(["p", "p"]);
  expect(textOf(tree)).toBe("a\nbc");
  const mixed = box("li", box("em", "a"), "\n", box("p", "b"));
  rehypeLean()(mixed);
  expect(textOf(mixed)).toBe("a\nb");
});

test.each([
  ["height:0.8641em;vertical-align:-0.1944em;", "height:0.86em;vertical-align:-0.19em"],
  ["top:-3.0001em", "top:-3em"],
  ["margin-right:0.05em;", "margin-right:0.05em"],
  ["width:640.12345px;", "width:640.12345px"],
])("%s is written as %s", (style, lean) => {
  expect(leanStyle(style)).toBe(lean);
});

test("a formula that a cell shows has short lengths in the page too", () => {
  const { html } = renderOutput("a", 0, { kind: "tex", tex: "\\frac{a}{b_t}", block: true }, words("en"));
  expect(html).toMatch(/style="[^"]*\dem/);
  expect(html).not.toMatch(/\.\d{3,}em/);
});
