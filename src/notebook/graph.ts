import { type Analysis, analyse, wordsIn } from "./analyse.ts";
import { cyclePaths, type Providers } from "./cyclePaths.ts";
import { type Modules, importError } from "./modules.ts";
import { ambientNames, isBuiltin, isGlobal, isHostName } from "./names.ts";
import { nearest } from "../text/nearest.ts";
import { listed } from "./listed.ts";
import type { Cell, CellError } from "./types.ts";

/** A cell among the others of its page. */
export interface GraphNode {
  cell: Cell;
  analysis: Analysis;
  /** Names read from other cells → the cells that define them: one, or several that all fail for it. */
  reads: ReadonlyMap<string, readonly string[]>;
  /** Cells whose edit can change what this cell is: those it reads, and those its error speaks of. */
  dependsOn: ReadonlySet<string>;
  /** Why the cell cannot run whatever the values of the others. */
  error?: CellError;
}

export interface Graph {
  /** In page order. */
  nodes: ReadonlyMap<string, GraphNode>;
  /** Every cell after the cells it depends on, else in page order. */
  order: readonly string[];
}

/**
 * The reactive graph of a page's cells over their top-level names. Errors that show without running (syntax, import,
 * duplicate, assign, unknown, cycle) are in the nodes. Without `modules` imports are not checked.
 * Where edited cells clash with cells as the author wrote them, the edited ones give way: only they have the error, and the author's
 * cells go on among themselves. Cells of different scopes know nothing of each other. Throws when two cells have one id.
 */
export function buildGraph(cells: readonly Cell[], modules?: Modules): Graph {
  const ids = new Set<string>();
  for (const { id } of cells) {
    if (ids.has(id)) throw new Error(`duplicate id: ${id}`);
    ids.add(id);
  }
  const scopes = [...new Set(cells.map(({ scope }) => scope))];
  if (scopes.length <= 1) return graphOfScope(cells, modules);
  const graphs = new Map(
    scopes.map((scope) => [
      scope,
      graphOfScope(
        cells.filter((cell) => cell.scope === scope),
        modules,
      ),
    ]),
  );
  return {
    nodes: new Map(cells.map(({ id, scope }) => [id, graphs.get(scope)!.nodes.get(id)!])),
    order: [...graphs.values()].flatMap(({ order }) => order),
  };
}

function graphOfScope(cells: readonly Cell[], modules: Modules | undefined): Graph {
  const analyses = new Map<string, Analysis>();
  for (const { id, source } of cells) analyses.set(id, analyse(source));
  const edited = new Set(cells.filter((cell) => cell.edited).map(({ id }) => id));
  const definers = findDefiners(analyses, edited);
  // A cell that does not parse may be the one that defines a name that it mentions.
  const broken = new Map([...analyses].flatMap(([id, { error, source }]) => (error ? [[id, new Set(wordsIn(source))] as const] : [])));
  const nodes = new Map<string, GraphNode>();
  for (const cell of cells) {
    const analysis = analyses.get(cell.id) as Analysis;
    const reads = readsOf(cell.id, analysis, definers, broken);
    const error = ownError(cell, analysis, reads, definers, modules);
    nodes.set(cell.id, withDependencies({ cell, analysis, reads, ...(error ? { error } : {}) }));
  }
  const providers = providersOf(nodes);
  const cycles = givingWay(providers, edited);
  for (const [id, path] of cycles) {
    const node = nodes.get(id) as GraphNode;
    const error: CellError = {
      kind: "cycle",
      message: `cycle: ${[...path, id].join(" → ")} (each needs the next)`,
      hint: "define what they share in one cell that needs none of them",
      cells: path,
    };
    // A cell's own mistake comes first: mending it may break the cycle.
    if (!node.error) nodes.set(id, withDependencies({ ...node, error }));
  }
  // Cells of a cycle depend on nothing here: their error is known without a run, and the cells that read them come after them.
  return { nodes, order: topologicalOrder(new Map([...providers].map(([id, needs]) => [id, cycles.has(id) ? [] : needs]))) };
}

/** The cells with the error of a cycle, each with its path: of cycles through edited cells these alone; the others on them wait for these. */
function givingWay(providers: Providers, edited: ReadonlySet<string>): Map<string, string[]> {
  const all = cyclePaths(providers);
  if (edited.size === 0 || all.size === 0) return all;
  const unedited = [...providers].filter(([id]) => !edited.has(id)).map(([id, needs]) => [id, needs.filter((other) => !edited.has(other))] as const);
  return new Map([...[...all].filter(([id]) => edited.has(id)), ...cyclePaths(new Map(unedited))]);
}

/** Definers of a name, in page order. Cells that import one and the same thing do not conflict. */
interface Definers {
  /** Those that other cells read it from: where there are any, the cells as the author wrote them. */
  cells: string[];
  conflict: boolean;
  all: string[];
  /** The edited cells that give way to `cells`. */
  giveWay: ReadonlySet<string>;
}

function findDefiners(analyses: ReadonlyMap<string, Analysis>, edited: ReadonlySet<string>): ReadonlyMap<string, Definers> {
  const found = new Map<string, Map<string, string>>();
  for (const [id, { declared, imports }] of analyses) {
    for (const name of declared) {
      // A cell that may not define a name has an error, and other cells cannot read the name from it.
      if (isOwned(name)) continue;
      const from = imports.find(({ local }) => local === name);
      const origins = found.get(name) ?? new Map<string, string>();
      found.set(name, origins.set(id, from ? `${from.module} ${from.imported}` : id));
    }
  }
  return new Map([...found].map(([name, origins]) => [name, dividedBy(edited, origins)]));
}

