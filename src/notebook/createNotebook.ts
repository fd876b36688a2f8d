import { position, type UsedInput } from "./builtins.ts";
import { samePosition } from "./inputs.ts";
import { buildGraph, type Graph, type GraphNode } from "./graph.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { cellFrames, runtimeError } from "./locate.ts";
import type { Modules } from "./modules.ts";
import { planRun } from "./planRun.ts";
import type { Cell, CellError, CellEvent, InputValues, RunRequest } from "./types.ts";

export interface NotebookOptions {
  /** What cells may import. */
  modules: Modules;
  /** The `Plot` of cells. */
  plot: unknown;
  emit: (event: CellEvent) => void;
  /** A clock in milliseconds. */
  now: () => number;
}

export interface Notebook {
  /** Runs a request; resolves when every cell of it has ended. One run at a time; who calls it sees to that. Never rejects for a cell's fault. */
  run(request: RunRequest): Promise<void>;
  /** The values of the names that the cells define, as of their last run. */
  readonly values: ReadonlyMap<string, unknown>;
  /**
   * To be told of each promise rejection that nobody handles (the host hears of it): it ends the running cell, or follows
   * the `done` of a cell that has ended with an `error`. False when it is no cell's.
   */
  unhandled(reason: unknown): boolean;
}

/** What is kept of a cell's last run. */
export interface CellRecord {
  source: string;
  reads: ReadonlyMap<string, unknown>;
  dependsOn: ReadonlySet<string>;
  inputs: readonly UsedInput[];
  /** Undefined when the cell failed. */
  values?: ReadonlyMap<string, unknown>;
  error?: CellError;
  /** The error was known without running the cell. */
  blocked?: boolean;
}

export function createNotebook({ modules, plot, emit, now }: NotebookOptions): Notebook {
  const records = new Map<string, CellRecord>();
  const values = new Map<string, unknown>();
  let known: { cells: readonly Cell[]; graph: Graph } | undefined;
  let running: { id: string; evaluation: Evaluation } | undefined;
  let lastRun: string | undefined;
  // V8 keeps ten frames, too few to find the cell that called into a library. The first cell raises it for all.
  const { stackTraceLimit } = Error;
  if (typeof stackTraceLimit === "number" && stackTraceLimit < 50) Error.stackTraceLimit = 50;

  function graphOf(cells: readonly Cell[]): Graph {
    const same = known?.cells.length === cells.length && cells.every(({ id, source }, i) => id === known?.cells[i].id && source === known.cells[i].source);
    if (!same || !known) known = { cells, graph: buildGraph(cells, modules) };
    return known.graph;
  }

  function keep(id: string, record: CellRecord | undefined): void {
    for (const name of records.get(id)?.values?.keys() ?? []) values.delete(name);
    if (record) records.set(id, record);
    else records.delete(id);
    for (const [name, value] of record?.values ?? []) values.set(name, value);
  }

  /** Evaluates a cell, or gives it the error that keeps it from running. A silent one says nothing unless it fails. */
  async function settle(node: GraphNode, inputs: InputValues, silent: boolean): Promise<void> {
    const { id, source } = node.cell;
    const before = records.get(id);
    const basis = { source, dependsOn: node.dependsOn };
    const error = blockedBy(node, records);
    if (error) {
      keep(id, { ...basis, reads: new Map(), inputs: before?.inputs ?? [], error, blocked: true });
      emit({ type: "start", cell: id });
      emit({ type: "error", cell: id, error, elapsedMs: 0 });
      return;
    }
    const reads = readValues(node, records);
    const held: CellEvent[] = [];
    const evaluation = evaluate({
      node, reads, modules, plot, now,
      positions: inputs[id] ?? {},
      previous: before?.inputs ?? [],
      emit: silent ? (event) => void held.push(event) : emit,
    });
    running = { id, evaluation };
    const { values: defined, error: failure, inputs: used } = await evaluation.result;
    running = undefined;
    lastRun = id;
    keep(id, { ...basis, reads, inputs: used, ...(defined ? { values: defined } : {}), ...(failure ? { error: failure } : {}) });
    if (failure) for (const event of held) emit(event);
  }

  return {
    values,
    async run({ cells, targets, inputs, reason }) {
      const graph = graphOf(cells);
      for (const id of targets) if (!graph.nodes.has(id)) throw new Error(`unknown cell: ${id}`);
      const gone = [...records.keys()].filter((id) => !graph.nodes.has(id));
      const { loud, needed } = planRun(graph, records, targets, gone);
      for (const id of gone) keep(id, undefined);
      for (const id of graph.order) {
        if (!loud.has(id) && !needed.has(id)) continue;
        const node = graph.nodes.get(id) as GraphNode;
        const must = loud.has(id) && (reason === "run" || targets.includes(id));
        if (must || !isCurrent(node, records, inputs)) await settle(node, inputs, !loud.has(id));
      }
      // A rejection that nobody handles is made known when the microtasks are done; it should come within its run.
      await new Promise((resolve) => setTimeout(resolve, 0));
    },
    unhandled(reason) {
      const id = cellFrames(reason).at(-1)?.cell ?? running?.id ?? lastRun;
      if (id === undefined || !known?.graph.nodes.has(id)) return false;
      if (running?.id === id) running.evaluation.fail(reason);
      else emit({ type: "error", cell: id, error: { hint: "is an await missing?", ...runtimeError(reason, id) }, elapsedMs: 0 });
      return true;
    },
  };
}

/** Why a cell cannot run: an error of its own, or the failed cells that it waits for. */
function blockedBy(node: GraphNode, records: ReadonlyMap<string, CellRecord>): CellError | undefined {
  if (node.error) return node.error;
  const failed = new Set<string>();
  for (const id of node.dependsOn) {
    const error = records.get(id)?.error;
    if (error) for (const root of error.kind === "upstream" ? (error.cells ?? []) : [id]) failed.add(root);
  }
  if (failed.size === 0) return undefined;
  const cells = [...failed];
  return { kind: "upstream", message: `waits for cell ${cells.join(", ")}, which failed`, cells };
}

function readValues(node: GraphNode, records: ReadonlyMap<string, CellRecord>): Map<string, unknown> {
  return new Map([...node.reads].map(([name, [from]]) => [name, records.get(from)?.values?.get(name)]));
}

/** Whether a cell stands as a run of it now would leave it: same source, inputs and values read. */
function isCurrent(node: GraphNode, records: ReadonlyMap<string, CellRecord>, inputs: InputValues): boolean {
  const record = records.get(node.cell.id);
  if (record?.source !== node.cell.source) return false;
  const error = blockedBy(node, records);
  if (error || record.blocked) return record.blocked === true && JSON.stringify(error) === JSON.stringify(record.error);
  const reads = readValues(node, records);
  if (reads.size !== record.reads.size) return false;
  for (const [name, value] of reads) if (!record.reads.has(name) || !Object.is(record.reads.get(name), value)) return false;
  const positions = inputs[node.cell.id] ?? {};
  return record.inputs.every(({ spec, initial }) => samePosition(position(spec, positions, initial), spec.value));
}
