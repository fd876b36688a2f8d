import { parseHTML } from "linkedom";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { commentHtml, highlight, plain } from "../../src/editor/highlight.ts";

const textOf = (html: string): string => parseHTML(`<body><pre>${html}</pre></body>`).document.querySelector("pre")!.textContent!;
const shown = (code: string): string => (code === "" || code.endsWith("\n") ? code + "\n" : code);

test("highlighted TypeScript gives each kind of token its own class", () => {
  expect(highlight("type A = number; // a")).toBe(
    '<span class="tok-keyword">type</span> <span class="tok-typeName">A</span> <span class="tok-operator">=</span> ' +
      '<span class="tok-typeName">number</span><span class="tok-punctuation">;</span> <span class="tok-comment">// a</span>',
  );
});

test("a token over several lines is opened again on each", () => {
  expect(highlight("`a\nb`")).toBe('<span class="tok-string2">`a</span>\n<span class="tok-string2">b`</span>');
});

test("an empty last line is shown, as the editor shows it", () => {
  expect(highlight("")).toBe("\n");
  expect(textOf(highlight("a\n"))).toBe("a\n\n");
});

test("no code can leave its HTML: tags and entities in it are text", () => {
  const { document } = parseHTML(`<body><pre>${highlight('x = "</pre><img src=x>&lt;" // <b>')}</pre></body>`);
  expect([...new Set([...document.querySelectorAll("body *")].map((node) => node.localName))]).toEqual(["pre", "span"]);
});

test("the text of the highlighted code is the code, whatever is in it", () => {
  const piece = fc.constantFrom(
    "<",
    ">",
    "&",
    "&amp;",
    '"',
    "'",
    "`",
    "${",
    "}",
    "/*",
    "*/",
    "//",
    "\n",
    " ",
    "const x",
    "</pre>",
    "<!--",
    "λ",
    "𝜃",
    "1e-3",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "grapheme" })), { maxLength: 30 }), (pieces) => {
      const code = pieces.join("").replace(/[\r\0]/g, "");
      expect(textOf(highlight(code))).toBe(shown(code));
    }),
  );
});

test("code that is too long or nested too deeply is text without colours", () => {
  const long = "const a = 1; // <b>\n".repeat(600);
  for (const code of [long, "(".repeat(300), "x".repeat(300_000)]) {
    expect(highlight(code)).not.toContain("<span");
    expect(textOf(highlight(code))).toBe(shown(code));
  }
  // Nesting without brackets, as much as fits.
  for (const one of ["a=>", "!", "a+", "a?", "a="]) expect(textOf(highlight(one.repeat(5_000 / one.length)))).toBe(one.repeat(5_000 / one.length));
});

test.for(["a < b && c", "", "x\n", "const f = <T,>(a: T) => `${a}`;", "// a\n// b\n\n"])("without colours %j is the same text", (code) => {
  expect(plain(code)).toBe(highlight(code).replace(/<[^>]+>/g, ""));
});

test("a comment's paragraph has its code as code and nothing else as HTML", () => {
  expect(commentHtml("of `a<b>` and <b>")).toBe("of <code>a&lt;b&gt;</code> and &lt;b&gt;");
  expect(commentHtml("``md`…` `` and `x`")).toBe("<code>md`…`</code> and <code>x</code>");
});
