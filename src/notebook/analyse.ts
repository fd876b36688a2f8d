import { type ArrowFunctionExpression, type MetaProperty, type Node, type Program, type ThrowStatement } from "acorn";
import { analyze, type Reference, type Scope } from "eslint-scope";
import { CellSyntaxError, parseModule, strip } from "./strip.ts";
import type { CellError } from "./types.ts";

/** `import { imported as local } from "module"`; `imported` is "*" for a namespace, "default" for a default import. */
export interface ImportedName {
  local: string;
  imported: string;
  module: string;
  line: number;
  /** The cell uses it in types and nowhere else. */
  typeOnly: boolean;
}

/** A piece of a cell's code, with its line. */
export interface Place {
  start: number;
  end: number;
  line: number;
}

/** What the source of a cell says by itself, before any other cell is known. Lines are 1-based in the cell's source. */
export interface Analysis {
  source: string;
  /** The source as JavaScript, its imports blanked; lines as in the source. */
  code: string;
  /** Top-level names that the cell defines, imported ones included. */
  declared: readonly string[];
  imports: readonly ImportedName[];
  /** Every module that is imported, with its line. */
  modules: readonly { module: string; line: number }[];
  /** Names used but not defined here, with the line of their first use. */
  free: ReadonlyMap<string, number>;
  /** Names assigned though they are not defined here, or imported. */
  assigned: ReadonlyMap<string, number>;
  /** Where the last expression stands in `code`, if the cell ends in one. */
  result?: { start: number; end: number };
  /** Where the statements of blocks begin in `code`. */
  statements: readonly { start: number; line: number }[];
  /** Where the arguments of `throw` stand in `code`. */
  throws: readonly Place[];
  /** Where the bodies of arrow functions without a block stand in `code`. */
  bodies: readonly Place[];
  /** Why the cell does not parse; everything else is then empty. */
  error?: CellError;
}

const CACHE_SIZE = 500;
const cache = new Map<string, Analysis>();

/** The analysis of a cell's source. Never throws: a syntax error is in `error`. Cached by source. */
export function analyse(source: string): Analysis {
  let analysis = cache.get(source);
  if (analysis === undefined) {
    analysis = analyseAfresh(source);
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value as string);
    cache.set(source, analysis);
  }
  return analysis;
}

function analyseAfresh(source: string): Analysis {
  try {
    const js = strip(source);
    const ast = parseModule(js);
    const { error, ...places } = survey(ast);
    if (error) return broken(source, error);
    const { unused, ...names } = scopeNames(ast);
    // A word that stands more often in the source than in the JavaScript made of it is used in a type.
    const [inSource, inJs] = unused.size > 0 ? [source, js].map(countWords) : [];
    const isType = (name: string) => unused.has(name) && (inSource?.get(name) ?? 0) > (inJs?.get(name) ?? 0);
    const last = ast.body.at(-1);
    return {
      source,
      code: blankImports(js, ast),
      ...names,
      ...importedNames(ast, isType),
      ...(last?.type === "ExpressionStatement" ? { result: { start: last.expression.start, end: last.expression.end } } : {}),
      ...places,
    };
  } catch (error) {
    if (error instanceof CellSyntaxError) return broken(source, error.cellError);
    if (error instanceof RangeError) return broken(source, { kind: "syntax", message: "the code is nested too deeply" });
    throw error;
  }
}

/** The words of a text, whether or not it parses. */
export const wordsIn = (text: string): string[] => text.split(/[^\p{ID_Continue}$]+/u);

