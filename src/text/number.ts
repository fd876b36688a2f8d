/** The one style of numbers on a page: −0.5, 7,500 and 2.98 × 10⁷. */

/** A number as JavaScript writes it ("-7500.25", "1.2e-7"), in this style. Other text stands as it is. */
export function styledNumber(text: string): string {
  const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(\.\d+)?(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  if (whole === undefined) return text;
  const size = whole.replace(/\B(?=(\d{3})+$)/g, ",") + fraction;
  const power = exponent === undefined ? "" : `10${superscript(Number(exponent))}`;
  return (sign ? "−" : "") + (power === "" ? size : size === "1" ? power : `${size} × ${power}`);
}

/** Text in which every negative number has a true minus sign, and every exponent is a power of ten; what is part of a word or a date stays. */
export const styledNumbers = (text: string): string =>
  text.replace(/(?<![\p{L}\d_.)\]-])-?\d+(?:\.\d+)?(?:e[-+]?\d+)?(?![\p{L}\d_.]|-\d)/giu, (number) =>
    /[-e]/i.test(number) ? styledNumber(number) : number,
  );

const superscript = (exponent: number): string => [...String(exponent)].map((c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)])).join("");
