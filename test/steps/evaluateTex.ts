/**
 * The value of a formula with numbers, read from its TeX by a grammar of its own: sums, products with \cdot, \dfrac, \sqrt, powers, \max,
 * \lvert, \operatorname{sign}. What only holds space is passed over. Throws at anything else.
 */
export function evaluateTex(tex: string): number {
  const tokens =
    tex
      .replace(/\\vphantom\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}/g, "")
      .replace(/\\rule\[[^\]]*\]\{[^}]*\}\{[^}]*\}/g, "")
      // A number with a power of ten is one number: two roundings would not give it back.
      .replace(/([\d.]+) \\times 10\^\{(-?\d+)\}/g, "$1e$2")
      .replace(/(?<![\d.])10\^\{(-?\d+)\}/g, "1e$1")
      .match(/\\text\{NaN\}|\\operatorname\{sign\}|\\[a-zA-Z]+|\\,|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[-+^{}(),]/g) ?? [];
  let at = 0;
  const next = (wanted?: string) => {
    const token = tokens[at++];
    if (wanted !== undefined && token !== wanted) throw new Error(`expected ${wanted}, got ${token} in ${tex}`);
    return token;
  };
  const group = () => {
    next("{");
    const value = sum();
    next("}");
    return value;
  };
  function sum(): number {
    let value = tokens[at] === "-" ? (next(), -product()) : product();
    while (tokens[at] === "+" || tokens[at] === "-") value = next() === "+" ? value + product() : value - product();
    return value;
  }
  function product(): number {
    let value = power();
    while (tokens[at] === "\\cdot") {
      next();
      value *= power();
    }
    return value;
  }
  function power(): number {
    const base = atom();
    if (tokens[at] !== "^") return base;
    next();
    return base ** group();
  }
  function atom(): number {
    const token = next();
    if (token === "(") {
      const value = sum();
      next(")");
      return value;
    }
    if (token === "\\dfrac") return group() / group();
    if (token === "\\sqrt") return Math.sqrt(group());
    if (token === "\\lvert") {
      const value = Math.abs(sum());
      next("\\rvert");
      return value;
    }
    if (token === "\\max" || token === "\\operatorname{sign}") {
      next("(");
      const first = sum();
      if (token !== "\\max") return (next(")"), Math.sign(first));
      next(",");
      next("\\,");
      const value = Math.max(first, sum());
      next(")");
      return value;
    }
    if (token === "\\infty") return Infinity;
    if (token === "\\text{NaN}") return NaN;
    if (!/^\d/.test(token)) throw new Error(`unexpected ${token} in ${tex}`);
    return Number(token);
  }
  const value = sum();
  if (at !== tokens.length) throw new Error(`unexpected ${tokens[at]} in ${tex}`);
  return value;
}
