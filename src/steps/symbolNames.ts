import { notation, type NotationEntry } from "../../content/notation.ts";
import { symbolOf } from "../symbols/symbolOf.ts";
import { plainSymbol } from "../symbols/plainSymbol.ts";

type NamedSymbol = Pick<NotationEntry, "tex" | "code" | "shape">;

/**
 * The symbol of the course's notation that a name in an optimizer's code stands for; a single letter that is none of them stands for a
 * vector of that letter.
 */
export function symbolNamed(name: string): NamedSymbol {
  const symbol = symbolOf(name);
  if (symbol !== undefined) return notation[symbol];
  if (/^[A-Za-z]$/.test(name)) return { tex: name, code: name, shape: "n" };
  throw new Error(`unknown name: ${name} (known are the names of content/notation.ts, and the definitions of src/steps/equations.ts)`);
}

/** How a quantity of step t is written in plain text: `m̂ₜ`. */
export function plainName(name: string): string {
  const plain = plainSymbol(symbolNamed(name));
  return plain.endsWith("ₜ") ? plain : `${plain}ₜ`;
}
