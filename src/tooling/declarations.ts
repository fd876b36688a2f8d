/**
 * Reads TypeScript sources as far as documentation needs: what a file exports, under which name and from where, and of each declaration its comment, its
 * parameters and their types. By the parser that colours the site's code; a type is text, nothing is resolved that is not asked for.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path/posix";
import { typescriptLanguage } from "@codemirror/lang-javascript";

type SyntaxNode = ReturnType<typeof typescriptLanguage.parser.parse>["topNode"];

/** A documentation comment, its stars taken off. */
export interface Doc {
  text: string;
  example?: string;
  /** What it says behind `@throws`. */
  throws?: string;
}

/** A top-level declaration. */
export interface Declaration {
  name: string;
  source: Source;
  /** Its nodes: several where a function is overloaded. */
  nodes: [SyntaxNode, ...SyntaxNode[]];
  doc: Doc;
}

/** Where a name comes from: another file, and its name there. */
interface Origin {
  path: string;
  name: string;
}

export interface Source {
  /** From the project's root. */
  path: string;
  text: string;
  /** The comment at its top, where that is not a declaration's. */
  header: string;
  declared: Map<string, Declaration>;
  imported: Map<string, Origin>;
  /** Names that it exports. One without an origin is declared in it. */
  exported: Map<string, Origin | undefined>;
}

const sources = new Map<string, Source>();

/** The source at a path from the project's root, read anew where it has changed. */
export function readSource(path: string): Source {
  const text = readFileSync(path, "utf8");
  const known = sources.get(path);
  if (known?.text === text) return known;
  const source = parse(path, text);
  sources.set(path, source);
  return source;
}

/** The names that a file exports, those of the files that it exports from too, each with its declaration. */
export function exportsOf(path: string): Map<string, Declaration> {
  const { exported } = readSource(path);
  const all = new Map<string, Declaration>();
  for (const [name, origin] of exported) {
    if (name.startsWith("*")) for (const [inner, declaration] of exportsOf(origin!.path)) all.set(inner, declaration);
    else all.set(name, origin ? find(origin) : declaredIn(path, name));
  }
  return all;
}

/** What a name means in a file: its own declaration or an imported one; undefined where it has neither. */
export function lookUp({ declared, imported }: Source, name: string): Declaration | undefined {
  const origin = imported.get(name);
  return declared.get(name) ?? (origin && find(origin));
}

function find({ path, name }: Origin): Declaration {
  const source = readSource(path);
  const origin = source.exported.get(name);
  return origin ? find(origin) : declaredIn(path, name);
}

function declaredIn(path: string, name: string): Declaration {
  const found = lookUp(readSource(path), name);
  if (!found) throw new Error(`missing declaration in ${path}: ${name}`);
  return found;
}

/** Imports and exports by names: the parser does not read `type` in their braces. */
const namedStatement = /^(import|export)(?: type)? (?:\{([^}]*)\}|\*)(?: from "([^"]+)")?;/gm;

function parse(path: string, text: string): Source {
  const source: Source = { path, text, header: "", declared: new Map(), imported: new Map(), exported: new Map() };
  const exported: [at: number, name: string, origin?: Origin][] = [];
  const rest = text.replace(namedStatement, (statement: string, word: string, group: string | undefined, from: string | undefined, at: number) => {
    const file = from?.startsWith(".") ? join(path, "..", from) : undefined;
    for (const { name, as } of group === undefined ? [{ name: "*", as: `* from ${file}` }] : namesIn(group)) {
      if (word === "export") exported.push([at, as, file === undefined ? undefined : { path: file, name }]);
      else if (file !== undefined) source.imported.set(as, { path: file, name });
    }
    return " ".repeat(statement.length);
  });
  let last: SyntaxNode | undefined;
  for (const node of children(typescriptLanguage.parser.parse(rest).topNode)) {
    const before = last?.name === "BlockComment" ? text.slice(last.from, last.to) : "";
    // The comment at the top of a file belongs to the file where imports or another comment follow it.
    const isHeader = before !== "" && (node.name === "BlockComment" || text.slice(last!.to, node.from).trim() !== "");
    if (isHeader && source.declared.size === 0) source.header = docOf(before).text;
    const comment = !isHeader && before.startsWith("/**") ? before : "";
    last = node;
    const isExported = node.name === "ExportDeclaration";
    const declaration = isExported || node.name === "AmbientDeclaration" ? children(node).find(({ name }) => name.endsWith("Declaration")) : node;
    const named = declaration?.getChild("VariableDefinition") ?? declaration?.getChild("TypeDefinition");
    if (declaration && named) {
      const name = text.slice(named.from, named.to);
      const known = source.declared.get(name);
      if (known) known.nodes.push(...overloadsIn(declaration));
      else source.declared.set(name, { name, source, nodes: [declaration], doc: docOf(comment) });
      if (isExported) exported.push([node.from, name]);
    }
  }
  for (const [, name, origin] of exported.sort(([a], [b]) => a - b)) source.exported.set(name, origin);
  return source;
}

