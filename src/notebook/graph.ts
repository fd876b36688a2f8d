import { type Analysis, analyse } from "./analyse.ts";
import { cyclePaths, type Providers } from "./cyclePaths.ts";
import { type Modules, importError } from "./modules.ts";
import { ambientNames, isBuiltin, isGlobal, isHostName, nearest } from "./names.ts";
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
 * Throws when two cells have one id.
 */
export function buildGraph(cells: readonly Cell[], modules?: Modules): Graph {
  const analyses = new Map<string, Analysis>();
  for (const { id, source } of cells) {
    if (analyses.has(id)) throw new Error(`duplicate id: ${id}`);
    analyses.set(id, analyse(source));
  }
  const definers = findDefiners(analyses);
  const nodes = new Map<string, GraphNode>();
  for (const cell of cells) {
    const analysis = analyses.get(cell.id) as Analysis;
    const reads = readsOf(cell.id, analysis, definers, analyses);
    const error = ownError(analysis, reads, definers, modules);
    nodes.set(cell.id, withDependencies({ cell, analysis, reads, ...(error ? { error } : {}) }));
  }
  const providers = providersOf(nodes);
  for (const [id, path] of cyclePaths(providers)) {
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
  return { nodes, order: topologicalOrder(providers) };
}

/** Definers of a name, in page order. Cells that import one and the same thing do not conflict. */
interface Definers {
  cells: string[];
  conflict: boolean;
}

function findDefiners(analyses: ReadonlyMap<string, Analysis>): ReadonlyMap<string, Definers> {
  const found = new Map<string, { cells: string[]; origins: Set<string> }>();
  for (const [id, { declared, imports }] of analyses) {
    for (const name of declared) {
      const from = imports.find(({ local }) => local === name);
      const entry = found.get(name) ?? { cells: [], origins: new Set() };
      entry.cells.push(id);
      entry.origins.add(from ? `${from.module} ${from.imported}` : id);
      found.set(name, entry);
    }
  }
  return new Map([...found].map(([name, { cells, origins }]) => [name, { cells, conflict: origins.size > 1 }]));
}

function readsOf(id: string, { free }: Analysis, definers: ReadonlyMap<string, Definers>, analyses: ReadonlyMap<string, Analysis>) {
  const reads = new Map<string, readonly string[]>();
  for (const name of free.keys()) {
    const found = definers.get(name);
    if (found) reads.set(name, found.conflict ? found.cells : [found.cells[0]]);
    else if (!isBuiltin(name) && !isGlobal(name)) {
      // A cell that does not parse may be the one that defines the name.
      const broken = [...analyses].filter(([other, { error, source }]) => other !== id && error && mentions(source, name));
      if (broken.length > 0) reads.set(name, broken.map(([other]) => other));
    }
  }
  return reads;
}

const mentions = (source: string, name: string): boolean => source.split(/[^\p{ID_Continue}$]+/u).includes(name);

function ownError(
  analysis: Analysis,
  reads: GraphNode["reads"],
  definers: ReadonlyMap<string, Definers>,
  modules: Modules | undefined,
): CellError | undefined {
  if (analysis.error) return analysis.error;
  const badImport = modules && importError(analysis, modules);
  if (badImport) return badImport;
  for (const name of analysis.declared) {
    if (isBuiltin(name)) return { kind: "duplicate", message: `${name} is built into every cell`, hint: "choose another name" };
    const { cells, conflict } = definers.get(name) as Definers;
    if (conflict) {
      const count = cells.length === 2 ? "two" : cells.length;
      return { kind: "duplicate", message: `${name} is defined in ${count} cells: ${listed(cells)}`, hint: "rename one of them", cells };
    }
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

function unknownHint(name: string, defined: readonly string[], modules: Modules = {}): string {
  if (isHostName(name)) return "a cell has standard JavaScript and the built-ins: no page, network, files or timers";
  const home = Object.keys(modules).find((module) => Object.hasOwn(modules[module], name));
  if (home !== undefined) return `write import { ${name} } from "${home}"`;
  const near = nearest(name, [...defined, ...ambientNames()]);
  return near === undefined ? "a cell sees the names of the other cells, its imports, the built-ins and standard JavaScript" : `did you mean ${near}?`;
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
