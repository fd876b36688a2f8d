import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { highlight } from "../../src/editor/highlight.ts";
import { tagCode } from "../../src/symbols/tagCode.ts";
import { tagWords } from "../../src/symbols/plainSymbol.ts";

function taggedIn(text: string): string[] {
  const { document } = parseHTML("<body><p></p></body>");
  const label = document.querySelector("p")!;
  label.textContent = text;
  tagWords(label as unknown as Element);
  expect(label.textContent).toBe(text);
  return [...label.querySelectorAll("[data-s]")].map((term) => `${term.textContent}: ${term.getAttribute("data-s")}`);
}

test("labels: a symbol is tagged, a word of the language is not", () => {
  expect(taggedIn("Learning rate α, decay β")).toEqual(["α: lr", "β: beta"]);
  expect(taggedIn("β₁, decay of m")).toEqual(["β₁: beta1", "m: m"]);
  expect(taggedIn("gₜ")).toEqual(["gₜ: g"]);
  expect(taggedIn("m̂ and m0")).toEqual(["m̂: mHat"]);
  expect(taggedIn("Learning rate")).toEqual([]);
  expect(taggedIn("Inputs <b>")).toEqual([]);
  expect(taggedIn("ρ(R), steps (t)")).toEqual(["t: t"]);
});

test("a label that is one word may be spelt as code is", () => {
  expect(taggedIn("mHat = ")).toEqual(["mHat: mHat"]);
  expect(taggedIn("rate")).toEqual(["rate: rate"]);
});

test("code: variables and properties are tagged, texts and comments are not, and nothing else changes", () => {
  const code = 'const { lr, beta1 } = options; // beta1\nm[i] = beta1 * m[i] + state.mHat; const s = "lr"; lrs = alpha;';
  const html = highlight(code);
  const tagged = tagCode(html);
  expect([...tagged.matchAll(/data-s="(\w+)">(\w+)/g)].map(([, symbol, text]) => `${text}: ${symbol}`)).toEqual([
    "lr: lr",
    "beta1: beta1",
    "m: m",
    "beta1: beta1",
    "m: m",
    "mHat: mHat",
    "alpha: lr",
  ]);
  expect(tagged.replace(/ data-s="\w+"/g, "")).toBe(html);
});
