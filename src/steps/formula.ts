import type { PrivateIdentifier } from "acorn";
import type { Vec } from "../optim/index.ts";
import { symbols } from "./equations.ts";
import { calleeOf, definitionOf, evaluate, isTrue, vectorOf, type Expression, type Numbers } from "./expression.ts";
import type { Line } from "./takeStep.ts";

export interface FormulaOptions {
  /** The coordinate whose numbers are put in. */
  coordinate: number;
  /** Significant digits of numbers. */
  digits: number;
}

/** TeX, and how tightly it binds: 1 a sum or a negative number, 2 a product, 3 a fraction or power, 4 what needs no brackets anywhere. */
type Piece = readonly [tex: string, binding: 1 | 2 | 3 | 4];

/** As tall as a bracketed power: rows, fractions and roots keep their height whatever number stands in them. */
const strut = "\\rule[-0.27em]{0pt}{1.27em}";

/** The lines of a step as one formula: each line's number and symbols, and below them the same with the numbers of the step. */
export function stepFormula(lines: readonly Line[], numbered: boolean, options: FormulaOptions): string {
  const names = new Set(lines.map(({ equation }) => equation.target));
  const rows = lines.flatMap((line, k) => {
    const target = symbolOf(line.equation.target, { set: names, names, written: true });
    const inSymbols = write(line.equation.value, (name) => [symbolOf(name, { set: line.set, names }), 4], line.reads, "");
    const label = numbered ? `\\text{(${k + 1})}` : "";
    return [`${label}\\;\\;& ${target} = ${inSymbols[0]}`, `& \\quad{} = ${withNumbers(line, options)}${strut}`];
  });
  return `\\begin{aligned} ${rows.join(" \\\\ ")} \\end{aligned}`;
}

/** The right side of a line with its numbers put in, and what comes of it. */
export function withNumbers(line: Line, { coordinate, digits }: FormulaOptions): string {
  const { equation: { value }, reads, result } = line;
  if (value.type === "CallExpression" && calleeOf(value.callee) === "newtonSchulz") return matrixRow(value.arguments as Expression[], reads, result as Vec, coordinate, digits);
  const at = (x: number | Vec) => (typeof x === "number" ? x : x[coordinate]);
  const put = (name: string): Piece | undefined => {
    const known = reads[name];
    return known === undefined ? undefined : numberPiece(at(known), digits);
  };
  const [tex] = write(value, put, reads, strut, coordinate, digits);
  const [end] = numberPiece(at(result), digits);
  return value.type === "Identifier" || tex === end ? tex : `${tex} = ${end}`;
}

/** Newton and Schulz's rounds mix all coordinates: small matrices are shown whole, of large ones the coordinate. */
function matrixRow([X, rows, columns]: Expression[], reads: Numbers, result: Vec, coordinate: number, digits: number): string {
  const [p, q] = [rows, columns].map((side) => evaluate(side, reads, 0));
  if (p > 3 || q > 3) return numberPiece(result[coordinate], digits)[0];
  const matrix = (vector: Vec) => `\\begin{pmatrix} ${Array.from({ length: p }, (_, i) => [...vector.subarray(i * q, (i + 1) * q)].map((x) => numberPiece(x, digits)[0]).join(" & ")).join(" \\\\ ")} \\end{pmatrix}`;
  return `p^5${matrix(vectorOf(X, reads))} = ${matrix(result)}`;
}

/**
 * An expression in TeX. `put` gives what stands for a name; where it gives nothing the name's definition is written out.
 * `pad` goes into roots and fractions, to hold their height. Of two cases it writes the one that holds, as tall as both.
 */
