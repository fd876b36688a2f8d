// A long function: what is known of each cell's last run is one state, which a run, the question what is current and a late rejection all read and change.
// What decides without it stands in a file of its own (`planRun.ts`, `cellRecord.ts`, `evaluate.ts`).
import { LateCall } from "./builtins.ts";
import { blockedBy, type CellRecord, readValues, isUpToDate } from "./cellRecord.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { buildGraph, type Graph, type GraphNode } from "./graph.ts";
import { isError } from "./inspect.ts";
import { cellFrames, runtimeError } from "./locate.ts";
import type { Modules } from "./modules.ts";
import { planRun } from "./planRun.ts";
import { alone, type WorkerPool } from "./spread.ts";
import type { Cell, CellEvent, Checked, InputValues, RunRequest } from "./types.ts";

export interface NotebookOptions {
  /** What cells may import. */
  modules: Modules;
  /** The `Plot` of cells. */
  plot: unknown;
  emit: (event: CellEvent) => void;
  /** A clock in milliseconds. */
  now: () => number;
  /** Resolves when the microtasks are done, and with them what the host has to say of rejections; asked once at the end of each run. */
  pause?: () => Promise<void>;
  /** Who does the tasks of `spread`; without it the cell does them itself, one after the other. */
  workerPool?: WorkerPool;
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

export function createNotebook({ modules, plot, emit, now, pause = nextTask, workerPool = alone }: NotebookOptions): Notebook {
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
  function fingerprint(cells: Iterable<string>): string {
    const found = new Set(cells);
    for (const id of found) for (const other of known?.graph.nodes.get(id)?.dependsOn ?? []) found.add(other);
    return JSON.stringify(
      [...found].sort().map((id) => [id, records.get(id)?.source, records.get(id)?.inputs.map(({ spec }) => [spec.key, spec.value])]),
    );
  }

  /** What the checks of a cell look at. */
  function checkedBy({ check, exercise }: Cell): Checked | undefined {
    if (!check) return undefined;
    const own = (known?.cells ?? []).filter((cell) => cell.exercise === exercise && !cell.check);
    if (own.some(({ id }) => records.get(id)?.inputs.some(({ spec }) => spec.type === "prediction"))) return "prediction";
    return own.some(({ edited }) => edited) ? undefined : "starter";
  }

  /** Evaluates a cell, or gives it the error that keeps it from running. A silent run emits its events only if it fails. */
  async function settle(node: GraphNode, inputs: InputValues, silent: boolean): Promise<void> {
    const { id, source } = node.cell;
    const before = records.get(id);
    const ran = { source, dependsOn: node.dependsOn };
    const error = blockedBy(node, records);
    if (error) {
      records.set(id, { ...ran, reads: new Map(), inputs: before?.inputs ?? [], error, blocked: true, unsaid: [] });
      emit({ type: "start", cell: id, dependsOn: [...node.dependsOn] });
      emit({ type: "error", cell: id, error, elapsedMs: 0 });
      return;
    }
    const reads = readValues(node, records);
    const held: CellEvent[] = [];
    const evaluation = evaluate({
      node,
      reads,
      modules,
      plot,
      now,
      workerPool,
      fingerprint,
      positions: inputs[id] ?? {},
      previous: before?.inputs ?? [],
      checked: checkedBy(node.cell),
      emit: silent ? (event) => void held.push(event) : emit,
    });
    evaluations.set(id, evaluation);
    running = id;
    const { values: defined, error: failure, inputs: used } = await evaluation.result;
    running = undefined;
    lastRun = id;
    records.set(id, { ...ran, reads, inputs: used, ...(defined ? { values: defined } : {}), ...(failure ? { error: failure } : {}), unsaid: held });
    if (failure) say(id);
  }

  /** Emits what a silent run of the cell has held back. */
  function say(id: string): void {
    const record = records.get(id);
    if (!record) return;
    records.set(id, { ...record, unsaid: [] });
    for (const event of record.unsaid) emit(event);
  }

  async function run({ cells, shown = cells, outdated = [], targets, inputs, reason }: RunRequest): Promise<void> {
    // A page is older than its worker: most of what it shows was made at build, or by a worker that a stop has ended.
    const former = shown.every((cell, i) => sameCell(cell, cells[i])) ? undefined : buildGraph(shown, modules).nodes;
    const graph = graphOf(cells);
    const { nodes, order } = graph;
    const asked = new Set(targets);
    for (const id of asked) if (!nodes.has(id)) throw new Error(`unknown cell: ${id}`);
    const gone = [...records.keys()].filter((id) => !nodes.has(id));
    const { affected, lazy, needed } = planRun(graph, (id) => (records.get(id) ?? former?.get(id))?.dependsOn, asked, gone);
    for (const id of gone) records.delete(id);
    const nodeOf = (id: string) => nodes.get(id) as GraphNode;

    /** What this run has found out so far. A cell is asked about after the cells that it depends on have ended. */
    const found = new Map<string, boolean>();
    function isCurrent(id: string): boolean {
      const node = nodeOf(id);
      const current =
        found.get(id) ?? ((node.error !== undefined || [...node.dependsOn].every(isCurrent)) && isUpToDate(node, records, inputs[id] ?? {}));
      found.set(id, current);
      return current;
    }
    const edited = new Set(cells.flatMap(({ id, source }, i) => (shown[i]?.source === source ? [] : [id])));
    /**
     * What else rests on an edit that now runs for the targets alone goes on to show what was before it, and says so before the edit runs: from then on nothing
     * else on the page tells it. A cell that was itself edited says so already.
     */
    function outdateReaders(of: string): void {
      const behind = new Set([of]);
      for (const id of order) {
        if (affected.has(id) || ![...nodeOf(id).dependsOn].some((other) => behind.has(other))) continue;
        behind.add(id);
        if (!edited.has(id)) emit({ type: "queued", cell: id });
      }
    }
    /** Runs a cell, and before it what it needs and has no current value. */
    async function bring(id: string): Promise<void> {
      const node = nodeOf(id);
      if (!node.error) for (const other of node.dependsOn) if (!isCurrent(other)) await bring(other);
      // A cell that runs on click may take long: it is never silent, so that the reader sees it run and can stop it.
      if (outdated.includes(id) && !affected.has(id)) outdateReaders(id);
      await settle(node, inputs, !affected.has(id) && node.cell.run !== "click" && !outdated.includes(id));
      found.set(id, true);
    }

    const waiting = new Set<string>();
    if (reason === "run") for (const id of order) if (affected.has(id) && !lazy.has(id)) emit({ type: "queued", cell: id });
    for (const id of order) {
      if (!affected.has(id)) continue;
      const node = nodeOf(id);
      const mustRun = asked.has(id) || (reason === "run" && !lazy.has(id));
      if (!mustRun && isCurrent(id)) {
        say(id);
        continue;
      }
      const waits = node.cell.run === "click" || [...node.dependsOn].some((other) => waiting.has(other));
      if (waits && lazy.has(id) && !needed.has(id) && !node.error) {
        waiting.add(id);
        emit({ type: "queued", cell: id });
      } else await bring(id);
    }
    values.clear();
    for (const id of order) for (const [name, value] of records.get(id)?.values ?? []) values.set(name, value);
    // Browsers report an unhandled rejection after the microtasks: the run waits for that, so that the error is still its own.
    await pause();
  }

  return {
    values,
    run,
    unhandled(reason) {
      if (isError(reason) && reason instanceof LateCall && !evaluations.get(reason.cell)?.owns(reason)) return true;
      const id = cellFrames(reason).at(-1)?.cell ?? running ?? lastRun;
      if (id === undefined || !known?.graph.nodes.has(id)) return false;
      if (running === id) evaluations.get(id)?.fail(reason);
      // A cell that has failed keeps its first error: a later one mostly follows from it.
      else if (!records.get(id)?.error)
        emit({ type: "error", cell: id, error: { hint: "is an await missing?", ...runtimeError(reason, id) }, elapsedMs: 0 });
      return true;
    },
  };
}

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

const sameCell = (a: Cell, b: Cell | undefined): boolean => a.id === b?.id && a.source === b.source && a.run === b.run && a.edited === b.edited;
