import { expect, test } from "vitest";
import { notation } from "../../content/notation.ts";
import { assignedIn, chapters, equationsOf, numberedLines, quantitiesOf, readChapterSource, readOptimizer, symbolsOf } from "./equations.ts";

/** Names that a loop over coordinates gives to what the symbol table calls otherwise. */
const symbols = new Map(Object.values(notation).flatMap(({ code, tex }) => (code === null ? [] : [[code, tex] as const])));

/** Does the left side of a formula begin with this symbol, an index behind it or not? */
const isLeftSide = (tex: string, symbol: string): boolean =>
  tex.startsWith(symbol) && /^(?:_(?:\w|\{[^}]*\}))?\s*(?:&?=|\\leftarrow|\\gets)/.test(tex.slice(symbol.length));

test.for(chapters)("%s: each optimizer whose file is shown has its equations, with the numbers of its lines in their order", (file) => {
  const { shown, of } = equationsOf(readChapterSource(file));
  const numbersOfLines = Object.fromEntries(
    [...shown].map(([name, first]) => [name, numberedLines(readOptimizer(name), first).map(({ number }) => number)]),
  );
  const numbersOfEquations = Object.fromEntries([...of].map(([name, equations]) => [name, equations.map(({ number }) => number)]));
  expect(numbersOfEquations).toEqual(numbersOfLines);
});

test.for(chapters)("%s: the left side of an equation is the symbol of what its line assigns", (file) => {
  for (const [name, equations] of equationsOf(readChapterSource(file)).of) {
    const lines = numberedLines(readOptimizer(name));
    for (const [i, { tex, number }] of equations.entries()) {
      const assigned = assignedIn(lines[i].code);
      // A line that returns, or calls a function, assigns nothing that could be compared.
      if (assigned === undefined) continue;
      const symbol = symbols.get(assigned);
      expect(symbol, `content/notation.ts has no symbol whose code is ${assigned}, line (${number}) of ${name}`).toBeDefined();
      expect(isLeftSide(tex, symbol!), `(${number}) of ${name} assigns ${assigned}, so its equation begins with ${symbol}: ${tex}`).toBe(true);
    }
  }
});

test.for(chapters)("%s: an equation is made of the quantities that its line computes with", (file) => {
  for (const [name, equations] of equationsOf(readChapterSource(file)).of) {
    const source = readOptimizer(name);
    const lines = numberedLines(source);
    for (const [i, { tex, number }] of equations.entries()) {
      const computed = quantitiesOf(lines[i].code, source);
      // Where nothing is assigned, the left side is the equation's alone; t may be an index of the array.
      const assigns = assignedIn(lines[i].code) !== undefined;
      const written = [...symbolsOf(tex, file.replace(".mdx", ""))].filter((symbol) => computed.has(symbol) || assigns);
      expect({ equation: `(${number}) of ${name}`, quantities: written.toSorted() }).toEqual({
        equation: `(${number}) of ${name}`,
        quantities: [...computed].toSorted(),
      });
    }
  }
});

test("in chapter 9, which shows most files, no two equations have the same number, and they count from 1", () => {
  const { of, own } = equationsOf(readChapterSource("09-beyond-adam.mdx"));
  const numbers = [...[...of.values()].flat().map(({ number }) => number), ...own];
  expect(numbers.map(Number).toSorted((a, b) => a - b)).toEqual(numbers.map((_, i) => i + 1));
});

test("the lines that assign nothing are the known ones", () => {
  const files = [...new Set(chapters.flatMap((file) => [...equationsOf(readChapterSource(file)).shown.keys()]))];
  const silent = files.flatMap((name) =>
    numberedLines(readOptimizer(name))
      .filter(({ code }) => assignedIn(code) === undefined)
      .map(({ number }) => `${name} (${number})`),
  );
  expect(silent.filter((line) => !["biasCorrect (1)", "muon (3)"].includes(line))).toEqual([]);
});

test("another left side, another number, another order and a missing equation are noticed", () => {
  const chapter = readChapterSource("04-momentum.mdx");
  const numbers = (source: string) => [...(equationsOf(source).of.get("momentum") ?? [])].map(({ number }) => number);
  expect(numbers(chapter)).toEqual(["1", "2"]);
  expect(numbers(chapter.replace("g_t, \\qquad m_0 = 0, \\tag{1}", "g_t, \\tag{2}"))).toEqual(["2", "2"]);
  expect(numbers(chapter.replace('<Equations of="momentum">', '<Equations of="nesterov">'))).toEqual([]);
  expect(() => equationsOf(chapter.replace("g_t, \\qquad m_0 = 0, \\tag{1}", "g_t"))).toThrow("one \\tag");
  expect(isLeftSide("\\hat m_t = m_t", "m")).toBe(false);
  expect(isLeftSide("\\theta_{t+1} = 1", "\\theta")).toBe(true);
  expect(isLeftSide("\\theta^*_{t+1} = 1", "\\theta")).toBe(false);
  expect(["m[i] = 1;", "const mHat = 1;", "theta[i] -= 1;", "return m == 2;", "newtonSchulz(X, rows);"].map(assignedIn)).toEqual([
    "m",
    "mHat",
    "theta",
    undefined,
    undefined,
  ]);
  expect([...symbolsOf("\\theta_{t+1} = \\theta_t - \\alpha g_t, \\qquad v_t = 1")].toSorted()).toEqual(["g", "lr", "theta"]);
  expect(
    [
      ...quantitiesOf(
        "theta[i] -= (alpha * m[i]) / correction1;",
        "const correction1 = biasCorrection(beta1, t), correction2 = biasCorrection(beta2, t);",
      ),
    ].toSorted(),
  ).toEqual(["beta1", "lr", "m", "t", "theta"]);
});

test.for(chapters)("%s: no two equations have the same number", (file) => {
  const { of, own } = equationsOf(readChapterSource(file));
  const numbers = [...[...of.values()].flat().map(({ number }) => number), ...own];
  expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
});