function countWords(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of wordsIn(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const broken = (source: string, error: CellError): Analysis => ({
  source,
  code: "",
  declared: [],
  imports: [],
  modules: [],
  free: new Map(),
  assigned: new Map(),
  statements: [],
  throws: [],
  bodies: [],
  error,
});

const lineOf = (node: { loc?: { start: { line: number } } | null }): number => node.loc?.start.line ?? 1;

function scopeNames(ast: Program): Pick<Analysis, "declared" | "free" | "assigned"> & { unused: ReadonlySet<string> } {
  const manager = analyze(ast as Parameters<typeof analyze>[0], { ecmaVersion: 2022, sourceType: "module" });
  const top = manager.scopes.find((scope) => scope.type === "module") as Scope;
  const free = new Map<string, number>();
  const assigned = new Map<string, number>();
  const note = (names: Map<string, number>, { identifier }: Reference) => {
    if (!names.has(identifier.name)) names.set(identifier.name, lineOf(identifier));
  };
  for (const reference of manager.globalScope?.through ?? []) {
    note(free, reference);
    if (reference.isWrite()) note(assigned, reference);
  }
  for (const variable of top.variables) {
    if (variable.defs[0]?.type !== "ImportBinding") continue;
    for (const reference of variable.references) if (reference.isWrite()) note(assigned, reference);
  }
  return {
    declared: top.variables.map(({ name }) => name),
    free,
    assigned,
    unused: new Set(top.variables.filter(({ references }) => references.length === 0).map(({ name }) => name)),
  };
}

/** `isType` tells whether a name that no code uses stands in a type. */
function importedNames(ast: Program, isType: (name: string) => boolean): Pick<Analysis, "imports" | "modules"> {
  const imports: ImportedName[] = [];
  const modules: { module: string; line: number }[] = [];
  for (const node of ast.body) {
    if (node.type !== "ImportDeclaration") continue;
    const module = String(node.source.value);
    modules.push({ module, line: lineOf(node) });
    for (const specifier of node.specifiers) {
      const imported =
        specifier.type === "ImportNamespaceSpecifier"
          ? "*"
          : specifier.type === "ImportDefaultSpecifier"
            ? "default"
            : specifier.imported.type === "Identifier"
              ? specifier.imported.name
              : String(specifier.imported.value);
      const local = specifier.local.name;
      imports.push({ local, imported, module, line: lineOf(specifier), typeOnly: isType(local) });
    }
  }
  return { imports, modules };
}

function blankImports(js: string, ast: Program): string {
  let code = js;
  for (const node of ast.body) {
    if (node.type !== "ImportDeclaration") continue;
    code = code.slice(0, node.start) + js.slice(node.start, node.end).replace(/[^\n]/g, " ") + code.slice(node.end);
  }
  return code;
}

/** The places that `compile` may mark, and the first construct that a cell cannot have. */
function survey(ast: Program): Pick<Analysis, "statements" | "throws" | "bodies" | "error"> {
  const statements: { start: number; line: number }[] = [];
  const throws: Place[] = [];
  const bodies: Place[] = [];
  let error: CellError | undefined;
  const visit = (node: Node): void => {
    const line = lineOf(node);
    if (node.type.startsWith("Export")) {
      error ??= {
        kind: "syntax",
        message: "a cell has no exports",
        line,
        hint: "leave `export` out: every cell sees the top-level names of the others",
      };
    } else if (node.type === "ImportExpression" || (node.type === "MetaProperty" && (node as MetaProperty).meta.name === "import")) {
      error ??= {
        kind: "import",
        message: "import() and import.meta are not available in a cell",
        line,
        hint: 'write import { … } from "optim" at the top of the cell',
      };
    }
    if (node.type === "ThrowStatement") {
      const { start, end } = (node as ThrowStatement).argument;
      throws.push({ start, end, line });
    } else if (node.type === "ArrowFunctionExpression" && (node as ArrowFunctionExpression).expression) {
      const { body } = node as ArrowFunctionExpression;
      bodies.push({ start: body.start, end: body.end, line: lineOf(body) });
    }
    for (const [key, child] of Object.entries(node)) {
      const isList = Array.isArray(child);
      const holdsStatements = isList && ((key === "body" && node.type !== "ClassBody") || key === "consequent");
      for (const item of isList ? child : [child]) {
        if (item === null || typeof item !== "object" || typeof item.type !== "string") continue;
        if (holdsStatements && !/^(Import|Function)|^EmptyStatement/.test(item.type)) statements.push({ start: item.start, line: lineOf(item) });
        visit(item);
      }
    }
  };
  visit(ast);
  return { statements, throws, bodies, ...(error ? { error } : {}) };
}
