import { typescriptLanguage } from "@codemirror/lang-javascript";
import { isHighlighted } from "../notebook/codeLimits.ts";

export type SyntaxNode = ReturnType<typeof typescriptLanguage.parser.parse>["topNode"];

/** A top-level name of a cell, as far as its text tells of it without being run. */
export interface Binding {
  name: string;
  /** Where it is imported from; `imported` is "*" where it is the whole module. */
  module?: string;
  imported?: string;
  /** The type that stands behind it, or that its literal has. */
  type?: string;
  /** The function whose result it is: `trace`, `Plot.plot`. */
  call?: string;
  isType: boolean;
  /** The first line of its statement. */
  text: string;
}

export const childrenOf = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
};

const CACHE_SIZE = 100;
const cache = new Map<string, ReadonlyMap<string, Binding>>();

/** The top-level names of a cell's code, also where it does not parse as a whole; none where it is too long to be read while someone types. */
export function bindingsOf(code: string): ReadonlyMap<string, Binding> {
  let found = cache.get(code);
  if (!found) {
    found = isHighlighted(code) ? read(code) : new Map();
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value!);
    cache.set(code, found);
  }
  return found;
}

function read(code: string): Map<string, Binding> {
  const bindings = new Map<string, Binding>();
  const slice = ({ from, to }: SyntaxNode): string => code.slice(from, to);
  for (const statement of childrenOf(typescriptLanguage.parser.parse(code).topNode)) {
    const [text = ""] = slice(statement).split("\n", 1);
    const add = (node: SyntaxNode, more: Partial<Binding> = {}): void => {
      const name = slice(node);
      bindings.set(name, { name, isType: node.name === "TypeDefinition", text, ...more });
    };
    if (statement.name === "ImportDeclaration") {
      const source = statement.getChild("String");
      const module = source ? slice(source).slice(1, -1) : undefined;
      const whole = statement.getChild("VariableDefinition");
      if (whole) add(whole, { module, imported: "*" });
      const group = statement.getChild("ImportGroup");
      const names = group ? childrenOf(group) : [];
      names.forEach((node, i) => {
        if (node.name !== "VariableDefinition") return;
        const [original, as] = i < 2 ? [] : names.slice(i - 2, i);
        const isRenamed = as?.name === "as" && original?.name === "VariableName";
        add(node, { module, imported: slice(isRenamed ? original : node) });
      });
    } else if (statement.name === "VariableDeclaration") {
      const parts = childrenOf(statement);
      parts.forEach((part, i) => {
        if (part.name === "VariableDefinition") {
          const annotation = parts[i + 1]?.name === "TypeAnnotation" ? parts[i + 1] : undefined;
          const equals = parts[i + (annotation ? 2 : 1)];
          const value = equals?.name === "Equals" ? equals.nextSibling : null;
          add(part, annotation ? { type: slice(annotation).slice(1).trim() } : valueOf(value, slice));
        } else if (part.name.endsWith("Pattern")) definitionsIn(part).forEach((node) => add(node));
      });
    } else {
      const named = statement.getChild("VariableDefinition") ?? statement.getChild("TypeDefinition");
      if (named) add(named);
    }
  }
  return bindings;
}

function valueOf(node: SyntaxNode | null, slice: (node: SyntaxNode) => string): Partial<Binding> {
  const value = node?.name === "AwaitExpression" ? node.lastChild : node;
  if (value?.name === "ArrayExpression") return { type: "unknown[]" };
  if (value?.name === "String" || value?.name === "TemplateString") return { type: "string" };
  const called = value?.firstChild;
  if (value?.name === "NewExpression") return { type: called?.nextSibling ? slice(called.nextSibling) : undefined };
  return value?.name === "CallExpression" && called && isPath(slice(called)) ? { call: slice(called) } : {};
}

export const isPath = (text: string): boolean => /^[\w$]+(?:\.[\w$]+)*$/.test(text);

/** What a pattern, a list of parameters or a declaration defines. */
function definitionsIn(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).flatMap((child) =>
    child.name === "VariableDefinition" ? [child] : /Pattern|^VariableDeclaration$/.test(child.name) ? definitionsIn(child) : [],
  );
}

/** Whether `name` at `node` is one of a function around it, or of a block, and not of the whole cell. */
export function isLocal(node: SyntaxNode, name: string, code: string): boolean {
  const isIt = (child: SyntaxNode): boolean => code.slice(child.from, child.to) === name;
  for (let around: SyntaxNode | null = node; around?.parent; around = around.parent) {
    if (around.name === "CatchClause" && definitionsIn(around).some(isIt)) return true;
    for (const part of childrenOf(around))
      if (/^(?:ParamList|VariableDeclaration|FunctionDeclaration|ForSpec|ForOfSpec)$/.test(part.name) && definitionsIn(part).some(isIt)) return true;
  }
  return false;
}
