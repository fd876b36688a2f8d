import { expect, test } from "vitest";
import { marked, wordsOf } from "../../src/search/words.ts";

test("words are small, without accents, possessives and punctuation", () => {
  expect(wordsOf("Nesterov’s method, bias-corrected: naïve?")).toEqual(["nesterov", "method", "bias", "corrected", "naive"]);
  expect(wordsOf("1 − βᵗ at t = 10")).toEqual(["1", "beta", "t", "at", "t", "10"]);
});

test("a Greek letter is its name, with its index the name in code", () => {
  expect(wordsOf("β₁ and β_1, beta1")).toEqual(["beta1", "and", "beta", "1", "beta1"]);
  expect(wordsOf("αm̂/(√v̂ + ε)")).toEqual(["alpha", "m", "v", "epsilon"]);
  expect(wordsOf("Θ, ϵ")).toEqual(["theta", "epsilon"]);
});

test("a name in camelCase is a word, and so are its parts", () => {
  expect(wordsOf("weightDecay beta2 optim/keras")).toEqual(["weightdecay", "weight", "decay", "beta2", "optim", "keras"]);
});

test("Chinese is read in pairs of characters, beside other words too", () => {
  expect(wordsOf("偏差修正")).toEqual(["偏差", "差修", "修正"]);
  expect(wordsOf("用Adam的偏差 β₁")).toEqual(["用", "adam", "的偏", "偏差", "beta1"]);
});

test("what was found is marked, the rest is left as it is", () => {
  const shown = (text: string, ...found: string[]) =>
    marked(text, new Set(found))
      .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
      .join("");
  expect(shown("The bias correction of β₁, Bias-corrected", "bias", "beta1")).toBe("The [bias] correction of [β₁], [Bias]-corrected");
  expect(shown("什麼是偏差修正？", "偏差", "差修", "修正")).toBe("什麼是[偏差修正]？");
  expect(shown("m̂ is not n̂", "m")).toBe("[m̂] is not n̂");
  expect(shown("nothing", "other")).toBe("nothing");
  expect(marked("", new Set(["a"]))).toEqual([]);
});
