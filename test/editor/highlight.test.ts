import { parseHTML } from "linkedom";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { highlight } from "../../src/editor/highlight.ts";

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
  const piece = fc.constantFrom("<", ">", "&", "&amp;", '"', "'", "`", "${", "}", "/*", "*/", "//", "\n", " ", "const x", "</pre>", "<!--", "λ", "𝜃", "1e-3");
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: "grapheme" })), { maxLength: 30 }), (pieces) => {
      const code = pieces.join("").replace(/[\r\0]/g, "");
      expect(textOf(highlight(code))).toBe(shown(code));
    }),
  );
});
