import { tagMath } from "./math.ts";
import { pageTree } from "./trees.ts";
import { tagWords } from "./plainSymbol.ts";

/** Tags the symbols in what a cell shows: in its formulas, and in the names of inputs, columns and values. */
export function tagOutput(output: Element): void {
  // A player's place is the step t.
  if (output.matches(".input-player")) output.querySelector("output")?.setAttribute("data-s", "t");
  for (const formula of output.querySelectorAll(".katex")) tagMath(formula, pageTree);
  for (const label of output.querySelectorAll(".input-label, .inspect-key, th")) tagWords(label);
  // In a table's body only a whole entry is a name; in a sentence a letter may be anything.
  for (const entry of output.querySelectorAll("td")) if (/^\s*[\p{L}][\p{M}\p{L}\p{N}₀-₉]{0,7}\s*$/u.test(entry.textContent ?? "")) tagWords(entry);
}
