import { readFileSync } from "node:fs";
import katex from "katex";
import { expect, test } from "vitest";
import { cheatSheet } from "../../content/cheatSheet.ts";
import { sourceTex, stateTex } from "../../src/components/sourceTex.ts";

test("a numbered line is read as the formula that it computes", () => {
  const formulas = (line: string) => sourceTex(`x = 1;\n  ${line} // (1)\n`);
  expect(formulas("m[i] = beta1 * m[i] + (1 - beta1) * g[i];")).toEqual(["m \\leftarrow \\beta_1\\, m+(1-\\beta_1)\\, g"]);
  expect(formulas("theta[i] -= (alpha * g[i]) / (Math.sqrt(v[i]) + eps);")).toEqual(["\\theta \\leftarrow \\theta-\\dfrac{\\alpha\\, g}{\\sqrt{v}+\\varepsilon}"]);
  expect(formulas("theta[i] -= m[i] + g[i];")).toEqual(["\\theta \\leftarrow \\theta-(m+g)"]);
  expect(formulas("v[i] += g[i] ** 2;")).toEqual(["v \\leftarrow v+g^2"]);
  expect(formulas("v[i] = (g[i] + m[i]) ** 2;")).toEqual(["v \\leftarrow (g+m)^2"]);
  expect(formulas("const delta = m[i] - (g[i] - v[i]);")).toEqual(["\\Delta = m-(g-v)"]);
  expect(formulas("const c = g[i] > 4 ? m[i] : 1 - mass2;")).toEqual(["c = \\begin{cases}m & g>4\\\\ \\beta_2^t & g\\le 4\\end{cases}"]);
});

test("what cannot be read is an error that says the line", () => {
  expect(() => sourceTex("const a = 1;")).toThrow("missing numbered lines");
  expect(() => sourceTex("m[i] = strange * g[i]; // (1)")).toThrow("cannot read the line m[i] = strange * g[i];: unknown name: strange");
  expect(() => sourceTex("m[i] = Math.cbrt(g[i]); // (1)")).toThrow("unknown CallExpression");
  expect(() => sourceTex("if (t) m[i] = 1; // (1)")).toThrow("IfStatement");
  expect(() => stateTex("nothing")).toThrow("unknown name: nothing");
});

test("every optimizer's numbered lines are formulas that KaTeX can set, one for each", () => {
  for (const { file, names } of cheatSheet) {
    const source = readFileSync(`src/optim/${file}.ts`, "utf8");
    const formulas = sourceTex(source, names);
    expect(formulas.length).toBe(source.match(/\/\/ \(\d+\)$/gm)!.length);
    for (const tex of formulas) expect(() => katex.renderToString(tex, { strict: "error" }), tex).not.toThrow();
  }
});
