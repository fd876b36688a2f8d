import { unified } from "@astrojs/markdown-remark";
import { parseHTML } from "linkedom";
import rehypeKatex from "rehype-katex";
import remarkMath from "remark-math";
import { expect, test } from "vitest";
import { rehypeMathBreaks } from "../../src/components/mathBreaks.ts";

const chapters = unified({ smartypants: false, remarkPlugins: [remarkMath], rehypePlugins: [rehypeKatex, rehypeMathBreaks] });
const renderer = await chapters.createRenderer({});

async function render(markdown: string): Promise<Document> {
  const { document } = parseHTML(`<body>${(await renderer.render(markdown)).code}</body>`);
  for (const hidden of document.querySelectorAll(".katex-mathml")) hidden.remove();
  return document;
}
const texts = (document: Document, selector: string): string[] =>
  [...document.querySelectorAll(selector)].map((found) => found.textContent!.replace(/\u200b/g, ""));

/** The pieces between which a line of this formula may break, as text. */
const pieces = async (tex: string): Promise<string[]> => texts(await render(`$${tex}$`), ".katex-html > *");

test("a formula in the text breaks after relations and between terms, never inside brackets", async () => {
  expect(await pieces("e = (I - H) e")).toEqual(["e=", "(I−H)e"]);
  expect(await pieces("a + b = c")).toEqual(["a+", "b=", "c"]);
  expect(await pieces("f(x + g(y - z)) - 1 < [0, 2)")).toEqual(["f(x+g(y−z))−", "1<", "[0,2)"]);
  expect(await pieces("|1 - a|) = 0")).toEqual(["∣1−", "a∣)=", "0"]);
});

test("the marks that touch a formula stay with it, and the text stays what it was", async () => {
  const markdown = "Let $x$, and ($y$) or “$z$”? An $n$-dimensional $a$ $b$. Then $c$ (so $d$).";
  const page = await render(markdown);
  expect(texts(page, ".math-with-marks")).toEqual(["x,", "(y)", "“z”?", "n-", "b.", "d)."]);
  expect(texts(page, "p")[0]).toBe(markdown.replaceAll("$", ""));
});

test("a formula on a line of its own is left alone", async () => {
  expect(texts(await render("$$\na\n$$"), ".math-with-marks")).toEqual([]);
});
