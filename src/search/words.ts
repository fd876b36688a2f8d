/** How text is taken apart for the search, the same at build and in the page: a word of a query is found where the same word came out of a text. */

const greek: Readonly<Record<string, string>> = {
  ...{ α: "alpha", β: "beta", γ: "gamma", δ: "delta", ε: "epsilon", ζ: "zeta", η: "eta", θ: "theta", κ: "kappa", λ: "lambda", μ: "mu", ν: "nu" },
  ...{ ξ: "xi", π: "pi", ρ: "rho", σ: "sigma", τ: "tau", φ: "phi", χ: "chi", ψ: "psi", ω: "omega" },
};
/** Scripts that set no spaces between words: there every two neighbours are a word. */
const unspaced = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
/** Such a run, or one of other letters and digits. */
const runs = new RegExp(`[${unspaced}]+|(?:[^${unspaced}\\P{L}]|\\p{N})+`, "gu");
const isUnspaced = new RegExp(`^[${unspaced}]`, "u");

/** `β₁` is `beta1`, `m̂` is `m`; letters that stand behind a Greek one are a word of their own, as in `αm`. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/['’]s\b/g, "")
    .replace(/(\p{Script=Greek})(?=(\p{N})?)/gu, (_, letter: string, digit?: string) => {
      const name = greek[letter.toLowerCase()] ?? letter;
      return digit ? ` ${name}` : ` ${name} `;
    });
}

/** The words of a text in order, in small letters: a name in camelCase as a whole and in its parts, Chinese in pairs of characters. */
export function wordsOf(text: string): string[] {
  return (plain(text).match(runs) ?? []).flatMap((run) => {
    if (isUnspaced.test(run)) {
      const characters = [...run];
      return characters.length === 1 ? characters : characters.slice(1).map((character, i) => characters[i] + character);
    }
    const parts = run.split(/(?<=\p{Ll})(?=\p{Lu})/u);
    return (parts.length > 1 ? [run, ...parts] : [run]).map((word) => word.toLowerCase());
  });
}

/** A stretch of a text, and whether it is one of the words that were found. */
export interface Stretch {
  text: string;
  isHit: boolean;
}

/** The text with the words that are in `found` marked. */
export function marked(text: string, found: ReadonlySet<string>): Stretch[] {
  const stretches: Stretch[] = [];
  const add = (part: string, isHit: boolean): void => {
    const last = stretches.at(-1);
    if (part === "") return;
    if (last?.isHit === isHit) last.text += part;
    else stretches.push({ text: part, isHit });
  };
  // A word with the marks and small digits that belong to its letters, or one character of an unspaced script.
  const pieces = new RegExp(`[${unspaced}]|(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`, "gu");
  let end = 0;
  const all = [...text.matchAll(pieces)];
  const isPair = (i: number): boolean => {
    const [one, two] = [all[i], all[i + 1]];
    return one !== undefined && two !== undefined && two.index === one.index + one[0].length && isUnspaced.test(one[0]) && found.has(one[0] + two[0]);
  };
  for (const [i, { 0: piece, index }] of all.entries()) {
    add(text.slice(end, index), false);
    add(piece, isPair(i - 1) || isPair(i) || wordsOf(piece).some((word) => found.has(word)));
    end = index + piece.length;
  }
  add(text.slice(end), false);
  return stretches;
}
