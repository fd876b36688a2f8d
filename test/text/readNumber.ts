/** The number that a text in the site's style stands for, read without the code that writes it. */
export function readNumber(text: string): number {
  const [, sign, mantissa = "1", power = "⁰"] = /^(−?)(?:(\d[\d,]*(?:\.\d+)?)(?: × |$))?(?:10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/.exec(text) ?? [];
  const exponent = [...power].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("");
  return sign === undefined ? NaN : Number(`${sign && "-"}${mantissa.replaceAll(",", "")}e${exponent}`);
}
