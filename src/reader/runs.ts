// A long function: the states of all cells are one state, which each event, each request and each cell that comes or goes changes. What an event changes is
// said in `notebook/runState.ts`, what is marked in the storage in `runMarks.ts`.
import type { Cell, ShownEvent, InputValues, Shown, RunRequest } from "../notebook/types.ts";
import {
  apply as applyEvent,
  asBuilt,
  cellStates,
  isRunning,
  lastFinished,
  lastRun,
  refusedEvents,
  standing,
  stopEvents,
  toRunEvent,
  withReaders,
  type RunEvent,
} from "../notebook/runState.ts";
import { withSource } from "../notebook/withSource.ts";
import type { Sandbox } from "../sandbox/host.ts";
import type { CellView } from "./cellView.ts";
import type { LastRun } from "./keep.ts";
import { noteValues } from "./links/liveValues.ts";
import type { NotebookData } from "./notebookData.ts";
import { createRunMarks } from "./runMarks.ts";

/** The runs of a page's cells: asks for them, and shows their events. */
export interface Runs {
  run(targets: string[], reason: RunRequest["reason"]): Promise<void>;
  /**
   * Runs cells without having been asked to by the reader: all code but that of the targets is as it was last run, so that no edit runs by this that its
   * reader has not run.
   */
  runByItself(targets: string[], reason: RunRequest["reason"]): Promise<void>;
  /** Has the plots drawn again that were drawn for another width. Until that is done they are scaled. */
  fit(): Promise<void>;
  apply(event: RunEvent): void;
  /** What the sandbox says of the run under way. */
  onEvent(event: ShownEvent): void;
  /** A run of this request begins. */
  onRun(request: RunRequest): void;
  /** The states of the cells after a change of a source: what rests on it is out of date at once. */
  refresh(): void;
  /** The cell's outputs do not belong to its inputs any more. */
  outdate(view: CellView): void;
  /** What the cell shows is of this source, neither failed nor under way, and no run that was asked for will change that. */
  shows(id: string, source: string): boolean;
  /** The cell, and all that it read when it last ran, by whatever way. */
  restsOn(id: string): Set<string>;
  /** The last run of the cell was of this source, and ended by itself. */
  hasRun(id: string, source: string): boolean;
  /** The page has a cell more, of which nothing has run. */
  add(cell: Cell): void;
  /** The page has a cell less; what is returned read it when it last ran. */
  remove(id: string): string[];
}

export interface RunsSetup {
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  /** Where the inputs stand, of those that were moved. */
  inputs(): InputValues;
  /** What is kept of a cell's code says how its last run ended. */
  kept: { lastRun(id: string): LastRun | undefined; mark(id: string, source: string, how: LastRun | undefined): void };
  sandbox(): Sandbox;
  /** A cell has run to its end, and this stands under it. */
  onDone(id: string, outputs: readonly Shown[]): void;
}

