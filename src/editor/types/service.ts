/**
 * The types of a page's cells, by TypeScript's language service over files that are nowhere but in memory. Each cell is a module, as in the build's own
 * check (`tooling/typecheckCells.ts`). Runs anywhere; in the browser only in a worker.
 */
import ts from "typescript-js";
import { isBuiltin, isGlobal } from "../../notebook/names.ts";
import type { CellText, Declarations, Questions, TypedName } from "./messages.ts";
import { cellFile, moduleAround } from "./moduleText.ts";

export interface TypeService {
  /** The cells of the page as they stand, in its order. */
  setCells(cells: readonly CellText[]): void;
  /** What is known of one of them. */
  of(id: string): Questions;
}

/** What a cell's code says by itself. */
interface Names {
  code: string;
  declared: ReadonlySet<string>;
  types: ReadonlySet<string>;
  mentioned: ReadonlySet<string>;
}

/** A cell's file, and where in it its code begins. */
interface CellModule {
  text: string;
  from: number;
  to: number;
  version: number;
}

const folder = "/cells/";
const pathOf = (id: string): string => folder + cellFile(id);
/** Longer messages are of no help, nor are longer types. */
const longest = 1000;

export function createTypeService({ options, files }: Declarations): TypeService {
  const { options: settings, errors } = ts.convertCompilerOptionsFromJson(options, "/");
  for (const { messageText } of errors) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
  const names = new Map<string, Names>();
  const modules = new Map<string, CellModule>();
  const folders = new Set(Object.keys(files).flatMap((file) => file.split("/").map((_, i, parts) => parts.slice(0, i).join("/"))));
  let version = 0;

  const textOf = (path: string): string | undefined => modules.get(path)?.text ?? (Object.hasOwn(files, path) ? files[path] : undefined);
  const service = ts.createLanguageService(
    {
      getCompilationSettings: () => settings,
      getScriptFileNames: () => ["/ambient.d.ts", ...modules.keys()],
      getScriptVersion: (path) => String(modules.get(path)?.version ?? 0),
      getProjectVersion: () => String(version),
      getScriptSnapshot(path) {
        const text = textOf(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => "/",
      getDefaultLibFileName: () => "/lib/lib.es5.d.ts",
      fileExists: (path) => textOf(path) !== undefined,
      readFile: textOf,
      directoryExists: (path) => path === "/cells" || folders.has(path),
      useCaseSensitiveFileNames: () => true,
    },
    ts.createDocumentRegistry(true),
  );

  function setCells(cells: readonly CellText[]): void {
    for (const id of names.keys()) if (!cells.some((cell) => cell.id === id)) names.delete(id);
    for (const { id, code } of cells) if (names.get(id)?.code !== code) names.set(id, namesIn(code));
    const homes = new Map<string, string>();
    for (const { id } of cells)
      for (const name of [...names.get(id)!.declared, ...names.get(id)!.types])
        // Built-ins and standard names mean the same in all cells.
        if (!homes.has(name) && !isBuiltin(name) && !isGlobal(name)) homes.set(name, id);
    const gone = new Set(modules.keys());
    for (const { id, code } of cells) {
      const { declared, types, mentioned } = names.get(id)!;
      const reads = [...mentioned].flatMap((name): [string, string][] => {
        const home = homes.get(name);
        return home === undefined || home === id || declared.has(name) || types.has(name) ? [] : [[name, home]];
      });
      const { head, tail } = moduleAround(reads, declared, types);
      const path = pathOf(id);
      gone.delete(path);
      const text = `${head}\n${code}${tail}`;
      if (modules.get(path)?.text !== text) modules.set(path, { text, from: head.length + 1, to: head.length + 1 + code.length, version: ++version });
    }
    for (const path of gone) {
      modules.delete(path);
      version++;
    }
  }

  return {
    setCells,
    of(id) {
      const path = pathOf(id);
      const { from, to } = modules.get(path) ?? { from: 0, to: -1 };
      return {
        marks() {
          // Behind an error of syntax the types are guesses, and of several at one place the first is the cause. What is unfinished at the end shows only behind it.
          const syntax = service.getSyntacticDiagnostics(path);
          const errors = syntax.length > 0 ? syntax : service.getSemanticDiagnostics(path).filter(({ start = -1 }) => start >= from && start <= to);
          const places = new Set<number | undefined>();
          const first = errors.filter(({ start }) => !places.has(start) && places.add(start));
          return first.map(({ start = 0, length = 0, messageText }) => ({
            from: Math.min(start, to) - from,
            to: Math.min(start + length, to) - from,
            message: ts.flattenDiagnosticMessageText(messageText, "\n").slice(0, longest),
          }));
        },
        nameAt(at) {
          const info = service.getQuickInfoAtPosition(path, from + at);
          return info && typedName(info);
        },
        membersAt(at) {
          const found = service.getCompletionsAtPosition(path, from + at, {});
          return found?.isMemberCompletion ? found.entries.map(({ name }) => name) : [];
        },
        memberAt(at, name) {
          const details = service.getCompletionEntryDetails(path, from + at, name, undefined, undefined, undefined, undefined);
          return details && typedName(details);
        },
      };
    },
  };
}

const typedName = ({ displayParts, documentation }: Pick<ts.QuickInfo, "displayParts" | "documentation">): TypedName => ({
  type: ts
    .displayPartsToString(displayParts)
    // `(alias) function f(): void⏎import f` is the function.
    .replace(/^\((?:alias|property|method|parameter|local var|local function)\) /, "")
    .replace(/\n(?:import|export) [^\n]*$/, "")
    .slice(0, longest),
  doc: ts.displayPartsToString(documentation),
});

/** The names that a cell declares at its top level, imported ones included, and those that it mentions. Code that does not parse as a whole has names, too. */
function namesIn(code: string): Names {
  const found = { code, declared: new Set<string>(), types: new Set<string>(), mentioned: new Set<string>() };
  const { declared, types, mentioned } = found;
  const source = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.ES2023);
  const bind = (name: ts.BindingName): void => {
    if (ts.isIdentifier(name)) declared.add(name.text);
    else for (const element of name.elements) if (ts.isBindingElement(element)) bind(element.name);
  };
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) statement.declarationList.declarations.forEach(({ name }) => bind(name));
    else if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) declared.add(statement.name.text);
    else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) types.add(statement.name.text);
    else if (ts.isImportDeclaration(statement) && statement.importClause) {
      const { name, namedBindings, phaseModifier } = statement.importClause;
      const isType = phaseModifier === ts.SyntaxKind.TypeKeyword;
      if (name) declared.add(name.text);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) declared.add(namedBindings.name.text);
      else for (const one of namedBindings?.elements ?? []) (isType || one.isTypeOnly ? types : declared).add(one.name.text);
    }
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression);
    if (ts.isIdentifier(node)) mentioned.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
