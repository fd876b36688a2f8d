import { expect, test } from "vitest";
import { glossary } from "../../content/glossary.ts";
import { termFinder } from "../../src/tooling/terms.ts";

const found = (...texts: string[]) => {
  const find = termFinder("en");
  return texts.flatMap((text) =>
    find(text)
      .filter(({ term }) => term)
      .map(({ text, term }) => `${text} = ${term}`),
  );
};

test("the first use of each term is found, in any form, and no later one", () => {
  expect(found("Gradients of a loss.", "A gradient, the Losses.")).toEqual(["Gradients = gradient", "loss = loss"]);
  expect(found("the local minima, and one local minimum")).toEqual(["local minima = local-minimum"]);
});

test("a longer term hides the shorter one in it, wherever the short one may be met later", () => {
  expect(found("gradient descent follows the gradient")).toEqual(["gradient descent = gradient-descent", "gradient = gradient"]);
  expect(found("gradient descent and gradient descent")).toEqual(["gradient descent = gradient-descent"]);
});

test("a part of a word is no term, an acronym is one in capitals only, and line breaks are spaces", () => {
  expect(found("gradiental progradient gradient-free lossy ema")).toEqual([]);
  expect(found("an EMA", "the learning\nrate")).toEqual(["EMA = ema", "learning\nrate = learning-rate"]);
});

test("the pieces make up the text again", () => {
  const text = "Momentum damps an oscillation; a saddle point stays a saddle point.";
  expect(
    termFinder("en")(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

test("Chinese terms are found without spaces", () => {
  expect(
    termFinder("zh-hant")("使用梯度下降法與學習率。")
      .filter(({ term }) => term)
      .map(({ term }) => term),
  ).toEqual(["gradient-descent", "learning-rate"]);
});

test("a term's form belongs to one entry, an id is an address, and a meaning is a sentence", () => {
  const forms = Object.values(glossary)
    .flatMap(({ term, also = [] }) => [term, ...also])
    .map((form) => form.toLowerCase());
  expect(forms.filter((form, i) => forms.indexOf(form) !== i)).toEqual([]);
  for (const [id, { meaning }] of Object.entries(glossary)) {
    expect(id).toMatch(/^[a-z-]+$/);
    expect(meaning, id).toMatch(/^[A-Z].*\.$/);
  }
});