export function createRuns({ notebook, views, inputs, kept, sandbox, onDone }: RunsSetup): Runs {
  const states = new Map(notebook.cells.map(({ id, source }) => [id, asBuilt(source, notebook.outputs[id] ?? [], notebook.dependsOn[id])]));
  /** The sources of the run under way: what a reader types meanwhile belongs to the next. */
  let ran: ReadonlyMap<string, string> = new Map();
  /** The requests that are not yet served. */
  const underWay = new Set<RunRequest>();
  /** What is under way draws plots again, and evaluates nothing. */
  let isFitting = false;
  /** The widths that the run under way draws for. */
  let widths: Readonly<Record<string, number>> = {};

  const originals = new Map(notebook.cells.map(({ id, source }) => [id, source]));
  const sourceOf = (id: string): string => views.get(id)?.source() ?? originals.get(id)!;
  const marks = createRunMarks({
    states,
    sourceOf,
    changed() {
      const moved = inputs();
      return [...originals.keys()].filter((id) => sourceOf(id) !== originals.get(id) || moved[id] !== undefined);
    },
    ...kept,
  });

  function refresh(): void {
    for (const [id, state] of cellStates(states, sourceOf)) views.get(id)?.setState(state);
  }

  const requestOf = (targets: string[], reason: RunRequest["reason"], source = sourceOf): RunRequest => ({
    cells: notebook.cells.map((cell) => withSource(cell, source(cell.id))),
    shown: notebook.cells.map((cell) => withSource(cell, lastFinished(states.get(cell.id)!))),
    outdated: [...cellStates(states, source)].flatMap(([id, state]) => (/^(edited|stale|stopped)$/.test(state) ? [id] : [])),
    targets,
    inputs: structuredClone(inputs()),
    reason,
    look: { locale: notebook.locale, widths: Object.fromEntries([...views].map(([id, view]) => [id, view.width()])) },
  });

  async function fit(): Promise<void> {
    const misfits = [...views.values()].filter(({ id, isMisfit }) => !isRunning(states.get(id)!) && isMisfit());
    if (misfits.length === 0) return;
    const ids = misfits.map(({ id }) => id);
    // Where no sandbox can be had the plots stay scaled; a run would say so.
    await sandbox()
      .run(requestOf(ids, "look"))
      .catch(() => {});
  }

  async function serve(request: RunRequest): Promise<void> {
    marks.begin(request.targets);
    underWay.add(request);
    try {
      const outcome = await sandbox().run(request);
      underWay.delete(request);
      marks.end(outcome);
      if (outcome === "stopped") stopEvents(states, Date.now()).forEach(apply);
      // The window may have changed meanwhile.
      void fit();
    } catch (error) {
      underWay.delete(request);
      marks.end("done");
      refusedEvents(request, error as Error).forEach(apply);
    }
  }

  function onEvent(event: ShownEvent): void {
    if (event.type === "output" && isFitting) views.get(event.cell)?.redraw(event.index, event.output);
    else apply(toRunEvent(event, ran.get(event.cell) ?? views.get(event.cell)?.source() ?? "", Date.now()));
  }

  function apply(event: RunEvent): void {
    const view = views.get(event.cell),
      before = states.get(event.cell);
    if (!view || !before) return;
    const state = applyEvent(before, event);
    states.set(event.cell, state);
    if (event.type === "silent" || state.silent !== before.silent) view.silent(state.silent);
    if (event.type === "queued") return refresh();
    if (event.type === "silent" || state.run === before.run) return;
    if (event.type === "start") return view.start(event.at, widths[event.cell] ?? view.width());
    if (event.type === "output") return view.output(event.index, event.output);
    view.ended(event, standing(state));
    if (event.type === "done") {
      noteValues(event.cell, event.values ?? {});
      onDone(event.cell, standing(state).outputs);
    }
    refresh();
  }

  return {
    run: (targets, reason) => serve(requestOf(targets, reason)),
    runByItself: (targets, reason) =>
      serve(requestOf(targets, reason, (id) => (targets.includes(id) ? sourceOf(id) : lastFinished(states.get(id)!)))),
    apply,
    fit,
    onEvent,
    refresh,
    onRun({ cells, reason, look }) {
      widths = look?.widths ?? {};
      isFitting = reason === "look";
      ran = new Map(cells.map(({ id, source }) => [id, source]));
    },
    outdate(view) {
      const source = view.source();
      if (lastRun(states.get(view.id)!).source === source) apply({ type: "queued", cell: view.id, source });
      else refresh();
    },
    shows(id, source) {
      const last = lastRun(states.get(id)!);
      const willRunOther = [...underWay].some(({ cells }) => cells.some((cell) => cell.id === id && cell.source !== source));
      return last.source === source && (last.state === "fresh" || last.state === "done") && !willRunOther;
    },
    restsOn: (id) => new Set([...states.keys()].filter((one) => withReaders(states, [one]).has(id))),
    hasRun(id, source) {
      const last = lastRun(states.get(id)!);
      return last.source === source && (last.state === "done" || last.state === "error");
    },
    add({ id, source }) {
      states.set(id, asBuilt(source, []));
      originals.set(id, source);
    },
    remove(id) {
      states.delete(id);
      originals.delete(id);
      return [...states].flatMap(([other, { dependsOn }]) => (dependsOn.includes(id) ? [other] : []));
    },
  };
}
