import { readFileSync } from "node:fs";
import katex from "katex";
import { expect, test } from "vitest";
import { cheatSheet } from "../../src/components/cheatSheet.ts";
import * as optim from "../../src/optim/index.ts";
import type { Optimizer, OptimizerName } from "../../src/optim/index.ts";
import { ravine, tridiagonal } from "../../src/problems/index.ts";
import { equations } from "../../src/steps/equations.ts";
import { equationOf } from "../../src/steps/expression.ts";
import { stepFormula, withNumbers } from "../../src/steps/formula.ts";
import { recordRun, takeStep } from "../../src/steps/takeStep.ts";
import { plainName } from "../../src/steps/symbolNames.ts";
import { sourceTex } from "../../src/steps/tex.ts";
import { needsShape } from "../optim/all.ts";

test("a numbered line is read as the formula that it computes", () => {
  const formulas = (line: string) => sourceTex(`x = 1;\n  ${line} // (1)\n`);
  expect(formulas("m[i] = beta1 * m[i] + (1 - beta1) * g[i];")).toEqual(["m \\leftarrow \\beta_1\\,m + (1 - \\beta_1)\\,g"]);
  expect(formulas("theta[i] -= (alpha * g[i]) / (Math.sqrt(v[i]) + eps);")).toEqual([
    "\\theta \\leftarrow \\theta - \\dfrac{\\alpha\\,g}{\\sqrt{v} + \\varepsilon}",
  ]);
  expect(formulas("theta[i] -= m[i] + g[i];")).toEqual(["\\theta \\leftarrow \\theta - (m + g)"]);
  expect(formulas("v[i] += g[i] ** 2;")).toEqual(["v \\leftarrow v + g^{2}"]);
  expect(formulas("v[i] = (g[i] + m[i]) ** 2;")).toEqual(["v \\leftarrow (g + m)^{2}"]);
  expect(formulas("v[i] = (g[i] / m[i]) ** 2;")).toEqual(["v \\leftarrow (\\dfrac{g}{m})^{2}"]);
  expect(formulas("const delta = m[i] - (g[i] - v[i]);")).toEqual(["\\Delta = m - (g - v)"]);
  expect(formulas("for (let i = 0; i < n; i++) X[i] = m[i] / norm;")).toEqual(["X \\leftarrow \\dfrac{m}{\\lVert m \\rVert + \\varepsilon}"]);
  expect(formulas("z[k] -= R[Math.floor(k / columns)] * C[k % columns];")).toEqual(["z \\leftarrow z - R\\,C"]);
  expect(formulas("newtonSchulz(X, rows, columns, 3, work);")).toEqual(["X \\leftarrow \\operatorname{NewtonSchulz}_{3}(X)"]);
  expect(formulas("const u = g[i] > 4 ? m[i] : 1 - correction2;")).toEqual([
    "u = \\begin{cases} m & g > 4 \\\\ \\beta_2^{t} & g \\le 4 \\end{cases}",
  ]);
});

test("a file's own names are written as is said of them", () => {
  const own = { gram: "gg^\\top", L: "\\Lambda" };
  expect(sourceTex("L[k] += gram[k]; // (1)", own)).toEqual(["\\Lambda \\leftarrow \\Lambda + gg^\\top"]);
});

test("what cannot be read is an error that says the line", () => {
  expect(() => sourceTex("const a = 1;")).toThrow("missing numbered lines");
  expect(() => sourceTex("m[i] = strange * g[i]; // (1)")).toThrow("cannot read the line m[i] = strange * g[i];: unknown name: strange");
  expect(() => sourceTex("m[i] = Math.cbrt(g[i]); // (1)")).toThrow("unknown function: cbrt (known: sqrt, abs, sign, max)");
  expect(() => sourceTex("if (t) m[i] = 1; // (1)")).toThrow("invalid line: if (t) m[i] = 1; (name = expression)");
  expect(() => sourceTex("m[i] *= 2; // (1)")).toThrow("unknown operator: *=");
  expect(() => sourceTex("m[i] = g[i] % 2; // (1)")).toThrow("unknown operator: %");
  expect(() => sourceTex("m[i] = g[i] < 2 ? 1 : 0; // (1)")).toThrow("unknown test: BinaryExpression (a > b)");
  expect(() => sourceTex("m[i] = state.m; // (1)")).toThrow("unknown expression: MemberExpression");
  expect(() => sourceTex("state.m = g[i]; // (1)")).toThrow("invalid line: state.m = g[i]; (name = expression)");
});

test("a quantity of a step has its symbol's letters in plain text", () => {
  expect(["g", "mHat", "gBar", "ahead", "delta", "vMax", "cT"].map((name) => plainName(name).normalize("NFD"))).toEqual(
    ["gₜ", "m̂ₜ", "ḡₜ", "θ̃ₜ", "Δₜ", "vᵐᵃˣₜ", "cₜ"].map((text) => text.normalize("NFD")),
  );
});

test("a case that is a mere number is written once", () => {
  const line = {
    equation: equationOf("m = t > 1 ? m + g : 0"),
    set: new Set<string>(),
    reads: { t: 1, m: Float64Array.of(3), g: Float64Array.of(2) },
  };
  expect(withNumbers({ ...line, result: Float64Array.of(0) }, { coordinate: 0, digits: 4 })).toBe("0\\vphantom{m_{t} + g_{t}}");
});

const names = Object.keys(equations);
const own = new Map<string, Readonly<Record<string, string>> | undefined>(cheatSheet.map((row) => [row.file, row.names]));
const linesOf = (name: string) => sourceTex(readFileSync(`src/optim/${name}.ts`, "utf8"), own.get(name));

/** The formula of steps 1 and 20: RAdam takes its two cases in them. */
function formulaTex(name: string): string[] {
  const make = (optim as unknown as Record<string, (options?: object) => Optimizer<unknown>>)[name];
  const [optimizer, problem, start] = needsShape(name as OptimizerName)
    ? [make({ rows: 2, columns: 2 }), tridiagonal(4), [1, 2, 3, 4]]
    : [make(), ravine, [7, -3]];
  const run = recordRun(optimizer, problem, start, 20);
  return [1, 20].flatMap((t) => [`step ${t}`, ...stepFormula(takeStep(run, t), true, { coordinate: 0, digits: 4 }).split(" \\\\ ")]);
}

test("the TeX of each numbered line, by itself and in the formula of a step, is that of tex.txt", async () => {
  const written = names.map((name) => [`# ${name}`, ...linesOf(name), ...formulaTex(name)].join("\n"));
  await expect(`${written.join("\n\n")}\n`).toMatchFileSnapshot("tex.txt");
});

test("every optimizer's numbered lines are formulas that KaTeX can set, one for each", () => {
  for (const name of names) {
    expect(linesOf(name)).toHaveLength(equations[name].length);
    for (const tex of linesOf(name)) expect(() => katex.renderToString(tex, { strict: "error" }), tex).not.toThrow();
  }
});
