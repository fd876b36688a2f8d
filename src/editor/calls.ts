import { typescriptLanguage } from "@codemirror/lang-javascript";
import { isHighlighted } from "../notebook/codeLimits.ts";
import { bindingsOf, childrenOf, isLocal, isPath, type SyntaxNode } from "./bindings.ts";

/** A value as the code has it: known without a run, or the text of what is known only in one. */
export type ReadValue = number | boolean | { text: string };

/** A call of a function that a cell imports, with one object of options. */
export interface ReadCall {
  /** Under which name its module exports it. */
  name: string;
  options: Record<string, ReadValue>;
  /** What else its options come from, and what is in it is known only in a run. */
  open: string[];
}

/** What a page knows of its cells besides their code. */
export interface PageValues {
  /** In the order of the page. */
  cells: readonly { id: string; code: string }[];
  /** Where an input of a cell stands. */
  input(cell: string, label: string): unknown;
  /** What a name of a cell held when it last ran, if what it shows is of its code. */
  held(cell: string, name: string): unknown;
}

const operators = new Map<string, (a: number, b: number) => number>([
  ["+", (a, b) => a + b],
  ["-", (a, b) => a - b],
  ["*", (a, b) => a * b],
  ["/", (a, b) => a / b],
  ["**", (a, b) => a ** b],
]);
/** One name can stand for another so often. */
const MOST_LEVELS = 12;
/** So many names are looked up for the calls of a cell; where one stands for two others, and each of them for two, there is no end. */
const MOST_NAMES = 200;

/**
 * The calls in a cell's code of functions of `module` that `names` has, in the order of the code, each as often as it is another: read from the text and from
 * what the page knows, nothing is run. None where the code is too long to be read while someone waits.
 */
export function callsOf(cell: string, module: string, names: ReadonlySet<string>, values: PageValues): ReadCall[] {
  const page: Reading = { ...values, left: MOST_NAMES };
  const code = page.cells.find(({ id }) => id === cell)?.code ?? "";
  if (!isHighlighted(code)) return [];
  const found = new Map<string, ReadCall>();
  const here: Place = { cell, code };
  typescriptLanguage.parser.parse(code).iterate({
    enter({ node }) {
      if (node.name !== "CallExpression" || !node.firstChild) return;
      const name = importedAs(node.firstChild, module, here, page);
      if (name === undefined || !names.has(name)) return;
      const call: ReadCall = { name, options: {}, open: [] };
      const [argument] = childrenOf(node.getChild("ArgList")!).filter((child) => !/^[(),]$/.test(child.name));
      if (argument) readOptions(argument, here, page, call, 0);
      found.set(JSON.stringify(call), call);
    },
  });
  return [...found.values()];
}

/** A piece of code and the cell that it is of. */
interface Place {
  cell: string;
  code: string;
}

interface Reading extends PageValues {
  left: number;
}

const textAt = ({ from, to }: SyntaxNode, { code }: Place): string => code.slice(from, to);

/** The name by which `module` exports what is called, also where another cell imports it. */
function importedAs(callee: SyntaxNode, module: string, place: Place, page: Reading): string | undefined {
  const path = textAt(callee, place);
  const [first = "", ...rest] = path.split(".");
  if (!isPath(path) || rest.length > 1 || isLocal(callee, first, place.code)) return undefined;
  const binding = [place, ...page.cells].map(({ code }) => bindingsOf(code).get(first)).find((one) => one !== undefined);
  if (binding?.module !== module) return undefined;
  return binding.imported === "*" ? rest[0] : rest.length === 0 ? binding.imported : undefined;
}

