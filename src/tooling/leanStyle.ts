/** A style of KaTeX's with its lengths to the 100th of an em: none is more than a tenth of a pixel off, and pages of formulas are shorter. */
export const leanStyle = (style: string): string =>
  style.replace(/\d*\.\d{3,}(?=em)/g, (length) => String(Number(Number(length).toFixed(2)))).replace(/;$/, "");
