/** A position scale of a drawn plot as plain data, and the arithmetic that turns values into places in the drawing and back. */

export interface ScaleFacts {
  type: "linear" | "log" | "pow" | "symlog" | "time";
  domain: [number, number];
  /** In units of the drawing. */
  range: [number, number];
  /** Of pow: the exponent; of symlog: the constant. */
  parameter?: number;
}

export interface Scale {
  apply(value: number): number;
  invert(position: number): number;
}

/** Plot's own description of a scale, as far as it is used here. */
interface Exposed {
  type: string;
  domain?: readonly unknown[];
  range?: readonly unknown[];
  exponent?: number;
  constant?: number;
}

/** Undefined for scales of names, and for those with several pieces. */
export function scaleFacts(scale: Exposed | undefined): ScaleFacts | undefined {
  if (scale?.domain?.length !== 2 || scale.range?.length !== 2) return undefined;
  const domain = scale.domain.map(Number) as [number, number];
  const range = scale.range.map(Number) as [number, number];
  if (![...domain, ...range].every(Number.isFinite)) return undefined;
  switch (scale.type) {
    case "linear":
    case "log":
      return { type: scale.type, domain, range };
    case "pow":
    case "sqrt":
      return { type: "pow", domain, range, parameter: scale.exponent ?? (scale.type === "sqrt" ? 0.5 : 1) };
    case "symlog":
      return { type: "symlog", domain, range, parameter: scale.constant ?? 1 };
    case "time":
    case "utc":
      return { type: "time", domain, range };
    default:
      return undefined;
  }
}

const symlog = (constant: number) => ({
  apply: (x: number) => Math.sign(x) * Math.log1p(Math.abs(x / constant)),
  invert: (y: number) => Math.sign(y) * Math.expm1(Math.abs(y)) * constant,
});
const pow = (exponent: number) => ({
  apply: (x: number) => Math.sign(x) * Math.abs(x) ** exponent,
  invert: (y: number) => Math.sign(y) * Math.abs(y) ** (1 / exponent),
});
const straight = { apply: (x: number) => x, invert: (y: number) => y };

function bend({ type, parameter = 1, domain }: ScaleFacts): Scale {
  if (type === "log") {
    const sign = domain[0] < 0 ? -1 : 1;
    return { apply: (x) => Math.log(sign * x), invert: (y) => sign * Math.exp(y) };
  }
  return type === "pow" ? pow(parameter) : type === "symlog" ? symlog(parameter) : straight;
}

export function toScale(facts: ScaleFacts): Scale {
  const { apply, invert } = bend(facts);
  const [a, b] = [apply(facts.domain[0]), apply(facts.domain[1])];
  const [from, to] = facts.range;
  return {
    apply: (value) => from + ((apply(value) - a) / (b - a || 1)) * (to - from),
    invert: (position) => invert(a + ((position - from) / (to - from || 1)) * (b - a)),
  };
}
