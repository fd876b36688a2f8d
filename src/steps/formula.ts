import type { Vec } from "../optim/index.ts";
import { argumentOf, calleeOf, entryOf, evaluate, vectorOf, type Expression, type Numbers } from "./expression.ts";
import type { Line } from "./takeStep.ts";
import { indexed, newtonSchulzTex, numberPiece, strut, write, type NumberOptions } from "./tex.ts";

/** The lines of a step as one formula: each line's number and symbols, and below them the same with the numbers of the step. */
export function stepFormula(lines: readonly Line[], numbered: boolean, options: NumberOptions): string {
  const names = new Set(lines.map(({ equation }) => equation.target));
  const rows = lines.flatMap((line, k) => {
    const target = indexed(line.equation.target, { names, set: line.set }, true);
    const inSymbols = write(line.equation.value, { put: (name) => [indexed(name, { names, set: line.set }), 4], reads: line.reads });
    const label = numbered ? `\\text{(${k + 1})}` : "";
    return [`${label}\\;\\;& ${target} = ${inSymbols[0]}`, `& \\quad{} = ${withNumbers(line, options)}${strut}`];
  });
  return `\\begin{aligned} ${rows.join(" \\\\ ")} \\end{aligned}`;
}

/** The right side of a line with its numbers put in, and what comes of it. */
export function withNumbers(line: Line, numbers: NumberOptions): string {
  const { coordinate, digits } = numbers;
  const {
    equation: { value },
    reads,
    result,
  } = line;
  if (value.type === "CallExpression" && calleeOf(value.callee) === "newtonSchulz")
    return matrixRow(value.arguments as Expression[], reads, result as Vec, coordinate, digits);
  const [tex] = write(value, { put: (name) => numberPiece(entryOf(reads[name], coordinate), digits), strut, reads, numbers });
  const [end] = numberPiece(entryOf(result, coordinate), digits);
  return value.type === "Identifier" || tex === end || tex.startsWith(`${end}\\vphantom`) ? tex : `${tex} = ${end}`;
}

/** Newton and Schulz's rounds mix all coordinates: small matrices are shown whole, of large ones the coordinate. */
function matrixRow(args: Expression[], reads: Numbers, result: Vec, coordinate: number, digits: number): string {
  const [p, q] = [evaluate(argumentOf(args, 1), reads, 0), evaluate(argumentOf(args, 2), reads, 0)];
  if (p > 3 || q > 3) return numberPiece(entryOf(result, coordinate), digits)[0];
  const matrix = (vector: Vec) =>
    `\\begin{pmatrix} ${Array.from({ length: p }, (_, i) => [...vector.subarray(i * q, (i + 1) * q)].map((x) => numberPiece(x, digits)[0]).join(" & ")).join(" \\\\ ")} \\end{pmatrix}`;
  return `${newtonSchulzTex(args)}${matrix(vectorOf(argumentOf(args, 0), reads))} = ${matrix(result)}`;
}