/** A function with functions of its own is written as a namespace beside it. */
const overloadsIn = (node: SyntaxNode): SyntaxNode[] =>
  node.name === "NamespaceDeclaration" ? children(node.getChild("Block")!).filter(({ name }) => name.endsWith("FunctionDeclaration")) : [node];

/** `a, type B, c as d` */
function namesIn(group: string): { name: string; as: string }[] {
  return group
    .split(",")
    .map((part) => part.trim().replace(/^type /, ""))
    .filter((part) => part !== "")
    .map((part) => {
      const [name = "", as = name] = part.split(/ as /);
      return { name, as };
    });
}

export function docOf(comment: string): Doc {
  const plain = comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .replace(/^[ \t]*\* ?/gm, "")
    .trim();
  const [text = "", ...tags] = plain.split(/^@(?=example|throws)/m);
  const tag = (name: string) =>
    tags
      .find((part) => part.startsWith(name))
      ?.slice(name.length)
      .trim();
  return { text: text.trim(), ...(tag("example") && { example: tag("example") }), ...(tag("throws") && { throws: tag("throws") }) };
}

export const children = (node: SyntaxNode): SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
};

/** A declaration's text without its comments and line breaks. */
export const flat = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s+/g, " ")
    .replace(/([([]) /g, "$1")
    .replace(/,? (?=[)\]])/g, "")
    .replace(/; \}/g, " }")
    .trim();

/** A member of an object or of its type, an option, or a parameter. */
export interface Member {
  name: string;
  type: string;
  isOptional: boolean;
  default?: string;
  doc: string;
}

/** The members of an object type: written out, or that of an interface or alias that the file knows. */
export function membersOf(node: SyntaxNode, source: Source): Member[] {
  const slice = ({ from, to }: SyntaxNode): string => source.text.slice(from, to);
  const inner = (child: SyntaxNode) => membersOf(child, source);
  if (node.name === "ObjectType" || node.name === "ObjectExpression") {
    const found: Member[] = [];
    let comment = "";
    for (const child of children(node)) {
      if (child.name === "BlockComment") comment = slice(child);
      const named = child.getChild("PropertyDefinition");
      if (!named || !/^(PropertyType|MethodType|Property)$/.test(child.name)) continue;
      const { text } = docOf(comment);
      const typed = child.getChild("ArrowFunction") ?? child;
      const params = typed.getChild("ParamList");
      const types = typed.getChildren("TypeAnnotation");
      const returned =
        types.length > 0
          ? flat(slice(types.at(-1)!))
              .slice(1)
              .trim()
          : "";
      const type = params ? flat(`${slice(params)} => ${returned || "…"}`) : returned;
      found.push({ name: slice(named), type, isOptional: child.getChild("Optional") !== null, doc: text });
      comment = "";
    }
    return found;
  }
  if (node.name === "TypeName") {
    const declaration = lookUp(source, slice(node));
    return declaration ? declaration.nodes.flatMap((child) => membersOf(child, declaration.source)) : [];
  }
  if (node.name === "ParameterizedType") {
    const [type, list] = children(node);
    if (!type || slice(type) !== "Options") return list ? children(list).flatMap(inner) : [];
    const asked = [...slice(node).matchAll(/"(\w+)"/g)].map(([, name]) => name);
    return hyperparameters()
      .filter(({ name }) => asked.includes(name))
      .map((member) => ({ ...member, isOptional: true }));
  }
  if (/^(InterfaceDeclaration|TypeAliasDeclaration|TypeAnnotation|IntersectionType|ParenthesizedType|ReadonlyType)$/.test(node.name)) {
    const parts = children(node).filter(({ name }) => name !== "TypeDefinition" && name !== "TypeParamList");
    // What an interface extends has its own entry.
    return (node.name === "InterfaceDeclaration" ? parts.filter(({ name }) => name === "ObjectType") : parts).flatMap(inner);
  }
  return [];
}

/** All hyperparameters of optimizers, with what they mean. */
export function hyperparameters(): Member[] {
  const { nodes, source } = lookUp(readSource("src/optim/types.ts"), "Hyperparameters")!;
  return nodes.flatMap((node) => membersOf(node, source));
}

/** What stands behind the equals sign of a declaration. */
function afterEquals(parts: readonly SyntaxNode[]): SyntaxNode | undefined {
  const at = parts.findIndex(({ name }) => name === "Equals");
  return at < 0 ? undefined : parts[at + 1];
}

