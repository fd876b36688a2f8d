import type { CellState } from "../i18n/index.ts";
import type { CellEvent, InputSpec, InputValues, Output, RunRequest } from "../notebook/types.ts";
import { fits } from "../notebook/inputs.ts";
import type { Sandbox } from "../sandbox/host.ts";
import type { CellView } from "./cellView.ts";
import type { Said } from "./companions.ts";
import { noteValues } from "./links/liveValues.ts";
import type { NotebookData } from "./notebookData.ts";

/** What a cell shows, by its runs. */
interface Status {
  /** The source whose outputs it shows, and how that run ended. */
  shown: { source: string; state: CellState };
  /** The source of its last run that was not stopped: after it ran what depends on the cell. */
  finished: string;
  /** The run of it that is under way. */
  running?: { source: string; at: number };
  /** The source with which it waits for its turn. */
  queued?: string;
}

/** The runs of a page's cells: asks for them, and shows what they say. */
export interface Runs {
  run(targets: string[], reason: RunRequest["reason"]): Promise<void>;
  hear(said: Said): void;
  /** What the sandbox says of the run under way. */
  onEvent(event: CellEvent): void;
  /** A run of this request begins. */
  onRun(request: RunRequest): void;
  /** The state of a cell after a change of its source. */
  refresh(view: CellView): void;
  /** The cell's outputs do not belong to its inputs any more. */
  outdate(view: CellView): void;
  /** What the cell shows is of this source, and neither failed nor under way. */
  shows(id: string, source: string): boolean;
}

interface Setup {
  notebook: NotebookData;
  views: ReadonlyMap<string, CellView>;
  inputs: InputValues;
  sandbox(): Sandbox;
  /** A run's report of an input is older than what the inputs say: other windows move them. */
  isMovedElsewhere: boolean;
}

export function createRuns({ notebook, views, inputs, sandbox, isMovedElsewhere }: Setup): Runs {
  const statuses = new Map(notebook.cells.map(({ id, source }): [string, Status] => [id, { shown: { source, state: "fresh" }, finished: source }]));
  /** The sources of the run under way: what a reader types meanwhile belongs to the next. */
  let ran: ReadonlyMap<string, string> = new Map();

  function stateOf({ running, queued, shown }: Status, source: string): CellState {
    if (running) return "running";
    if (queued === source) return "stale";
    return shown.source === source ? shown.state : "edited";
  }
  const refresh = (view: CellView) => view.setState(stateOf(statuses.get(view.id)!, view.source()));

  async function run(targets: string[], reason: RunRequest["reason"]): Promise<void> {
    const cells = notebook.cells.map((cell) => ({ ...cell, source: views.get(cell.id)?.source() ?? cell.source }));
    const shown = cells.map((cell) => ({ ...cell, source: statuses.get(cell.id)!.finished }));
    try {
      if ((await sandbox().run({ cells, shown, targets, inputs: structuredClone(inputs), reason })) === "stopped") halt();
    } catch (error) {
      for (const cell of targets) hear({ type: "error", cell, source: views.get(cell)?.source() ?? "", error: { kind: "runtime", message: (error as Error).message }, elapsedMs: 0 });
    }
  }

  /** After a stop: what was running says so; what had only been waiting is out of date. */
  function halt(): void {
    for (const [cell, { running }] of statuses) {
      hear({ type: "silent", cell, seconds: null });
      if (running) hear({ type: "stopped", cell, source: running.source, elapsedMs: Date.now() - running.at });
    }
  }

  function onEvent(event: CellEvent): void {
    const source = ran.get(event.cell) ?? views.get(event.cell)?.source() ?? "";
    if (event.type === "output") hear(event);
    else if (event.type === "start") hear({ ...event, source, at: Date.now() });
    else hear({ ...event, source });
  }

  function hear(said: Said): void {
    const view = views.get(said.cell), status = statuses.get(said.cell);
    if (!view || !status) return;
    switch (said.type) {
      case "queued":
        if (!status.running) status.queued = said.source;
        break;
      case "start":
        status.queued = undefined;
        status.running = said;
        return view.start(said.at);
      case "output":
        return view.output(said.index, isMovedElsewhere ? placed(said.output, inputs[said.cell]) : said.output);
      case "silent":
        return view.silent(said.seconds);
      case "stopped":
        view.stopped(said.elapsedMs);
        break;
      case "done":
        view.done(said.elapsedMs);
        noteValues(said.cell, said.values ?? {});
        break;
      case "error":
        view.fail(said.error, said.elapsedMs);
    }
    if (said.type !== "queued") {
      status.running = undefined;
      status.shown = { source: said.source, state: view.state() };
      if (said.type !== "stopped") status.finished = said.source;
    }
    refresh(view);
  }

  return {
    run, hear, onEvent, refresh,
    onRun({ cells }) {
      ran = new Map(cells.map(({ id, source }) => [id, source]));
    },
    outdate(view) {
      const status = statuses.get(view.id)!;
      if (!status.running && status.shown.source === view.source()) status.queued = view.source();
      refresh(view);
    },
    shows(id, source) {
      const { shown, running } = statuses.get(id)!;
      return shown.source === source && (shown.state === "fresh" || shown.state === "done") && !running;
    },
  };
}

/** An input as its cell reports it, where it now stands. */
function placed(output: Output, positions: InputValues[string] | undefined): Output {
  const value = output.kind === "input" ? positions?.[output.input.key] : undefined;
  return output.kind === "input" && value !== undefined && fits(output.input, value) ? { ...output, input: { ...output.input, value } as InputSpec } : output;
}
