import { LateCall } from "./builtins.ts";
import { blockedBy, type CellRecord, readValues, restsOnTheSame } from "./cellRecord.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { buildGraph, type Graph, type GraphNode } from "./graph.ts";
import { isError } from "./inspect.ts";
import { cellFrames, runtimeError } from "./locate.ts";
import type { Modules } from "./modules.ts";
import { planRun } from "./planRun.ts";
import { alone, type Crew } from "./spread.ts";
import type { Cell, CellEvent, InputValues, RunRequest } from "./types.ts";

export interface NotebookOptions {
  /** What cells may import. */
  modules: Modules;
  /** The `Plot` of cells. */
  plot: unknown;
  emit: (event: CellEvent) => void;
  /** A clock in milliseconds. */
  now: () => number;
  /** Who does the tasks of `spread`; without it the cell does them itself, one after the other. */
  crew?: Crew;
}

export interface Notebook {
  /**
   * Runs a request; resolves when every cell of it has ended. One run at a time; who calls it sees to that. Rejects only for
   * a request that makes no sense (an unknown target, two cells of one id), never for what is in a cell.
   */
  run(request: RunRequest): Promise<void>;
  /** The values of the names that the cells define, as of the end of the last run. */
  readonly values: ReadonlyMap<string, unknown>;
  /**
   * To be told of each promise rejection that nobody handles (the host hears of it): it ends the running cell, or follows
   * the `done` of a cell that has ended with an `error`. False when it is no cell's.
   */
  unhandled(reason: unknown): boolean;
}

