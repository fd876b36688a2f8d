/**
 * The reference of the library, made from its sources: an entry for each export of the modules that a cell can import, and for each built-in. The page
 * `/reference/` and the search show it.
 */
import { optimizers, type CourseRecord } from "../../content/optimizers.ts";
import type { OptimizerName } from "../optim/index.ts";
import type { OptimizerRecord } from "../optim/record.ts";
import type { Rule } from "../optim/dialects/options.ts";
import { modules as imported } from "../sandbox/modules.ts";
import { BUILTIN_NAMES } from "../notebook/names.ts";
import { sourceTex } from "../steps/tex.ts";
import {
  children,
  exportsOf,
  flat,
  hyperparameters,
  lookUp,
  membersOf,
  parametersOf,
  readSource,
  thrownIn,
  type Declaration,
  type Member,
} from "./declarations.ts";

/** The files that the modules of cells are, and that of the built-ins, whose module is "". */
export const moduleFiles = {
  optim: "src/optim/index.ts",
  "optim/pytorch": "src/optim/dialects/pytorch.ts",
  "optim/keras": "src/optim/dialects/keras.ts",
  "optim/optax": "src/optim/dialects/optax.ts",
  "optim/tfjs": "src/optim/dialects/tfjs.ts",
  "optim/paper": "src/optim/dialects/paper.ts",
  problems: "src/problems/index.ts",
  steps: "src/steps/index.ts",
  "": "src/notebook/ambient.d.ts",
} satisfies Readonly<Record<string, string>>;

export type EntryKind = "optimizer" | "function" | "value" | "type";

/** An option, or a member of a value or a type. `default` is as code; an option without one that is not optional must be given. */
export type ReferenceMember = Member & { want?: string };

export interface ReferenceEntry {
  /** Its place on the page. */
  id: string;
  /** The module that it is imported from; "" for a built-in. */
  module: string;
  name: string;
  kind: EntryKind;
  /** As TypeScript, one line for each overload. */
  signatures: string[];
  /** What it does, in paragraphs with `code`. */
  doc: string;
  /** TeX. */
  formulas: string[];
  options: ReferenceMember[];
  members: ReferenceMember[];
  /** What it throws: sentences, or the messages with … for their values. */
  errors: string[];
  /** A whole cell, with its imports; a value behind `//` is that of the line's expression. */
  example?: string;
  source: { file: string; line: number; code: string };
}

/** A module's place on the page. */
export const moduleId = (module: string): string => (module === "" ? "cell" : module.replace("/", "-"));

/** All entries, module by module, in the order in which the files export them. Throws where a declaration has no comment. */
export function referenceEntries(): ReferenceEntry[] {
  return Object.entries(moduleFiles).flatMap(([module, file]) => entriesOf(module, file));
}

