import { type Cell, type CellEvent, createNotebook, type InputValues, type Modules, type Notebook, type Output } from "../../src/notebook/index.ts";

/** A cell as a fence of a page would give it. */
export function cell(id: string, source: string): Cell {
  return { id, title: id, source, line: 1, hidden: false, form: "both", run: "build" };
}

export interface Session {
  notebook: Notebook;
  /** Runs the cells (all of them, if no targets are named) and gives the events of this run. */
  run(cells: Cell[], targets?: string[], inputs?: InputValues, reason?: "run" | "input"): Promise<CellEvent[]>;
  events: CellEvent[];
}

/** A notebook that keeps its events, with a clock that stands still. */
export function session(modules: Modules = {}, now: () => number = () => 0): Session {
  const events: CellEvent[] = [];
  const notebook = createNotebook({ modules, plot: {}, emit: (event) => void events.push(event), now });
  return {
    notebook,
    events,
    async run(cells, targets = cells.map(({ id }) => id), inputs = {}, reason = "run") {
      const from = events.length;
      await notebook.run({ cells, targets, inputs, reason });
      return events.slice(from);
    },
  };
}

/** Runs one cell and gives its events. */
export const runOne = (source: string, modules?: Modules): Promise<CellEvent[]> => session(modules).run([cell("a", source)]);

/** The outputs of a cell as a page would hold them: the last at each index. */
export function outputsOf(events: readonly CellEvent[], id = "a"): Output[] {
  const outputs: Output[] = [];
  for (const event of events) if (event.type === "output" && event.cell === id) outputs[event.index] = event.output;
  return outputs;
}

/** The error of a cell; throws if it has none. */
export function errorOf(events: readonly CellEvent[], id = "a") {
  const event = events.find((one) => one.type === "error" && one.cell === id);
  if (event?.type !== "error") throw new Error(`cell ${id} did not fail: ${JSON.stringify(events)}`);
  return event.error;
}
