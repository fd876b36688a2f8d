/** A formula's MathML as a line of text, for where no formula can stand: `m̂ₜ = mₜ/(1 − β₁ᵗ)`. */

const small: Readonly<Record<"sub" | "sup", Readonly<Record<string, string>>>> = {
  sub: table("0123456789+−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"),
  sup: table("0123456789+−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"),
};
const accents: Readonly<Record<string, string>> = {
  "^": "\u0302",
  ˆ: "\u0302",
  "~": "\u0303",
  "˜": "\u0303",
  ˉ: "\u0304",
  "¯": "\u0304",
  "‾": "\u0304",
  "˙": "\u0307",
};
const spaced = /^[=≈<>≤≥≠←→≡∈∝≪≫⇒↦∼:]$/;

function table(from: string, to: string): Record<string, string> {
  const images = [...to];
  return Object.fromEntries([...from].map((character, i) => [character, images[i] ?? character]));
}

/** Undefined for what needs more than a line: a matrix, cases. */
export function mathText(math: Element): string | undefined {
  const text = textOf(math);
  return text
    ?.replace(/[\u2061\u200b\u2062\u2063]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

function textOf(element: Element): string | undefined {
  const parts = [...element.children];
  const name = element.localName;
  if (/^(mtable|mtr|mtd|menclose)$/.test(name)) return undefined;
  if (name === "mphantom" || name === "annotation") return "";
  if (name === "mspace") return " ";
  if (name === "mo") {
    const sign = element.textContent.trim();
    if (spaced.test(sign)) return ` ${sign} `;
    // A sign between two things has room; one before the first has none.
    const isBinary = /^[+−±·×-]$/.test(sign) && element.previousElementSibling !== null && element.previousElementSibling.localName !== "mo";
    return isBinary ? ` ${sign} ` : sign === "," ? ", " : sign;
  }
  if (parts.length === 0) return element.textContent;
  const texts: string[] = [];
  for (const part of parts) {
    const text = textOf(part);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  const [base = "", one = "", two = ""] = texts;
  switch (name) {
    case "msub":
    case "munder":
      return base + script("sub", one);
    case "msup":
      return base + script("sup", one);
    case "msubsup":
    case "munderover":
      return base + script("sub", one) + script("sup", two);
    case "mover":
      return base + (accents[one.trim()] ?? "");
    case "mfrac":
      return `${bracketed(base)}/${bracketed(one)}`;
    case "msqrt":
      return `√${bracketed(texts.join(""))}`;
    case "mroot":
      return `${script("sup", one)}√${bracketed(base)}`;
    default:
      return texts.join("");
  }
}

/** An index or a power in small characters, or behind _ or ^ where there are none. */
function script(kind: "sub" | "sup", text: string): string {
  const characters = [...text.replace(/\s/g, "")];
  if (characters.every((character) => Object.hasOwn(small[kind], character))) return characters.map((character) => small[kind][character]).join("");
  return (kind === "sub" ? "_" : "^") + bracketed(text.trim());
}

const bracketed = (text: string): string =>
  /^(?:[\p{L}\p{M}]+[₀-ₜ\p{Lm}\p{M}²³¹⁰-⁹]*|[\d.,]+|\(.*\))$/u.test(text.trim()) ? text.trim() : `(${text.trim()})`;
