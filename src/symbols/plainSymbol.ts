import { notation, type NotationEntry } from "../../content/notation.ts";
import { lookOf } from "./math.ts";
import { symbolOf } from "./symbolOf.ts";

const subscripts = "₀₁₂₃₄₅₆₇₈₉";
const superscripts: Readonly<Record<string, string>> = { "∗": "*", max: "ᵐᵃˣ" };

/** How a symbol is written where there are no formulas: `β₁`, `m̂`, `cₜ`, `vᵐᵃˣ`. */
const plainOf = (look: string): string =>
  look
    .replace(/\^(\w+|∗)$/, (_, index: string) => superscripts[index] ?? `^${index}`)
    .replace("^", "\u0302")
    .replace("ˉ", "\u0304")
    .replace("~", "\u0303")
    .replace("_t", "ₜ")
    .replace(/_(\d)/, (_, digit: string) => subscripts.charAt(Number(digit)))
    .replace("_", "");

const byPlain = new Map(
  Object.entries(notation)
    .toReversed()
    .flatMap(([name, { tex }]) => {
      const look = lookOf(tex);
      return look === undefined ? [] : [[plainOf(look).normalize(), name]];
    }),
);

/** How a symbol is written in a line of text; as code spells it, where letters cannot. */
export function plainSymbol({ tex, code }: Pick<NotationEntry, "tex" | "code">): string {
  const look = lookOf(tex);
  return look === undefined ? (code ?? tex) : plainOf(look);
}

/** The symbol that a word of a label is; an index that makes no symbol of its own (gₜ, m₀) does not count. */
function symbolOfWord(word: string): string | undefined {
  const plain = word.normalize();
  return byPlain.get(plain) ?? byPlain.get(plain.replace(/[₀-₉ₜ]+$/, ""));
}

/**
 * Tags the symbols among the words of `label`, an element of text only. A label that is one word may also be spelt as code is
 * (`beta1`, `mHat`); among others, such a word is English: "learning rate α".
 */
export function tagWords(label: Element): void {
  const { ownerDocument } = label;
  if (label.children.length > 0 || label.hasAttribute("data-s")) return;
  const words = (label.textContent ?? "").split(/([\p{L}\p{M}\p{N}₀-₉_*]+)/u);
  const symbols = words.map((word, i) => {
    // What has an argument is a function of that name: ρ(R).
    if (i % 2 === 0 || words[i + 1]?.startsWith("(")) return undefined;
    return symbolOfWord(word) ?? (words.length === 3 ? symbolOf(word) : undefined);
  });
  if (!symbols.some((symbol) => symbol !== undefined)) return;
  label.replaceChildren(
    ...words.map((word, i) => {
      const symbol = symbols[i];
      if (symbol === undefined) return ownerDocument.createTextNode(word);
      const term = ownerDocument.createElement("span");
      term.setAttribute("data-s", symbol);
      term.textContent = word;
      return term;
    }),
  );
}