/** What a pattern takes out of an object: `{ a, b = 1, c: d = 2, ...rest }`. Names that begin with _ are taken out to be left out. */
function patternOf(node: SyntaxNode, text: string): { name: string; default?: string }[] {
  return node.getChildren("PatternProperty").flatMap((property) => {
    if (property.getChild("Spread")) return [];
    const named = property.getChild("PropertyName") ?? property.getChild("VariableDefinition");
    const first = afterEquals(children(property));
    const value = first && text.slice(first.from, property.to);
    return named ? [{ name: text.slice(named.from, named.to), ...(value && { default: flat(value) }) }] : [];
  });
}

/** A parameter of a function, and the options that it takes where it is an object of them. */
export interface Parameter {
  text: string;
  options: Member[];
}

/** The parameters of a function, as they stand in its signature. */
export function parametersOf(node: SyntaxNode, source: Source): Parameter[] {
  const list = node.getChild("ParamList");
  const { text } = source;
  if (!list) return [];
  const groups: SyntaxNode[][] = [[]];
  for (const child of children(list)) {
    if (child.name === ",") groups.push([]);
    else if (child.name !== "(" && child.name !== ")") groups.at(-1)!.push(child);
  }
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const slice = (child: SyntaxNode): string => text.slice(child.from, child.to);
      const pattern = group.find(({ name }) => name === "ObjectPattern");
      const annotation = group.find(({ name }) => name === "TypeAnnotation");
      const first = afterEquals(group);
      const fallback = first && text.slice(first.from, group.at(-1)!.to);
      const type = annotation ? flat(slice(annotation)).slice(1).trim() : undefined;
      // A pattern of a type that has a name is called by it: `{ X, y }: Labelled` is `labelled: Labelled`.
      const [typeName] = (type && /^(?!Options\b)[A-Z]\w*/.exec(type)) || [];
      const named = group.find(({ name }) => name === "VariableDefinition");
      const name = named ? slice(named) : typeName ? typeName.charAt(0).toLowerCase() + typeName.slice(1) : "options";
      const taken = pattern ? patternOf(pattern, text) : takenFrom(name, node, text);
      const typed = annotation ? membersOf(annotation, source) : [];
      const isObject = taken.length > 0 || typed.length > 0;
      const options = (typed.length > 0 ? typed : taken.map(({ name }) => ({ name, type: "", isOptional: true, doc: "" })))
        .filter(() => isObject && /^(options|rest)$/.test(name))
        .map((member): Member => {
          const { default: value } = taken.find((one) => one.name === member.name) ?? {};
          return { ...member, ...(value !== undefined && { default: value, type: member.type || typeOfValue(value) }) };
        });
      const isLiteral = fallback !== undefined && /^-?[\d.e-]+$|^(true|false)$/.test(fallback);
      if (isLiteral) options.push({ name, type: type ?? typeOfValue(fallback), isOptional: true, default: fallback, doc: "" });
      const isOptional = fallback !== undefined || group.some(({ name }) => name === "Optional");
      const shown = type ?? (options.length > 0 && !isLiteral ? `{ ${options.map(writtenMember).join("; ")} }` : typeOfValue(fallback ?? ""));
      const spread = group.some(({ name }) => name === "Spread") ? "..." : "";
      return { text: `${spread}${name}${isOptional ? "?" : ""}${shown ? `: ${shown}` : ""}`, options };
    });
}

const writtenMember = ({ name, type, isOptional }: Member): string => `${name}${isOptional ? "?" : ""}${type ? `: ${type}` : ""}`;

const typeOfValue = (value: string): string => (/^-?[\d.e-]+$/.test(value) ? "number" : /^(true|false)$/.test(value) ? "boolean" : "");

/** What a function's first lines take out of its parameter `name`. */
function takenFrom(name: string, node: SyntaxNode, text: string): { name: string; default?: string }[] {
  const body = node.getChild("Block");
  return (body ? children(body) : [])
    .filter((line) => line.name === "VariableDeclaration")
    .flatMap((line) => {
      const pattern = line.getChild("ObjectPattern");
      const isOfIt = pattern && new RegExp(`\\b${name}\\b`).test(text.slice(pattern.to, line.to));
      return isOfIt ? patternOf(pattern, text) : [];
    });
}

/** The messages of the errors that a function throws itself: where it puts a value in stands … */
export function thrownIn(node: SyntaxNode, text: string): string[] {
  const found: string[] = [];
  node.cursor().iterate(({ name, node: statement }) => {
    if (name !== "NewExpression") return;
    const [, kind] = children(statement);
    const message = statement.getChild("ArgList")?.firstChild?.nextSibling;
    const what = kind && text.slice(kind.from, kind.to);
    if (!what || !what.endsWith("Error") || !message || !/^(TemplateString|String)$/.test(message.name)) return;
    let said = "";
    let at = message.from + 1;
    for (const part of message.getChildren("Interpolation")) {
      said += text.slice(at, part.from) + "…";
      at = part.to;
    }
    found.push(`${what}: ${(said + text.slice(at, message.to - 1)).replaceAll('\\"', '"')}`);
  });
  return [...new Set(found)];
}
