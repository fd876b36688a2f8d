import * as fc from "fast-check";
import { expect, test } from "vitest";
import { asDocument, createDocument } from "../../src/dom/index.ts";
import { words } from "../../src/i18n/index.ts";
import { drawOutput } from "../../src/output/draw.ts";
import { renderNote } from "../../src/output/note.ts";
import { showOutput } from "../../src/output/show.ts";

const document = asDocument(createDocument());
const html = (text: string): string =>
  renderNote(text, document, (tex, isBlock) => document.createTextNode(`⟨${isBlock ? "block " : ""}${tex}⟩`)).innerHTML;

test.each([
  ["one\nparagraph\n\nand another", "<p>one\nparagraph</p><p>and another</p>"],
  ["# Title #\ntext", '<p class="output-note-heading"><strong>Title</strong></p><p>text</p>'],
  ["**a _b_** and *c*, ~~d~~, 2*3*4", "<p><strong>a <em>b</em></strong> and <em>c</em>, <s>d</s>, 2<em>3</em>4</p>"],
  ["snake_case_name and __bold__", "<p>snake_case_name and <strong>bold</strong></p>"],
  ["`a * b *` and ``c ` d``", "<p><code>a * b *</code> and <code>c ` d</code></p>"],
  ["it is $\\alpha_t * \\beta_t$ and $x$.", "<p>it is ⟨\\alpha_t * \\beta_t⟩ and ⟨x⟩.</p>"],
  ["from $5 to $6, or \\$7", "<p>from $5 to $6, or $7</p>"],
  ["$$\nm = a \\\\\nb\n$$\nafter", '<div class="output-note-formula" tabindex="0">⟨block \nm = a \\\\\nb\n⟩</div><p>after</p>'],
  ["$$x$$", '<div class="output-note-formula" tabindex="0">⟨block x⟩</div>'],
  ["- a\n- b\n  - c\n\ntext", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>text</p>"],
  ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
  ["> a\n> - b", '<div class="output-note-quote"><p>a</p><ul><li>b</li></ul></div>'],
  ["```ts\nconst a = `*b*`;\n\n# c\n```", "<pre><code>const a = `*b*`;\n\n# c</code></pre>"],
  ["[the site](https://example.org/a 'b'), [](x)", "<p>the site (https://example.org/a), x</p>"],
  ["a  \nb", "<p>a<br>b</p>"],
  ["# about C# ##", '<p class="output-note-heading"><strong>about C#</strong></p>'],
  ["$$x$$ is *it*.\n\nnext", "<p>⟨block x⟩ is <em>it</em>.</p><p>next</p>"],
  ["[a](b c) [a](b)", "<p>a (b) a (b)</p>"],
])("%j", (text, expected) => {
  expect(html(text)).toBe(expected);
});

test("nothing in a note is read as HTML", () => {
  const evil = "<img src=x onerror=alert(1)> **<script>** [a](javascript:alert(1)) `<b>`";
  const { shown } = drawOutput({ kind: "note", text: evil }, words("en"));
  const built = showOutput(shown, { document, words: words("en"), idPrefix: "a-", imageOf: () => "" });
  expect(built.querySelectorAll("img, script, a, b")).toHaveLength(0);
  expect(built.textContent).toBe("<img src=x onerror=alert(1)> <script> a (javascript:alert(1)) <b>");
});

const piece = fc.constantFrom(
  "*",
  "**",
  "_",
  "`",
  "```",
  "$",
  "$$",
  "\n",
  "\n\n",
  "- ",
  "1. ",
  "> ",
  "#",
  " ",
  "a",
  "[",
  "](",
  ")",
  "\\",
  "  ",
  "~~",
);

test("every text is drawn: none is lost in an endless loop or too deep", () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join("");
      expect(drawOutput({ kind: "note", text }, words("en")).problems).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  for (const sign of ["*", "_", "`", "$", "> ", "- ", "[", "**a ", "\\", "~~ "])
    expect(drawOutput({ kind: "note", text: sign.repeat(9_000) }, words("en")).shown.kind).toBe("drawing");
});

test("no pattern looks at the same signs again and again: where one did, this would take minutes", () => {
  const n = 200_000;
  for (const text of [`# a${" ".repeat(n)}x`, `# a${"#".repeat(n)}x`, `a${" ".repeat(n)}b`, `[a](${"b".repeat(n)}`, `[a](${" ".repeat(n)}b`])
    expect(html(text).length).toBeGreaterThan(100_000);
});

test("a formula that is too long is said to be, and a note of very many parts too", () => {
  const textOf = (text: string) => JSON.stringify(drawOutput({ kind: "note", text }, words("en")).shown);
  expect(textOf(`$${"x".repeat(5_000)}$`)).toContain("formula too long: 5000 characters");
  expect(textOf("$x$ ".repeat(3_000)).includes("note too large")).toBe(true);
});