/** Puts the options that an object gives into `call`. A later one takes the place of an earlier one, as in the code. */
function readOptions(node: SyntaxNode, place: Place, page: Reading, call: ReadCall, level: number): void {
  if (node.name === "VariableName") {
    const declared = declarationOf(node, place, page);
    if (declared?.value && declared.value.name === "ObjectExpression" && level < MOST_LEVELS)
      return readOptions(declared.value, declared, page, call, level + 1);
  }
  if (node.name !== "ObjectExpression") return void call.open.push(short(textAt(node, place)));
  for (const property of node.getChildren("Property")) {
    const [key, ...rest] = childrenOf(property);
    const value = rest.at(-1);
    if (key?.name === "Spread" && value) readOptions(value, place, page, call, level);
    else if (key?.name === "PropertyDefinition" || key?.name === "String") {
      const name = textAt(key, place).replace(/^(["'])(.*)\1$/, "$2");
      // Set on an object this name would change its prototype; no option is called so.
      if (name !== "__proto__") call.options[name] = value ? read(value, place, page) : readName(name, key, place, page);
    } else call.open.push(short(textAt(property, place)));
  }
}

/** A value, or its text. */
function read(node: SyntaxNode, place: Place, page: Reading): ReadValue {
  return valueOf(node, place, page, 0) ?? { text: short(textAt(node, place)) };
}

function readName(name: string, node: SyntaxNode, place: Place, page: Reading): ReadValue {
  return namedValue(name, node, place, page, 0) ?? { text: name };
}

function valueOf(node: SyntaxNode, place: Place, page: Reading, level: number): number | boolean | undefined {
  if (level > MOST_LEVELS) return undefined;
  const text = textAt(node, place);
  const number = (child: SyntaxNode | null): number => {
    const value = child && valueOf(child, place, page, level + 1);
    return typeof value === "number" ? value : NaN;
  };
  const known = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined);
  const children = childrenOf(node);
  const [first, second] = children;
  switch (node.name) {
    case "Number":
      return known(Number(text.replaceAll("_", "")));
    case "BooleanLiteral":
      return text === "true";
    case "ParenthesizedExpression":
      return second && children.length === 3 ? valueOf(second, place, page, level + 1) : undefined;
    case "UnaryExpression":
      return first && textAt(first, place) === "-" ? known(-number(node.lastChild)) : undefined;
    case "BinaryExpression": {
      const operator = second && operators.get(textAt(second, place));
      return operator && known(operator(number(node.firstChild), number(node.lastChild)));
    }
    case "MemberExpression": {
      const constant = /^Math\.([A-Z0-9_]+)$/.exec(text)?.[1];
      return constant !== undefined && Object.hasOwn(Math, constant) ? (Math[constant as "PI"] as number) : undefined;
    }
    case "VariableName":
      return namedValue(text, node, place, page, level);
    default:
      return undefined;
  }
}

/** The value of a name: where its input stands, what its text says, else what it held when its cell last ran. */
function namedValue(name: string, node: SyntaxNode, place: Place, page: Reading, level: number): number | boolean | undefined {
  const declared = declarationOf(node, place, page, name);
  if (!declared) return undefined;
  const { cell, value } = declared;
  const label = value && inputLabel(value, declared);
  const found = label === undefined ? value && valueOf(value, declared, page, level + 1) : page.input(cell, label);
  const said = found ?? page.held(cell, name);
  return typeof said === "boolean" || (typeof said === "number" && Number.isFinite(said)) ? said : undefined;
}

/** The label of the input that the node may make: no other text of its cell is the same. */
function inputLabel(node: SyntaxNode, place: Place): string | undefined {
  if (node.name !== "CallExpression") return undefined;
  const label = node.getChild("ArgList")?.getChild("String");
  const quoted = label ? textAt(label, place) : "";
  const text = quoted.slice(1, -1);
  const count = place.code.split(`"${text}"`).length + place.code.split(`'${text}'`).length - 2;
  return text !== "" && !text.includes("\\") && count === 1 ? text : undefined;
}

/** Where a name of the page is declared once and for all, by `const`: its cell, and what it is there if a name alone is declared. */
function declarationOf(node: SyntaxNode, place: Place, page: Reading, name = textAt(node, place)): (Place & { value?: SyntaxNode }) | undefined {
  if (page.left-- <= 0 || isLocal(node, name, place.code)) return undefined;
  const others = page.cells.filter(({ id }) => id !== place.cell).map(({ id, code }) => ({ cell: id, code }));
  const home = [place, ...others].find(({ code }) => bindingsOf(code).has(name));
  if (!home || !/^const\s/.test(bindingsOf(home.code).get(name)!.text)) return undefined;
  for (const statement of typescriptLanguage.parser.parse(home.code).topNode.getChildren("VariableDeclaration")) {
    const parts = childrenOf(statement);
    const at = parts.findIndex((part) => part.name === "VariableDefinition" && textAt(part, home) === name);
    if (at < 0) continue;
    const equals = parts[at + (parts[at + 1]?.name === "TypeAnnotation" ? 2 : 1)];
    return { ...home, ...(equals?.name === "Equals" && equals.nextSibling && { value: equals.nextSibling }) };
  }
  return home;
}

/** Longer code is not shown in the place of a value. */
const short = (text: string): string => (/^[^\n]{1,30}$/.test(text) ? text : "…");