function entriesOf(module: string, file: string): ReferenceEntry[] {
  const exports = module === "" ? builtins(file) : exportsOf(file);
  const entries = [...exports].map(([name, declaration]) => entryOf(module, name, declaration));
  const order: EntryKind[] = ["optimizer", "function", "value", "type"];
  return entries.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function builtins(file: string): Map<string, Declaration> {
  const { declared } = readSource(file);
  return new Map(BUILTIN_NAMES.map((name) => [name, declared.get(name)!]));
}

/** What an export is at run time, as far as it says more of itself than its source does. */
interface Living {
  record?: OptimizerRecord;
  rules?: Readonly<Record<string, Rule>>;
  formula?: string;
}

function entryOf(module: string, name: string, exported: Declaration): ReferenceEntry {
  const living = (module === "" ? undefined : imported[module]?.[name]) as Living | undefined;
  // An optimizer of `optim` is documented in its own file.
  const declaration = living?.record ? made(exported) : exported;
  const { source, nodes, doc } = declaration;
  const place = `${source.path}: ${name}`;
  if (doc.text === "") throw new Error(`missing comment: ${place} (/** … */ before it: what it is for)`);
  const [first] = nodes;
  const parameters = nodes.flatMap((node) => parametersOf(node, source));
  const isOptimizer = living?.record !== undefined || living?.rules !== undefined;
  const isFunction = isOptimizer || first.name.endsWith("FunctionDeclaration");
  const kind = isOptimizer ? "optimizer" : isFunction ? "function" : /^(Interface|TypeAlias)/.test(first.name) ? "type" : "value";
  const options = living?.rules ? optionsOf(living.rules) : distinct(parameters.flatMap((parameter) => parameter.options)).map(withHyperparameter);
  const members = isFunction ? [] : distinct(memberNodes(first).flatMap((node) => membersOf(node, source)));
  const [said, thrown] = apart(doc.text);
  const errors = [
    ...(doc.throws ? [doc.throws.replaceAll("\n", " ")] : []),
    ...(thrown.length > 0 ? thrown : isFunction ? apart(source.header)[1] : []).flatMap(meant),
    ...(isOptimizer ? [] : nodes.flatMap((node) => thrownIn(node, source.text))),
  ];
  const example = doc.example && asCell(module, doc.example);
  return {
    id: `${moduleId(module)}-${name}`,
    module,
    name,
    kind,
    signatures: living?.rules
      ? [`${name}(${written(options)}): Optimizer`]
      : nodes
          .filter((node, i) => !(i > 0 && i === nodes.length - 1 && node.getChild("Block")))
          .map((node) => signature(name, node, declaration, isOptimizer)),
    doc: said,
    formulas: formulasOf(module, name, source.text, living),
    options,
    members,
    errors: [...new Set(errors)],
    ...(example && { example }),
    source: {
      file: source.path,
      line: source.text.slice(0, first.from).split("\n").length,
      code: nodes.map(({ from, to }) => source.text.slice(from, to)).join("\n"),
    },
  };
}

/** `export const adam = optimizer(makeAdam, …)`: the declaration of `makeAdam`. */
function made({ nodes: [node], source, name }: Declaration): Declaration {
  const [, maker] = /=\s*optimizer\(\s*(\w+)/.exec(source.text.slice(node.from, node.to)) ?? [];
  const found = maker && lookUp(source, maker);
  if (!found) throw new Error(`cannot find what makes ${name} in ${source.path} (export const ${name} = optimizer(make…, { … }))`);
  return found;
}

const memberNodes = (node: Declaration["nodes"][number]) =>
  node.name === "VariableDeclaration"
    ? children(node).flatMap((child) =>
        child.name === "TypeAnnotation" ? child.getChildren("ObjectType") : child.name === "ObjectExpression" ? [child] : [],
      )
    : [node];

/** Options of overloads that have the same name are one. */
const distinct = (members: Member[]): Member[] => [...new Map(members.map((member) => [member.name, member])).values()];

/** An option without a comment of its own means what the hyperparameter of its name means. */
function withHyperparameter(option: Member): Member {
  return option.doc !== "" ? option : { ...option, doc: hyperparameters().find(({ name }) => name === option.name)?.doc ?? "" };
}

const optionsOf = (rules: Readonly<Record<string, Rule>>): ReferenceMember[] =>
  Object.entries(rules).map(([name, { fallback, needed, want }]) => ({
    name,
    type: want.includes("schedule")
      ? "number | Schedule"
      : Array.isArray(fallback)
        ? "[number, number]"
        : want === "true or false"
          ? "boolean"
          : "number",
    isOptional: !needed,
    ...(!needed && { default: asCode(fallback) }),
    doc: "",
    want,
  }));

/** A default as code: 1e-8 as such, not 1e-08 or 0.00000001. */
const asCode = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(asCode).join(", ")}]`
    : typeof value === "number" && value !== 0 && value < 1e-3
      ? value.toExponential()
      : String(value);

function written(options: readonly ReferenceMember[]): string {
  if (options.length === 0) return "";
  const isOptional = options.every((option) => option.isOptional);
  return `options${isOptional ? "?" : ""}: { ${options.map(({ name, type, isOptional }) => `${name}${isOptional ? "?" : ""}: ${type}`).join("; ")} }`;
}

function signature(name: string, node: Declaration["nodes"][number], { source }: Declaration, isOptimizer: boolean): string {
  const { text } = source;
  const slice = ({ from, to }: { from: number; to: number }) => text.slice(from, to);
  const annotation = node.getChildren("TypeAnnotation").at(-1);
  if (node.name.endsWith("FunctionDeclaration")) {
    const generic = node.getChild("TypeParamList");
    const parameters = parametersOf(node, source).map((parameter) => parameter.text);
    const called = node.parent?.parent?.name === "NamespaceDeclaration" ? `${name}.${slice(node.getChild("VariableDefinition")!)}` : name;
    const result = isOptimizer ? ": Optimizer" : annotation ? `: ${flat(slice(annotation)).slice(1).trim()}` : "";
    return `${called}${generic ? flat(slice(generic)) : ""}(${parameters.join(", ")})${result}`;
  }
  if (node.name === "InterfaceDeclaration") return flat(text.slice(node.from, node.getChild("ObjectType")!.from));
  if (node.name === "TypeAliasDeclaration") return flat(slice(node)).replace(/;$/, "");
  // The parser does not read `typeof import("…")`.
  const [, wholeType] = new RegExp(`^const ${name}: (typeof import\\([^)]*\\))`).exec(text.slice(node.from)) ?? [];
  if (wholeType) return `${name}: ${wholeType}`;
  if (annotation) return `${name}: ${flat(slice(annotation)).slice(1).trim()}`;
  const object = node.getChild("ObjectExpression");
  if (object)
    return `${name}: { ${membersOf(object, source)
      .map((member) => member.name)
      .join(", ")} }`;
  const [, maker] = /=\s*(\w+)\(/.exec(slice(node)) ?? [];
  const returned = maker && lookUp(source, maker)?.nodes.at(-1)?.getChildren("TypeAnnotation").at(-1);
  if (!returned) throw new Error(`cannot tell the type of ${source.path}: ${name} (give it one: const ${name}: …)`);
  return `${name}: ${flat(lookUp(source, maker)!.source.text.slice(returned.from, returned.to)).slice(1).trim()}`;
}

function formulasOf(module: string, name: string, source: string, living: Living | undefined): string[] {
  if (module === "optim" && living?.record && Object.hasOwn(optimizers, name)) {
    const record: CourseRecord = optimizers[name as OptimizerName];
    const row: CourseRecord = record.formOf === undefined ? record : optimizers[record.formOf];
    return sourceTex(source, "names" in row ? row.names : undefined);
  }
  return typeof living?.formula === "string" ? [living.formula] : [];
}

/** A comment's paragraphs without what they say of errors, and that. */
function apart(text: string): [said: string, thrown: string[]] {
  const thrown: string[] = [];
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) =>
    paragraph
      .replace(/\s*\n\s*/g, " ")
      .split(/(?<=[.!?]) (?=[A-Z`])/)
      .filter(
        (sentence) =>
          !(
            /^(Errors:|Throws|They throw|It throws|A missing, unknown)/.test(sentence) &&
            thrown.push(sentence.replace(/^(They|It) throws?/, "Throws"))
          ),
      )
      .join(" "),
  );
  return [paragraphs.filter((paragraph) => paragraph !== "").join("\n\n"), thrown];
}

