import katex from "katex";
import { parseHTML } from "linkedom";
import { expect, test } from "vitest";
import { mathText } from "../../src/tooling/mathText.ts";

const read = (tex: string) => mathText(parseHTML(katex.renderToString(tex, { output: "mathml" })).document.querySelector("math")!);

test.each([
  ["\\beta_1 = 0.9", "β₁ = 0.9"],
  ["\\hat m_t = \\frac{m_t}{1 - \\beta_1^t}", "m̂ₜ = mₜ/(1 − β₁ᵗ)"],
  ["\\theta_{t+1}", "θₜ₊₁"],
  ["-\\alpha g", "−αg"],
  ["\\sqrt{\\hat v} + \\varepsilon", "√v̂ + ε"],
  ["10^{-6}", "10⁻⁶"],
  ["x^{\\text{new}}", "xⁿᵉʷ"],
  ["x_{\\Omega}", "x_Ω"],
  ["\\frac{a+b}{2}", "(a + b)/2"],
  ["f(x, y)", "f(x, y)"],
  ["\\lVert x \\rVert^2", "∥x∥²"],
])("%s is %s", (tex, text) => {
  expect(read(tex)).toBe(text);
});

test("what needs more than a line is no text", () => {
  expect(read("\\begin{pmatrix} 1 & 2 \\end{pmatrix}")).toBe(undefined);
  expect(read("1 + \\begin{cases} a & b \\end{cases}")).toBe(undefined);
});