/** `origins`: for each cell that defines a name, what it means by it. */
function dividedBy(edited: ReadonlySet<string>, origins: ReadonlyMap<string, string>): Definers {
  const all = [...origins.keys()];
  const unedited = all.filter((id) => !edited.has(id));
  const cells = unedited.length > 0 ? unedited : all;
  const meant = new Set(cells.map((id) => origins.get(id)!));
  const conflict = meant.size > 1;
  return { cells, conflict, all, giveWay: new Set(all.filter((id) => !cells.includes(id) && (conflict || !meant.has(origins.get(id)!)))) };
}

/** Built-ins and standard names mean the same in all cells. */
const isOwned = (name: string): boolean => isBuiltin(name) || isGlobal(name);

function readsOf(id: string, { free }: Analysis, definers: ReadonlyMap<string, Definers>, broken: ReadonlyMap<string, ReadonlySet<string>>) {
  const reads = new Map<string, readonly string[]>();
  for (const name of free.keys()) {
    const found = definers.get(name);
    if (found) reads.set(name, found.conflict ? found.cells : found.cells.slice(0, 1));
    else if (!isBuiltin(name) && !isGlobal(name)) {
      const others = [...broken].filter(([other, words]) => other !== id && words.has(name)).map(([other]) => other);
      if (others.length > 0) reads.set(name, others);
    }
  }
  return reads;
}

function ownError(
  { id }: Cell,
  analysis: Analysis,
  reads: GraphNode["reads"],
  definers: ReadonlyMap<string, Definers>,
  modules: Modules | undefined,
): CellError | undefined {
  if (analysis.error) return analysis.error;
  const badImport = modules && importError(analysis, modules);
  if (badImport) return badImport;
  for (const name of analysis.declared) {
    if (isOwned(name)) return { kind: "duplicate", message: `${name} is built into every cell`, hint: "choose another name" };
    const { cells, conflict, all, giveWay } = definers.get(name) as Definers;
    if (giveWay.has(id)) {
      return { ...duplicate(name, all), hint: `choose another name here: the other cells keep the ${name} of ${listed(cells)}` };
    }
    if (conflict) return { ...duplicate(name, cells), hint: "rename one of them" };
  }
  for (const [name, line] of analysis.assigned) {
    const owner = reads.get(name);
    if (owner) {
      const message = `${name} belongs to cell ${owner[0]}: only that cell can assign to it`;
      return { kind: "assign", message, line, hint: "give the new value a name of its own", cells: [...owner] };
    }
    if (analysis.declared.includes(name)) return { kind: "assign", message: `${name} is imported: it cannot be assigned`, line };
    if (isBuiltin(name) || isGlobal(name)) return { kind: "assign", message: `${name} is built in: it cannot be assigned`, line };
    return { kind: "unknown", message: `unknown name: ${name}`, line, hint: `define it first: let ${name} = …` };
  }
  for (const [name, line] of analysis.free) {
    if (reads.has(name) || isBuiltin(name) || isGlobal(name)) continue;
    const hint = unknownHint(name, [...analysis.declared, ...definers.keys()], modules);
    return { kind: "unknown", message: `unknown name: ${name}`, line, hint };
  }
  return undefined;
}

function duplicate(name: string, cells: string[]): CellError {
  return { kind: "duplicate", message: `${name} is defined in ${cells.length === 2 ? "two" : cells.length} cells: ${listed(cells)}`, cells };
}

function unknownHint(name: string, defined: readonly string[], modules: Modules = {}): string {
  if (isHostName(name)) return "a cell has standard JavaScript and the built-ins: no page, network, files or timers";
  const [home] = Object.entries(modules).find(([, exported]) => Object.hasOwn(exported, name)) ?? [];
  if (home !== undefined) return `write import { ${name} } from "${home}"`;
  // The edit distance of two names takes time in proportion to the product of their lengths.
  const near = name.length > 100 ? undefined : nearest(name, [...defined, ...ambientNames()]);
  return near === undefined
    ? "a cell sees the names of the other cells, its imports, the built-ins and standard JavaScript"
    : `did you mean ${near}?`;
}

function withDependencies(node: Omit<GraphNode, "dependsOn">): GraphNode {
  const dependsOn = new Set([...node.reads.values()].flat());
  for (const id of node.error?.cells ?? []) if (id !== node.cell.id) dependsOn.add(id);
  return { ...node, dependsOn };
}

/** The cells that each cell reads from, in page order. */
function providersOf(nodes: ReadonlyMap<string, GraphNode>): Providers {
  const place = new Map([...nodes.keys()].map((id, i) => [id, i]));
  const inPageOrder = (a: string, b: string) => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return new Map([...nodes].map(([id, { reads }]) => [id, [...new Set([...reads.values()].flat())].sort(inPageOrder)]));
}

function topologicalOrder(providers: Providers): string[] {
  const order = new Set<string>();
  const visiting = new Set<string>();
  const visit = (id: string): void => {
    if (order.has(id) || visiting.has(id)) return;
    visiting.add(id);
    for (const other of providers.get(id) ?? []) visit(other);
    order.add(id);
  };
  for (const id of providers.keys()) visit(id);
  return [...order];
}