/** Where several functions say what they throw. */
const toldIn: Readonly<Record<string, string>> = {
  Optimizer: "src/optim/types.ts",
  dialect: "src/optim/dialects/options.ts",
  trace: "src/optim/trace.ts",
};

/** "Errors: see `Optimizer`." as what is said there. */
function meant(sentence: string): string[] {
  const [, name] = /^Errors: (?:see|those of) `(\w+)`/.exec(sentence) ?? [];
  if (name === undefined) return [sentence];
  const file = Object.hasOwn(toldIn, name) ? toldIn[name] : undefined;
  if (file === undefined) throw new Error(`unknown place of errors: ${name} (known: ${Object.keys(toldIn).join(", ")})`);
  return apart(readSource(file).declared.get(name)!.doc.text)[1];
}

const square = "const square = { n: 1, f: ([x]) => x * x, gradient: ([x], out) => void (out[0] = 2 * x) };";

/** An example as a whole cell: what it uses is imported, from its own module before others. */
function asCell(module: string, example: string): string {
  const code = module.startsWith("optim/") ? `${square}\n${example}` : example;
  const own = new Set([...code.matchAll(/\b(?:const|let|function) (\w+)|, (\w+) = /g)].flatMap(([, one, other]) => [one, other]));
  const used = new Set([...code.matchAll(/(?<![.\w"'-])[A-Za-z]\w*(?!\w|\s*:)/g)].map(([name]) => name).filter((name) => !own.has(name)));
  const lines: string[] = [];
  for (const from of [...new Set([module, "optim", "problems", "steps"])].filter((from) => from !== "")) {
    const names = [...used].filter((name) => Object.hasOwn(imported[from] ?? {}, name));
    for (const name of names) used.delete(name);
    if (names.length > 0) lines.push(`import { ${names.join(", ")} } from "${from}";`);
  }
  return [...lines, code].join("\n");
}
