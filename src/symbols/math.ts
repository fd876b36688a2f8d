import { notation } from "../../content/notation.ts";
import type { Tree } from "./trees.ts";

const greek: Record<string, string> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ϵ",
  varepsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  iota: "ι",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  upsilon: "υ",
  phi: "ϕ",
  varphi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
  Gamma: "Γ",
  Delta: "Δ",
  Theta: "Θ",
  Lambda: "Λ",
  Xi: "Ξ",
  Pi: "Π",
  Sigma: "Σ",
  Phi: "Φ",
  Psi: "Ψ",
  Omega: "Ω",
};

/** The character that KaTeX draws for each accent. */
const accents: Record<string, string> = { hat: "^", bar: "ˉ", tilde: "~", dot: "˙", ddot: "¨", vec: "⃗" };

/** How a symbol of the notation looks: letter, accent, index. `\hat m` is `m^`, `\beta_1` is `β_1`. Undefined where it is more than that, and cannot be linked. */
export function lookOf(tex: string): string | undefined {
  const found = /^(?:\\(hat|bar|tilde|dot|ddot|vec)\s*)?\{?(\\[A-Za-z]+|[A-Za-z])\}?(?:([_^])[{\\\sa-z]*?(\w+|\*)\}*)?$/.exec(tex);
  if (!found) return undefined;
  const [, accent, letter = "", place, index = ""] = found;
  const base = letter.startsWith("\\") ? greek[letter.slice(1)] : letter;
  return base && base + (accent ? accents[accent] : "") + (place ? place + index.replace("*", "∗").replace("infty", "∞").replace("infty", "∞") : "");
}

/** Of two symbols that look the same the first; `src/reader/links/` knows the chapters that mean the other. */
const byLook = new Map(
  Object.entries(notation)
    .toReversed()
    .flatMap(([name, { tex }]) => {
      const look = lookOf(tex);
      return look === undefined ? [] : [[look, name]];
    }),
);

/** A letter with an index or an exponent is the symbol that has it in its name, else the letter's own. */
const symbolOfLook = (letter: string, sub: string, sup: string): string | undefined =>
  (sub && byLook.get(`${letter}_${sub}`)) || (sup && byLook.get(`${letter}^${sup}`)) || byLook.get(letter);

/**
 * Tags, below `root`, each term of a formula set by KaTeX that is a symbol of the notation; returns the symbols in the order in
 * which they stand. A tag is on the term with its index and exponent. A derivative, f′, is no f.
 */
export function tagMath<T>(root: T, tree: Tree<T>): string[] {
  const { classesOf, childrenOf, textOf, tag } = tree;
  const found: string[] = [];
  const has = (node: T, name: string) => classesOf(node).includes(name);

  /** The letter that an element draws, with its accent; undefined where it is anything else. */
  function letterOf(node: T): string | undefined {
    if (has(node, "accent") && has(node, "mord")) {
      const body = descend(node, "accent-body");
      const base = descend(node, "mathnormal");
      return body && base && textOf(base) + textOf(body);
    }
    // An upright capital Greek letter is the only one that has no class of its own.
    return has(node, "mathnormal") || (has(node, "mord") && childrenOf(node).length === 0 && /^[Α-Ω]$/.test(textOf(node))) ? textOf(node) : undefined;
  }

  function descend(node: T, name: string): T | undefined {
    for (const child of childrenOf(node)) {
      const match = has(child, name) ? child : descend(child, name);
      if (match !== undefined) return match;
    }
    return undefined;
  }

  function mark(node: T, symbol: string | undefined): void {
    if (symbol === undefined) return;
    tag(node, symbol);
    found.push(symbol);
  }

  function visit(node: T, parent: T): void {
    if (has(node, "katex-mathml") || has(node, "tag")) return;
    const parts = childrenOf(node);
    const [base, behind, ...more] = parts;
    if (base !== undefined && behind !== undefined && more.length === 0 && has(behind, "msupsub")) {
      const scripts = scriptsOf(behind, tree);
      const letter = letterOf(base);
      const sub = scripts.sub === undefined ? "" : textOf(scripts.sub);
      const sup = scripts.sup === undefined ? "" : textOf(scripts.sup);
      if (letter === undefined) visit(base, node);
      else if (!sup.startsWith("′")) mark(node, symbolOfLook(letter, sub, sup));
      if (scripts.sup !== undefined) visit(scripts.sup, node);
      return;
    }
    const letter = letterOf(node);
    if (letter === undefined) for (const part of parts) visit(part, node);
    else if (has(node, "mathnormal") && [...letter].length > 1) for (const part of tree.split(node, parent)) mark(part, byLook.get(textOf(part)));
    else mark(node, byLook.get(letter));
  }

  for (const child of childrenOf(root)) visit(child, root);
  return found;
}

/** What stands below and above the line behind a term. KaTeX says it only by how far it is lowered from the strut beside it. */
function scriptsOf<T>(scripts: T, { classesOf, childrenOf, styleOf }: Tree<T>): { sub?: T; sup?: T } {
  const found: { sub?: T; sup?: T } = {};
  const em = (style: string, name: string) => Number(new RegExp(`(?:^|;)\\s*${name}:\\s*(-?[\\d.]+)em`).exec(style)?.[1] ?? 0);
  const list = (node: T): T | undefined =>
    classesOf(node).includes("vlist")
      ? node
      : childrenOf(node)
          .map(list)
          .find((match) => match !== undefined);
  const vlist = list(scripts);
  for (const row of vlist === undefined ? [] : childrenOf(vlist)) {
    const [strut, box] = childrenOf(row);
    if (strut === undefined || box === undefined) continue;
    const raised = -em(styleOf(row), "top") - em(styleOf(strut), "height");
    found[raised > 0 ? "sup" : "sub"] = box;
  }
  return found;
}
