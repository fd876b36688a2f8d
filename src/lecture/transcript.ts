import type { Output } from "../notebook/types.ts";
import type { Said } from "../reader/companions.ts";

type Ending = Extract<Said, { type: "done" | "error" | "stopped" }>;

/** One run of a cell, as far as it has come. */
interface Run {
  id: number;
  source: string;
  at: number;
  outputs: Output[];
  /** Empty while it runs. A run that is done may fail afterwards, by a promise that nobody awaited. */
  ends: Ending[];
}

/** What stands under a cell before a run shows something. */
interface Standing {
  outputs: Output[];
  /** How the last run ended, where it did not end well and nothing was shown since. */
  end?: Ending;
  /** That run showed nothing: the outputs are older. */
  isOld: boolean;
}

interface CellLine {
  stood: Standing;
  /** The source of the last run that was not stopped, but for the present one, and the names' values that it gave. */
  finished: string;
  values: Extract<Said, { type: "done" }>["values"];
  run?: Run;
  /** The source with which it waits for its turn, if it does. */
  queued?: string;
  /** For how long the run has shown nothing, where that stands under the cell. */
  silent: number | null;
}

/** Someone who reads a transcript at their own pace. */
export interface Cursor {
  /** The shortest news after which the reader has the page as it now stands; what was overtaken meanwhile is left out. */
  take(): Said[];
}

/** All that was said of the runs of a page's cells, as much of it as is still to be seen. */
export interface Transcript {
  hear(said: Said): void;
  /** A reader who has the page as it was built. */
  cursor(): Cursor;
  /** The cells that are running. */
  running(): { cell: string; source: string; at: number }[];
  /** The cells whose run is offered to be stopped. */
  silent(): string[];
}

type Built = Record<string, { source: string; outputs: readonly Output[] }>;

const hasEnded = (run: Run): boolean => run.ends.length > 0;
const isDone = (run: Pick<Run, "ends">): boolean => run.ends.some(({ type }) => type === "done");

/** An old output stays until one takes its place, or until the run ends well or with others. */
function after(stood: Standing, { outputs, ends }: Pick<Run, "outputs" | "ends">): Standing {
  const end = ends.findLast(({ type }) => type !== "done");
  if (ends.length > 0) return { outputs: outputs.length > 0 || isDone({ ends }) ? outputs : stood.outputs, isOld: end !== undefined && outputs.length === 0, ...(end && { end }) };
  return outputs.length === 0 ? stood : { outputs: Object.assign([...stood.outputs], outputs), isOld: false };
}

/** The source of the last run that was not stopped. */
const finishedAfter = (finished: string, { source, ends }: Pick<Run, "source" | "ends">): string => (ends.some(({ type }) => type !== "stopped") ? source : finished);

export function createTranscript(built: Built): Transcript {
  const lines = new Map<string, CellLine>(Object.entries(built).map(([cell, { source, outputs }]) => [cell, { stood: { outputs: [...outputs], isOld: false }, finished: source, values: undefined, silent: null }]));
  let runs = 0;

  function begin(line: CellLine, source: string, at: number): Run {
    if (line.run) {
      line.stood = after(line.stood, line.run);
      line.finished = finishedAfter(line.finished, line.run);
    }
    line.queued = undefined;
    return (line.run = { id: ++runs, source, at, outputs: [], ends: [] });
  }

  function hear(said: Said): void {
    const line = lines.get(said.cell);
    if (!line) return;
    const { run } = line;
    switch (said.type) {
      case "queued":
        if (!run || hasEnded(run)) line.queued = said.source;
        break;
      case "start":
        begin(line, said.source, said.at);
        break;
      case "output":
        if (run && !hasEnded(run)) run.outputs[said.index] = said.output;
        break;
      case "silent":
        line.silent = said.seconds;
        break;
      case "stopped":
      case "done":
        if (!run || hasEnded(run)) break;
        run.ends = [said];
        line.silent = null;
        if (said.type === "done") line.values = said.values;
        break;
      case "error": {
        // A cell that another one needs is run without a word, unless it fails.
        const failed = run && (!hasEnded(run) || run.source === said.source) ? run : begin(line, said.source, Date.now());
        if (!failed.ends.some(({ type }) => type === "stopped")) failed.ends = [...failed.ends.filter(({ type }) => type === "done"), said];
        line.silent = null;
      }
    }
  }

  return {
    hear,
    cursor: () => createCursor(lines, built),
    running: () => [...lines].flatMap(([cell, { run }]) => (run && !hasEnded(run) ? [{ cell, source: run.source, at: run.at }] : [])),
    silent: () => [...lines].flatMap(([cell, { silent }]) => (silent === null ? [] : [cell])),
  };
}

/** What a reader knows of a cell. */
interface Known extends Pick<CellLine, "stood" | "finished" | "queued" | "silent"> {
  run?: Run;
}

const same = (a: Standing, b: Standing): boolean =>
  a.end === b.end && a.isOld === b.isOld && a.outputs.length === b.outputs.length && a.outputs.every((output, i) => output === b.outputs[i]);

function createCursor(lines: ReadonlyMap<string, CellLine>, built: Built): Cursor {
  const known = new Map<string, Known>([...lines.keys()].map((cell) => [cell, { stood: { outputs: [...built[cell].outputs], isOld: false }, finished: built[cell].source, silent: null }]));

  /** What stood before a run that the reader has not heard of, where that is to be seen yet and not what the reader has. */
  function before(cell: string, { stood, finished, values, run }: CellLine, reader: Known): Said[] {
    const has = reader.run ? after(reader.stood, reader.run) : reader.stood;
    const hasFinished = reader.run ? finishedAfter(reader.finished, reader.run) : reader.finished;
    if (isDone(run!) || (same(has, stood) && hasFinished === finished)) return [];
    const outputs = stood.outputs.map((output, index): Said => ({ type: "output", cell, index, output }));
    const { end, isOld } = stood;
    const at = Date.now();
    return [
      { type: "start", cell, source: finished, at },
      ...(end && !isOld ? [] : outputs),
      { type: "done", cell, source: finished, elapsedMs: 0, warnings: [], ...(values && { values }) },
      ...(end ? [{ type: "start" as const, cell, source: end.source, at }, ...(isOld ? [] : outputs), end] : []),
    ];
  }

  function news(cell: string, line: CellLine): Said[] {
    const reader = known.get(cell)!;
    const { run, queued, stood, finished, silent } = line;
    const said: Said[] = [];
    const isNew = run?.id !== reader.run?.id;
    if (run) {
      if (isNew) said.push(...before(cell, line, reader), { type: "start", cell, source: run.source, at: run.at });
      const had = isNew ? undefined : reader.run;
      run.outputs.forEach((output, index) => { if (output !== had?.outputs[index]) said.push({ type: "output", cell, index, output }); });
      said.push(...run.ends.filter((end) => !had?.ends.includes(end)));
    }
    if (queued !== undefined && (isNew || queued !== reader.queued)) said.push({ type: "queued", cell, source: queued });
    if (silent !== reader.silent) said.push({ type: "silent", cell, seconds: silent });
    known.set(cell, { stood, finished, queued, silent, ...(run && { run: { ...run, outputs: [...run.outputs] } }) });
    return said;
  }

  return { take: () => [...lines].flatMap(([cell, line]) => news(cell, line)) };
}
