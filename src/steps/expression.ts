import { parse } from "acorn";
import type { Expression, ModuleDeclaration, PrivateIdentifier, Statement, Super } from "acorn";
import { newtonSchulz, type Vec } from "../optim/index.ts";
import { definitions } from "./equations.ts";

export type { Expression };

/** A line of an optimizer: what it sets, and to what. */
export interface Equation {
  target: string;
  value: Expression;
  /** Whether the line makes the name (`const mHat = …`), rather than overwrite what it held. */
  isNew: boolean;
}

/** What the names of a step stand for: a number for all coordinates, or one for each. */
export type Numbers = Readonly<Record<string, number | Vec>>;

const parsed = new Map<string, Equation>();

/** The equation that a line of code states: `a[i] -= b[i]` is a = a − b, `newtonSchulz(X, …)` sets X. Loops and indices of what is set are passed over, and `[i]` everywhere. */
export function equationOf(line: string): Equation {
  let equation = parsed.get(line);
  if (!equation) parsed.set(line, (equation = read(line)));
  return equation;
}

function read(line: string): Equation {
  let statement: Statement | ModuleDeclaration | undefined = parse(line.replaceAll("[i]", ""), { ecmaVersion: 2022 }).body[0];
  if (statement?.type === "ForStatement") statement = statement.body;
  if (statement?.type === "VariableDeclaration") {
    const [{ id, init }] = statement.declarations;
    if (id.type === "Identifier" && init) return { target: id.name, value: init, isNew: true };
  }
  const expression = statement?.type === "ExpressionStatement" ? statement.expression : undefined;
  if (expression?.type === "CallExpression" && expression.arguments[0]?.type === "Identifier") {
    return { target: expression.arguments[0].name, value: expression, isNew: false };
  }
  if (expression?.type !== "AssignmentExpression") throw new Error(`invalid line: ${line} (name = expression)`);
  const { operator, right, start, end } = expression;
  const left = expression.left.type === "MemberExpression" && expression.left.computed ? expression.left.object : expression.left;
  if (left.type !== "Identifier") throw new Error(`invalid line: ${line} (name = expression)`);
  if (operator === "=") return { target: left.name, value: right, isNew: false };
  if (operator !== "-=" && operator !== "+=") throw new Error(`unknown operator: ${operator}`);
  return { target: left.name, value: { type: "BinaryExpression", operator: operator === "-=" ? "-" : "+", left, right, start, end }, isNew: false };
}

const defined = new Map(Object.entries(definitions).map(([name, text]) => [name, equationOf(`${name} = ${text}`).value]));

/** The expression that a name abbreviates, if it does. */
export const definitionOf = (name: string): Expression | undefined => defined.get(name);

/** The function that a call names, `sqrt` for `Math.sqrt`. */
export function calleeOf(callee: Expression | Super): string {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" && callee.property.type === "Identifier" ? callee.property.name : "";
}

/** The functions that lines call on numbers: what they give, and how they are written. */
const functions: Readonly<Record<string, { value: (...args: number[]) => number; tex: (...args: string[]) => string }>> = {
  sqrt: { value: Math.sqrt, tex: (x) => `\\sqrt{${x}}` },
  abs: { value: Math.abs, tex: (x) => `\\lvert ${x} \\rvert` },
  sign: { value: Math.sign, tex: (x) => `\\operatorname{sign}(${x})` },
  max: { value: Math.max, tex: (...args) => `\\max(${args.join(",\\, ")})` },
};

export function functionNamed(name: string): (typeof functions)[string] {
  if (!Object.hasOwn(functions, name)) throw new Error(`unknown function: ${name || "of this form"} (known: ${Object.keys(functions).join(", ")})`);
  return functions[name];
}

/** The value at coordinate `i`. */
export function evaluate(node: Expression | PrivateIdentifier, numbers: Numbers, i: number): number {
  switch (node.type) {
    case "Literal":
      return node.value as number;
    case "Identifier": {
      const value = numbers[node.name];
      if (value !== undefined) return typeof value === "number" ? value : value[i];
      const definition = definitionOf(node.name);
      if (definition === undefined) throw new Error(`unknown name: ${node.name}`);
      return evaluate(definition, numbers, i);
    }
    case "BinaryExpression": {
      const a = evaluate(node.left, numbers, i),
        b = evaluate(node.right, numbers, i);
      switch (node.operator) {
        case "+":
          return a + b;
        case "-":
          return a - b;
        case "*":
          return a * b;
        case "/":
          return a / b;
        case "**":
          return a ** b;
      }
      break;
    }
    case "ConditionalExpression":
      return evaluate(isTrue(node.test, numbers) ? node.consequent : node.alternate, numbers, i);
    case "CallExpression": {
      const name = calleeOf(node.callee);
      const args = node.arguments as Expression[];
      if (name === "length") return lengthOf(vectorOf(args[0], numbers));
      if (name === "newtonSchulz") return orthogonal(args, numbers)[i];
      return functionNamed(name).value(...args.map((arg) => evaluate(arg, numbers, i)));
    }
  }
  throw new Error(`unknown expression: ${node.type}`);
}

/** Whether a test of the form a > b holds. */
export function isTrue(test: Expression, numbers: Numbers): boolean {
  const [a, b] = sidesOf(test).map((side) => evaluate(side, numbers, 0));
  return a > b;
}

/** The a and b of a test of the form a > b. */
export function sidesOf(test: Expression): readonly [Expression | PrivateIdentifier, Expression] {
  if (test.type !== "BinaryExpression" || test.operator !== ">") throw new Error(`unknown test: ${test.type} (a > b)`);
  return [test.left, test.right];
}

export function vectorOf(node: Expression, numbers: Numbers): Vec {
  const value = node.type === "Identifier" ? numbers[node.name] : undefined;
  if (!(value instanceof Float64Array)) throw new Error("unknown vector");
  return value;
}

function lengthOf(vector: Vec): number {
  let squares = 0;
  for (const x of vector) squares += x ** 2;
  return Math.sqrt(squares);
}

function orthogonal([X, rows, columns]: Expression[], numbers: Numbers): Vec {
  const out = vectorOf(X, numbers).slice();
  newtonSchulz(out, evaluate(rows, numbers, 0), evaluate(columns, numbers, 0));
  return out;
}