function write(node: Expression | PrivateIdentifier, put: (name: string) => Piece | undefined, reads: Numbers, pad: string, i = 0, digits?: number): Piece {
  const piece = (inner: Expression | PrivateIdentifier) => write(inner, put, reads, pad, i, digits);
  const at = (inner: Expression | PrivateIdentifier, binding: number) => bracket(piece(inner), binding);
  switch (node.type) {
    case "Literal":
      return [String(node.value), 4];
    case "Identifier": {
      const definition = definitionOf(node.name);
      return definition ? piece(definition) : (put(node.name) ?? [node.name, 4]);
    }
    case "BinaryExpression": {
      const { operator, left, right } = node;
      if (operator === "/") return [`\\frac{${pad}${piece(left)[0]}}{${pad}${piece(right)[0]}}`, 3];
      if (operator === "**") return [`${at(left, 4)}^{${piece(right)[0]}}`, 3];
      if (operator === "*") return [`${at(left, 2)}${digits === undefined ? "\\," : " \\cdot "}${at(right, 2)}`, 2];
      const twice = complement(right);
      if (operator === "-" && isOne(left) && twice) return piece(twice);
      // 1 − β of a given β is a number that readers know by sight.
      if (digits !== undefined && isOne(left) && right.type === "Identifier" && !definitionOf(right.name)) return numberPiece(Number(evaluate(node, reads, i).toPrecision(12)), digits);
      return [`${at(left, left.type === "BinaryExpression" ? 1 : 0)} ${operator} ${at(right, 2)}`, 1];
    }
    case "ConditionalExpression": {
      const [taken, other] = isTrue(node.test, reads) ? [node.consequent, node.alternate] : [node.alternate, node.consequent];
      const tall = write(other, (name) => [symbolOf(name, { set: new Set(), names: new Set() }), 4], reads, strut)[0];
      return [`${at(taken, 2)}\\vphantom{${tall}}`, 2];
    }
    case "CallExpression": {
      const name = calleeOf(node.callee);
      const args = node.arguments as Expression[];
      if (name === "sqrt") return [`\\sqrt{${pad}${piece(args[0])[0]}}`, 4];
      if (name === "abs") return [`\\lvert ${piece(args[0])[0]} \\rvert`, 4];
      if (name === "length") return digits === undefined ? [`\\lVert ${piece(args[0])[0]} \\rVert`, 4] : numberPiece(evaluate(node, reads, i), digits);
      if (name === "newtonSchulz") return [`p^5(${piece(args[0])[0]})`, 4];
      return [`${name === "sign" ? "\\operatorname{sign}" : `\\${name}`}(${args.map((arg) => piece(arg)[0]).join(",\\, ")})`, 4];
    }
  }
  throw new Error(`unknown expression: ${node.type}`);
}

const bracket = ([tex, binding]: Piece, atLeast: number): string => (binding < atLeast ? `(${tex})` : tex);

const isOne = (node: Expression | PrivateIdentifier): boolean => node.type === "Literal" && node.value === 1;

/** x where the expression abbreviates 1 − x, so that 1 − (1 − x) is written x. */
function complement(node: Expression): Expression | undefined {
  const definition = node.type === "Identifier" ? definitionOf(node.name) : undefined;
  return definition?.type === "BinaryExpression" && definition.operator === "-" && isOne(definition.left) ? definition.right : undefined;
}

/** A number as a piece: short, in powers of ten where it is very small or large. */
export function numberPiece(x: number, digits: number): Piece {
  if (!Number.isFinite(x)) return [Number.isNaN(x) ? "\\text{NaN}" : x > 0 ? "\\infty" : "-\\infty", Number.isNaN(x) || x > 0 ? 4 : 1];
  const rounded = Number(x.toPrecision(digits));
  const size = Math.abs(rounded);
  if (rounded === 0 || (size >= 1e-3 && size < 1e5)) return [String(rounded), rounded < 0 ? 1 : 4];
  const [mantissa, exponent] = rounded.toExponential().split("e");
  const power = `10^{${Number(exponent)}}`;
  if (mantissa === "1" || mantissa === "-1") return [`${mantissa === "1" ? "" : "-"}${power}`, rounded < 0 ? 1 : 3];
  return [`${mantissa} \\cdot ${power}`, rounded < 0 ? 1 : 2];
}

interface When {
  /** What this step has set so far. */
  set: ReadonlySet<string>;
  /** What this step sets. */
  names: ReadonlySet<string>;
  written?: boolean;
}

/** Names that no step changes, and t. */
const constant: ReadonlySet<string> = new Set(["t", "alpha", "beta", "beta1", "beta2", "eps", "weightDecay", "rho", "rhoMax"]);

/** A name in TeX with its index: the parameters of step t are θ_t before it and θ_{t+1} after; a memory is m_{t−1} before and m_t after. */
function symbolOf(name: string, { set, names, written = false }: When): string {
  const tex = symbols[name]?.[0] ?? name;
  if (constant.has(name) || tex.endsWith("_t")) return tex;
  if (name === "theta") return `${tex}_{${written ? "t+1" : "t"}}`;
  return `${tex}_{${written || set.has(name) || !names.has(name) ? "t" : "t-1"}}`;
}
