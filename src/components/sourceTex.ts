import { parse } from "acorn";
import type { Expression, Identifier, Node, PrivateIdentifier, SpreadElement, Super } from "acorn";
import { notation } from "../../content/notation.ts";

/** A part of a formula: its TeX, and how tightly it holds together (1 a sum, 2 a product, 3 one thing). */
interface Part {
  tex: string;
  tight: 1 | 2 | 3;
}
const one = (tex: string): Part => ({ tex, tight: 3 });
const sum = (tex: string): Part => ({ tex, tight: 1 });

/** What the optimizers' files call things that the table of symbols has no name for. */
const locals: Readonly<Record<string, Part>> = {
  alpha: one("\\alpha"), weightDecay: one("\\lambda"), u: one("u"), D: one("D"), c: one("c"), r: one("r"), X: one("X"),
  gBar: one("{\\bar g}"), vMax: one("v^{\\max}"), rhoMax: one("\\rho_\\infty"), mHat: one("{\\hat m}"), vHat: one("{\\hat v}"),
  mass1: sum("1-\\beta_1^t"), mass2: sum("1-\\beta_2^t"), next1: sum("1-\\beta_1^{t+1}"), keep: sum("1-\\alpha\\lambda"),
  norm: sum("\\lVert m\\rVert+\\varepsilon"),
};
const symbols = new Map(Object.values(notation).flatMap(({ code, tex }) => (code === null ? [] : [[code, one(tex)] as const])));

const functions: Readonly<Record<string, (...args: string[]) => string>> = {
  "Math.sqrt": (x) => `\\sqrt{${x}}`,
  "Math.abs": (x) => `|${x}|`,
  "Math.max": (...args) => `\\max(${args.join(",\\,")})`,
  "Math.sign": (x) => `\\operatorname{sign}(${x})`,
};

/** How a vector of an optimizer's state is written: `vMax` is `v^{\\max}`. */
export function stateTex(name: string): string {
  const found = locals[name] ?? symbols.get(name);
  if (!found) throw new Error(`unknown name: ${name}`);
  return found.tex;
}

/**
 * The numbered lines of an optimizer's file as formulas, in TeX: `m[i] = beta * m[i] + g[i]; // (1)` is `m \leftarrow \beta m+g`. `names` are the file's own
 * names, where they differ from the course's. Throws at a line or a name that it cannot read.
 */
export function sourceTex(source: string, names: Readonly<Record<string, string>> = {}): string[] {
  const lines = [...source.matchAll(/^\s*(.+?)\s*\/\/ \(\d+\)\s*$/gm)].map(([, line]) => line);
  if (lines.length === 0) throw new Error("missing numbered lines: // (1)");
  return lines.map((line) => {
    try {
      return statement(parse(line, { ecmaVersion: "latest" }).body[0], names);
    } catch (error) {
      throw new Error(`cannot read the line ${line}: ${(error as Error).message}`, { cause: error });
    }
  });
}

type Names = Readonly<Record<string, string>>;

function statement(node: Node, names: Names): string {
  const { type } = node;
  const any = node as never as { body: Node; expression: Expression; declarations: { id: Identifier; init: Expression }[] };
  if (type === "ForStatement") return statement(any.body, names);
  if (type === "VariableDeclaration") return `${part(any.declarations[0].id, names).tex} = ${part(any.declarations[0].init, names).tex}`;
  if (type !== "ExpressionStatement") throw new Error(type);
  const { expression } = any;
  // The one call that overwrites its argument.
  if (expression.type === "CallExpression" && isName(expression.callee, "newtonSchulz")) return "X \\leftarrow \\operatorname{NS}_5(X)";
  if (expression.type !== "AssignmentExpression") throw new Error(expression.type);
  const left = part(expression.left as Expression, names).tex;
  const right = part(expression.right, names);
  if (expression.operator === "=") return `${left} \\leftarrow ${right.tex}`;
  return `${left} \\leftarrow ${left}${expression.operator[0]}${expression.operator === "-=" ? inProduct(right) : right.tex}`;
}

const isName = (node: Node, name: string): boolean => node.type === "Identifier" && (node as Identifier).name === name;
const inProduct = ({ tex, tight }: Part): string => (tight === 1 ? `(${tex})` : tex);

function part(node: Expression | PrivateIdentifier | Super | SpreadElement, names: Names): Part {
  switch (node.type) {
    case "Literal":
      return one(String(node.value));
    case "Identifier": {
      const found = Object.hasOwn(names, node.name) ? one(names[node.name]) : (locals[node.name] ?? symbols.get(node.name));
      if (!found) throw new Error(`unknown name: ${node.name}`);
      return found;
    }
    case "MemberExpression":
      if (!node.computed) break;
      return part(node.object, names);
    case "CallExpression": {
      const { callee } = node;
      const name = callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.property.type === "Identifier" ? `${callee.object.name}.${callee.property.name}` : "";
      if (!Object.hasOwn(functions, name)) break;
      return one(functions[name](...node.arguments.map((argument) => part(argument, names).tex)));
    }
    case "ConditionalExpression": {
      const [test, yes, no] = [node.test, node.consequent, node.alternate].map((piece) => part(piece, names).tex);
      return one(`\\begin{cases}${yes} & ${test}\\\\ ${no} & ${test.replace(">", "\\le ")}\\end{cases}`);
    }
    case "BinaryExpression": {
      const [a, b] = [part(node.left, names), part(node.right, names)];
      switch (node.operator) {
        case "+": return sum(`${a.tex}+${b.tex}`);
        case "-":
          // 1 − (1 − β^t) is better read as what it is.
          if (a.tex === "1" && b.tex.startsWith("1-")) return one(b.tex.slice(2));
          return sum(`${a.tex}-${inProduct(b)}`);
        case "*": return { tex: `${inProduct(a)}\\, ${inProduct(b)}`, tight: 2 };
        case "/": return one(`\\dfrac{${a.tex}}{${b.tex}}`);
        case "**": return one(`${a.tight === 3 ? a.tex : `(${a.tex})`}^${b.tex}`);
        case ">": return sum(`${a.tex}>${b.tex}`);
      }
    }
  }
  throw new Error(`unknown ${node.type}`);
}
