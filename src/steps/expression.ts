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
    const [declared] = statement.declarations;
    if (declared?.id.type === "Identifier" && declared.init) return { target: declared.id.name, value: declared.init, isNew: true };
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

/** What a function gives, and how it is written. */
interface LineFunction {
  value(...args: number[]): number;
  tex(...args: string[]): string;
}

/** The functions that lines call on numbers. */
const functions: Readonly<Record<string, LineFunction>> = {
  sqrt: { value: Math.sqrt, tex: (x) => `\\sqrt{${x}}` },
  abs: { value: Math.abs, tex: (x) => `\\lvert ${x} \\rvert` },
  sign: { value: Math.sign, tex: (x) => `\\operatorname{sign}(${x})` },
  max: { value: Math.max, tex: (...args) => `\\max(${args.join(",\\, ")})` },
};

export function functionNamed(name: string): LineFunction {
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) throw new Error(`unknown function: ${name || "of this form"} (known: ${Object.keys(functions).join(", ")})`);
  return found;
}

/** The value at coordinate `i`. */
export function evaluate(node: Expression | PrivateIdentifier, numbers: Numbers, i: number): number {
  switch (node.type) {
    case "Literal":
      return node.value as number;
    case "Identifier": {
      const value = numbers[node.name];
      if (value !== undefined) return entryOf(value, i);
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
      if (name === "length") return lengthOf(vectorOf(argumentOf(args, 0), numbers));
      if (name === "newtonSchulz") return entryOf(orthogonal(args, numbers), i);
      return functionNamed(name).value(...args.map((arg) => evaluate(arg, numbers, i)));
    }
  }
  throw new Error(`unknown expression: ${node.type}`);
}

/** Whether a test of the form a > b holds. */
export function isTrue(test: Expression, numbers: Numbers): boolean {
  const [a, b] = sidesOf(test);
  return evaluate(a, numbers, 0) > evaluate(b, numbers, 0);
}

/** The a and b of a test of the form a > b. */
export function sidesOf(test: Expression): readonly [Expression | PrivateIdentifier, Expression] {
  if (test.type !== "BinaryExpression" || test.operator !== ">") throw new Error(`unknown test: ${test.type} (a > b)`);
  return [test.left, test.right];
}

/** The entry at coordinate `i` of what is one number for all coordinates or one for each. */
export const entryOf = (value: number | Vec | undefined, i: number): number => (typeof value === "number" ? value : (value?.[i] ?? NaN));

/** The argument of a call at a place. Throws where there is none. */
export function argumentOf(args: readonly Expression[], place: number): Expression {
  const argument = args[place];
  if (!argument) throw new Error(`missing argument ${place + 1} of a call`);
  return argument;
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

function orthogonal(args: readonly Expression[], numbers: Numbers): Vec {
  const out = vectorOf(argumentOf(args, 0), numbers).slice();
  newtonSchulz(out, evaluate(argumentOf(args, 1), numbers, 0), evaluate(argumentOf(args, 2), numbers, 0));
  return out;
}
