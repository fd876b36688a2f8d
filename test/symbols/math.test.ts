import katex from "katex";
import { parseHTML } from "linkedom";
import rehypeKatex from "rehype-katex";
import { unified } from "unified";
import { expect, test } from "vitest";
import { notation, readAs } from "../../content/notation.ts";
import { lookOf, tagMath } from "../../src/symbols/math.ts";
import { hastTree, pageTree, type HastNode } from "../../src/symbols/trees.ts";

const set = (tex: string, displayMode = false): Element => {
  const { document } = parseHTML(`<p>${katex.renderToString(tex, { displayMode })}</p>`);
  return document.querySelector("p") as unknown as Element;
};
const symbolsIn = (tex: string, displayMode = false): string[] => tagMath(set(tex, displayMode), pageTree);

test("each symbol of the notation that is a letter, with an accent or an index, is tagged as itself", () => {
  const twins = Object.values(readAs).flatMap((chapter) => Object.values(chapter)) as string[];
  const linked = Object.entries(notation).filter(([name, { tex }]) => lookOf(tex) !== undefined && !twins.includes(name));
  expect(linked.length).toBeGreaterThan(30);
  for (const [name, { tex }] of linked) expect(symbolsIn(tex), tex).toEqual([name]);
});

test.for([
  ["\\theta_{t+1} = \\theta_t - \\alpha\\, g_t", "theta theta lr g"],
  ["\\hat m_t = \\frac{m_t}{1-\\beta_1^t}", "mHat m beta1 t"],
  ["\\Delta_t = \\alpha\\,\\frac{\\hat m_t}{\\sqrt{\\hat v_t} + \\varepsilon}", "delta lr mHat vHat eps"],
  ["m_t = \\beta\\, m_{t-1} + (1-\\beta)\\,g_t", "m beta m beta g"],
  ["v_t = \\beta_2 v_{t-1} + (1-\\beta_2) g_t^2", "v beta2 v beta2 g"],
  ["\\sqrt{\\beta^t} + \\sqrt{v_{\\max}} + \\tfrac12 \\beta^{t-i}", "beta t v beta t"],
  ["x^{\\beta^t}", "beta t"],
  ["\\sigma_1^2 \\sigma^2/B", "sigma1 sigma B"],
  ["\\begin{aligned} g_t &= \\nabla f_t(\\theta_t) \\\\ &= \\mathbb{E}[g_B] \\end{aligned} \\tag{7}", "g ft theta gB"],
])("%s has the symbols %s, in the formula's order, set small or large", ([tex, symbols]) => {
  const order = (found: string[]) => found.toSorted();
  // A fraction is set with its denominator first.
  if (!tex.includes("\\tag")) expect(order(symbolsIn(tex))).toEqual(order(symbols.split(" ")));
  expect(order(symbolsIn(tex, true))).toEqual(order(symbols.split(" ")));
});

test("another accent, a derivative, an index, an upright letter and a word are no symbols", () => {
  for (const tex of [
    "\\bar m",
    "\\tilde g_t",
    "f'(x)",
    "x_t",
    "w_{t,i}",
    "\\mathbf{g}",
    "\\text{most}",
    "\\max",
    "\\mathcal{L}",
    "\\operatorname{Var}",
  ])
    expect(symbolsIn(tex), tex).toEqual([]);
});

test("letters that KaTeX joins are parted and tagged one by one; the text stays", () => {
  const formula = set("nm\\,mn");
  expect(formula.querySelector(".katex-html")!.textContent).toMatch(/^nm.*mn$/);
  expect([...formula.querySelectorAll(".mathnormal")].some((span) => span.textContent === "nm" || span.textContent === "mn")).toBe(true);
  const before = formula.textContent;
  expect(tagMath(formula, pageTree)).toEqual(["n", "m", "m", "n"]);
  expect(formula.textContent).toBe(before);
});

test("tags are all that changes, and both kinds of tree get the same", () => {
  const drawn = (node: HastNode): string =>
    node.value ??
    `<${node.tagName} ${String(node.properties?.style ?? "")} ${String(node.properties?.dataS ?? "")}>${(node.children ?? []).map(drawn).join("")}</>`;
  const drawnPage = (node: Node, tag = node.nodeName.toLowerCase()): string => {
    if (node.nodeType === 3) return node.textContent ?? "";
    const [style, symbol] = ["style", "data-s"].map((name) => (node as Element).getAttribute(name) ?? "");
    return `<${tag} ${style} ${symbol}>${[...node.childNodes].map((child) => drawnPage(child)).join("")}</>`;
  };
  const tree = (tex: string): HastNode => {
    const code = { type: "element", tagName: "code", properties: { className: ["math-inline"] }, children: [{ type: "text", value: tex }] } as const;
    const root = unified()
      .use(rehypeKatex)
      .runSync({ type: "root", children: [structuredClone(code)] } as never);
    return { ...root, tagName: "root" } as unknown as HastNode;
  };
  for (const tex of ["\\hat m_t = \\frac{m_t}{1-\\beta_1^t}", "nm + \\theta^* + \\sigma_1^2"]) {
    const page = set(tex);
    const before = page.innerHTML;
    const hast = tree(tex);
    expect(tagMath(hast, hastTree)).toEqual(tagMath(page, pageTree));
    const after = page.innerHTML;
    expect(drawn(hast)).toBe(drawnPage(page, "root"));
    if (!tex.includes("nm")) expect(after.replace(/ data-s="\w+"/g, "")).toBe(before);
  }
});
