import katex from "katex";
import { expect, test } from "vitest";
import { notation, readAs } from "../../content/notation.ts";

const entries = Object.entries(notation);

test("one symbol has one meaning: no two entries share their TeX or their name in code", () => {
  for (const key of ["tex", "code"] as const) {
    const elsewhere = new Set<string>(Object.values(readAs).flatMap((chapter) => Object.values(chapter)));
    const used = entries
      .filter(([name]) => key === "code" || !elsewhere.has(name))
      .map(([, entry]) => entry[key])
      .filter((text) => text !== null);
    expect(used.filter((text, i) => used.indexOf(text) !== i)).toEqual([]);
  }
});

test("what a chapter reads as another symbol is written like it, and is that chapter's own", () => {
  for (const [chapter, symbols] of Object.entries(readAs)) {
    for (const [name, other] of Object.entries(symbols)) {
      expect(notation[other].tex, other).toBe(notation[name as keyof typeof notation].tex);
      expect(notation[other].chapter).toBe(chapter);
    }
  }
});

test("every symbol is one that KaTeX can set", () => {
  for (const [name, { tex }] of entries) expect(() => katex.renderToString(tex), name).not.toThrow();
});

test("a name in code is the key, spelt as an identifier, and every symbol is explained in both languages", () => {
  for (const [name, { code, meaning, chapter }] of entries) {
    if (code !== null) expect(code, name).toMatch(/^[A-Za-z]\w*$/);
    expect(meaning.en.length * meaning["zh-hant"].length, name).toBeGreaterThan(0);
    expect(chapter, name).toMatch(/^\d\d-[a-z-]+$/);
  }
});

test("the spelling of the options is that of every optimizer", () => {
  expect(["lr", "beta", "beta1", "beta2", "rho", "eps"].map((name) => notation[name as keyof typeof notation].code)).toEqual([
    "lr",
    "beta",
    "beta1",
    "beta2",
    "rho",
    "eps",
  ]);
});
