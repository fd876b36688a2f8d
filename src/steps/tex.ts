import type { PrivateIdentifier } from "acorn";
import {
  argumentOf,
  calleeOf,
  definitionOf,
  equationOf,
  evaluate,
  functionNamed,
  isTrue,
  sidesOf,
  type Expression,
  type Numbers,
} from "./expression.ts";
import { symbolNamed } from "./symbolNames.ts";

/** TeX, and how tightly it binds: 1 a sum or a negative number, 2 a product, 3 a fraction or power, 4 what needs no brackets anywhere. */
export type Piece = readonly [tex: string, binding: 1 | 2 | 3 | 4];

/** How an expression is written. */
export interface Manner {
  /** What stands for a name. A name that abbreviates an expression is not asked about: that is written out. */
  put(name: string): Piece;
  /** Goes into roots and fractions, to hold their height. */
  strut?: string;
  /** The numbers of a step: of two cases the one that holds in it is written, as tall as both. Without them both are written. */
  reads?: Numbers;
  /** Set where numbers stand for names. */
  numbers?: NumberOptions;
}

export interface NumberOptions {
  /** The coordinate whose numbers are put in. */
  coordinate: number;
  /** Significant digits of numbers. */
  digits: number;
}

/** As tall as a bracketed power: rows, fractions and roots keep their height whatever number stands in them. */
export const strut = "\\rule[-0.27em]{0pt}{1.27em}";

/** Names as their symbols, without an index; those of `own` as it says. */
const plainManner = (own: Readonly<Record<string, string>> = {}): Manner => ({
  put: (name) => [(Object.hasOwn(own, name) ? own[name] : undefined) ?? symbolNamed(name).tex, 4],
});

/** How a vector of an optimizer's state is written. */
export const stateTex = (name: string): string => symbolNamed(name).tex;

/** What a step sets, all in all and so far. */
export interface Progress {
  names: ReadonlySet<string>;
  set: ReadonlySet<string>;
}
const begun: Progress = { names: new Set(), set: new Set() };

/**
 * A name in TeX with its index: the parameters of step t are θ_t before it and θ_{t+1} once `written`; a memory is m_{t−1} before
 * the step has set it and m_t after. What is one number has no index: it is chosen for the run, or the symbol has its own.
 */
export function indexed(name: string, { set, names }: Progress, written = false): string {
  const { tex, shape } = symbolNamed(name);
  if (shape === "scalar" || tex.endsWith("_t")) return tex;
  if (name === "theta") return `${tex}_{${written ? "t+1" : "t"}}`;
  return `${tex}_{${written || set.has(name) || !names.has(name) ? "t" : "t-1"}}`;
}

/**
 * The numbered lines of an optimizer's file as formulas: `m[i] = beta * m[i] + g[i]; // (1)` is `m \\leftarrow \\beta\\,m + g`. `own`: names of
 * the file that are not the course's, in TeX. Throws at a line or a name that it cannot read.
 */
export function sourceTex(source: string, own: Readonly<Record<string, string>> = {}): string[] {
  const manner = plainManner(own);
  const lines = [...source.matchAll(/^\s*(.+?)\s*\/\/ \(\d+\)\s*$/gm)].map(([, line = ""]) => line);
  if (lines.length === 0) throw new Error("missing numbered lines: // (1)");
  return lines.map((line) => {
    try {
      const { target, value, isNew } = equationOf(line);
      return `${manner.put(target)[0]} ${isNew ? "=" : "\\leftarrow"} ${write(value, manner)[0]}`;
    } catch (error) {
      throw new Error(`cannot read the line ${line}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** An expression in TeX. */
export function write(node: Expression | PrivateIdentifier, manner: Manner): Piece {
  const { put, strut: pad = "", reads, numbers } = manner;
  const piece = (inner: Expression | PrivateIdentifier) => write(inner, manner);
  const at = (inner: Expression | PrivateIdentifier, binding: number) => bracket(piece(inner), binding);
  switch (node.type) {
    case "Literal":
      return [String(node.value), 4];
    case "Identifier": {
      const definition = definitionOf(node.name);
      return definition ? piece(definition) : put(node.name);
    }
    case "MemberExpression":
      // An entry of a matrix is written as the matrix.
      if (!node.computed || node.object.type === "Super") break;
      return piece(node.object);
    case "BinaryExpression": {
      const { operator, left, right } = node;
      // `\dfrac`: as large in a line of text as in a display.
      if (operator === "/") return [`\\dfrac{${pad}${piece(left)[0]}}{${pad}${piece(right)[0]}}`, 3];
      if (operator === "**") return [`${at(left, 4)}^{${piece(right)[0]}}`, 3];
      if (operator === "*") return [`${at(left, 2)}${numbers ? " \\cdot " : "\\,"}${at(right, 2)}`, 2];
      if (operator !== "+" && operator !== "-") throw new Error(`unknown operator: ${operator}`);
      const twice = complement(right);
      if (operator === "-" && isOne(left) && twice) return piece(twice);
      // 1 − β of a given β is a number that readers know by sight.
      if (numbers && reads && isOne(left) && right.type === "Identifier" && !definitionOf(right.name))
        return numberPiece(Number(evaluate(node, reads, numbers.coordinate).toPrecision(12)), numbers.digits);
      return [`${piece(left)[0]} ${operator} ${at(right, 2)}`, 1];
    }
    case "ConditionalExpression": {
      const { test, consequent, alternate } = node;
      if (!reads) {
        const [a, b] = sidesOf(test).map((side) => piece(side)[0]);
        return [`\\begin{cases} ${piece(consequent)[0]} & ${a} > ${b} \\\\ ${piece(alternate)[0]} & ${a} \\le ${b} \\end{cases}`, 4];
      }
      const [taken, other] = isTrue(test, reads) ? [consequent, alternate] : [alternate, consequent];
      const [tex, binding] = piece(taken);
      return [`${tex}\\vphantom{${write(other, { put: (name) => [indexed(name, begun), 4], reads, strut })[0]}}`, binding];
    }
    case "CallExpression": {
      const name = calleeOf(node.callee);
      const args = node.arguments as Expression[];
      if (name === "length" && numbers && reads) return numberPiece(evaluate(node, reads, numbers.coordinate), numbers.digits);
      if (name === "length") return [`\\lVert ${piece(argumentOf(args, 0))[0]} \\rVert`, 4];
      if (name === "newtonSchulz") return [`${newtonSchulzTex(args)}(${piece(argumentOf(args, 0))[0]})`, 4];
      return [functionNamed(name).tex(...args.map((arg) => `${name === "sqrt" ? pad : ""}${piece(arg)[0]}`)), 4];
    }
  }
  throw new Error(`unknown expression: ${node.type}`);
}

/** The name of Newton and Schulz's iteration with its number of rounds, the fourth argument. */
export const newtonSchulzTex = (args: Expression[]): string => `\\operatorname{NewtonSchulz}_{${write(argumentOf(args, 3), plainManner())[0]}}`;

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
  return [`${mantissa} \\times ${power}`, rounded < 0 ? 1 : 2];
}