export function createNotebook({ modules, plot, emit, now, crew = alone }: NotebookOptions): Notebook {
  const records = new Map<string, CellRecord>();
  const values = new Map<string, unknown>();
  let known: { cells: readonly Cell[]; graph: Graph } | undefined;
  /** The last run of each cell. */
  const evaluations = new Map<string, Evaluation>();
  let running: string | undefined;
  let lastRun: string | undefined;
  // V8 keeps ten frames, too few to find the cell that called into a library.
  if (typeof Error.stackTraceLimit === "number" && Error.stackTraceLimit < 50) Error.stackTraceLimit = 50;

  function graphOf(cells: readonly Cell[]): Graph {
    const same = known?.cells.length === cells.length && cells.every((cell, i) => sameCell(cell, known?.cells[i]));
    if (!same || !known) known = { cells, graph: buildGraph(cells, modules) };
    return known.graph;
  }

  /** What the values of these cells rest on: source and input positions of each and of all that they read. */
  function basisOf(cells: Iterable<string>): string {
    const found = new Set(cells);
    for (const id of found) for (const other of known?.graph.nodes.get(id)?.dependsOn ?? []) found.add(other);
    return JSON.stringify([...found].sort().map((id) => [id, records.get(id)?.source, records.get(id)?.inputs.map(({ spec }) => [spec.key, spec.value])]));
  }

  /** Evaluates a cell, or gives it the error that keeps it from running. A silent one says nothing unless it fails. */
  async function settle(node: GraphNode, inputs: InputValues, silent: boolean): Promise<void> {
    const { id, source } = node.cell;
    const before = records.get(id);
    const basis = { source, dependsOn: node.dependsOn };
    const error = blockedBy(node, records);
    if (error) {
      records.set(id, { ...basis, reads: new Map(), inputs: before?.inputs ?? [], error, blocked: true, unsaid: [] });
      emit({ type: "start", cell: id });
      emit({ type: "error", cell: id, error, elapsedMs: 0 });
      return;
    }
    const reads = readValues(node, records);
    const held: CellEvent[] = [];
    const evaluation = evaluate({
      node, reads, modules, plot, now, crew, basisOf,
      positions: inputs[id] ?? {},
      previous: before?.inputs ?? [],
      emit: silent ? (event) => void held.push(event) : emit,
    });
    evaluations.set(id, evaluation);
    running = id;
    const { values: defined, error: failure, inputs: used } = await evaluation.result;
    running = undefined;
    lastRun = id;
    records.set(id, { ...basis, reads, inputs: used, ...(defined ? { values: defined } : {}), ...(failure ? { error: failure } : {}), unsaid: held });
    if (failure) say(id);
  }

  /** Lets a cell that ran without a word speak. */
  function say(id: string): void {
    const record = records.get(id);
    if (!record) return;
    records.set(id, { ...record, unsaid: [] });
    for (const event of record.unsaid) emit(event);
  }

  async function run({ cells, shown = cells, targets, inputs, reason }: RunRequest): Promise<void> {
    // A page is older than its worker: most of what it shows was made at build, or by a worker that a stop has ended.
    const former = shown.every((cell, i) => sameCell(cell, cells[i])) ? undefined : buildGraph(shown, modules).nodes;
    const graph = graphOf(cells);
    const { nodes, order } = graph;
    const asked = new Set(targets);
    for (const id of asked) if (!nodes.has(id)) throw new Error(`unknown cell: ${id}`);
    const gone = [...records.keys()].filter((id) => !nodes.has(id));
    const { concerned, patient, needed } = planRun(graph, (id) => (records.get(id) ?? former?.get(id))?.dependsOn, asked, gone);
    for (const id of gone) records.delete(id);
    const nodeOf = (id: string) => nodes.get(id) as GraphNode;

    /** What this run has found out so far. A cell is asked about after the cells that it depends on have ended. */
    const found = new Map<string, boolean>();
    function isCurrent(id: string): boolean {
      const node = nodeOf(id);
      const current = found.get(id) ?? ((node.error !== undefined || [...node.dependsOn].every(isCurrent)) && restsOnTheSame(node, records, inputs[id] ?? {}));
      found.set(id, current);
      return current;
    }
    /** Runs a cell, and before it what it needs and has no current value. */
    async function bring(id: string): Promise<void> {
      const node = nodeOf(id);
      if (!node.error) for (const other of node.dependsOn) if (!isCurrent(other)) await bring(other);
      // What takes long says so, that the reader sees it and can stop it.
      await settle(node, inputs, !concerned.has(id) && node.cell.run !== "click");
      found.set(id, true);
    }

    const waiting = new Set<string>();
    if (reason === "run") for (const id of order) if (concerned.has(id) && !patient.has(id)) emit({ type: "queued", cell: id });
    for (const id of order) {
      if (!concerned.has(id)) continue;
      const node = nodeOf(id);
      const mustRun = asked.has(id) || (reason === "run" && !patient.has(id));
      if (!mustRun && isCurrent(id)) {
        say(id);
        continue;
      }
      const waits = node.cell.run === "click" || [...node.dependsOn].some((other) => waiting.has(other));
      if (waits && patient.has(id) && !needed.has(id) && !node.error) {
        waiting.add(id);
        emit({ type: "queued", cell: id });
      } else await bring(id);
    }
    values.clear();
    for (const id of order) for (const [name, value] of records.get(id)?.values ?? []) values.set(name, value);
    // A rejection that nobody handles is made known when the microtasks are done; it should come within its run.
    await new Promise((resolve) => setTimeout(resolve, 0));
  }

  return {
    values,
    run,
    unhandled(reason) {
      if (isError(reason) && reason instanceof LateCall && !evaluations.get(reason.cell)?.owns(reason)) return true;
      const id = cellFrames(reason).at(-1)?.cell ?? running ?? lastRun;
      if (id === undefined || !known?.graph.nodes.has(id)) return false;
      if (running === id) evaluations.get(id)?.fail(reason);
      // What comes after an error is most often its consequence.
      else if (!records.get(id)?.error) emit({ type: "error", cell: id, error: { hint: "is an await missing?", ...runtimeError(reason, id) }, elapsedMs: 0 });
      return true;
    },
  };
}

const sameCell = (a: Cell, b: Cell | undefined): boolean => a.id === b?.id && a.source === b.source && a.run === b.run;
