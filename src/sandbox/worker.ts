/** Script of the thread that runs the reader's cells. */
import { buildGraph, createNotebook } from "../notebook/index.ts";
import type { Cell, CellEvent, RunRequest } from "../notebook/types.ts";
import { recordingPlot } from "../plot/record.ts";
import { readDataWith } from "../problems/data.ts";
import { createCrew } from "./crew.ts";
import { createGate } from "./gate.ts";
import { lockDown } from "./lockdown.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { modules } from "./modules.ts";
import { upstreamOf } from "./upstream.ts";

// Taken before any cell runs: what a cell does to the global scope must not reach what we use.
const scope = globalThis as unknown as { postMessage(message: FromWorker): void; onmessage: unknown };
const send = scope.postMessage.bind(scope);
const now = performance.now.bind(performance);

const crew = createCrew(send);
let run = 0;
let helps = false;
const gate = createGate((event) => send({ type: "event", run, event }));

const reads = new Map<string, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
readDataWith((file) => new Promise((resolve, reject) => {
  // `dataset` asks for a file once and keeps it.
  reads.set(file, { resolve, reject });
  send({ type: "read", file });
}));

const newNotebook = (emit: (event: CellEvent) => void) => createNotebook({ modules, plot: recordingPlot, emit, now, crew: crew.spread });
const notebook = newNotebook((event) => void (helps || gate(event)));

async function evaluate(request: RunRequest): Promise<void> {
  try {
    if (!helps) send({ type: "plan", run, upstream: upstreamOf(buildGraph(request.cells), request.targets) });
    await notebook.run(request);
    send({ type: "finished", run });
  } catch (error) {
    send({ type: "crashed", run, message: error instanceof Error ? error.message : String(error) });
  }
}

function receive(message: ToWorker): void {
  if (message.type === "run") {
    run = message.run;
    crew.begin(run);
    return void evaluate(message.request);
  }
  if (message.type === "help") {
    run = message.run;
    helps = true;
    crew.begin(run, message);
    return void evaluate({ ...message.request, targets: [message.cell], reason: "run" });
  }
  if (message.type !== "data") return crew.receive(message);
  const { answer } = message;
  const read = reads.get(answer.file);
  reads.delete(answer.file);
  if ("error" in answer) read?.reject(new Error(answer.error));
  else read?.resolve(answer.bytes);
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => receive(data));
// What a cell left behind and what fails later is no reason to lose all values: the notebook tells, the browser need not.
const preventDefault = Event.prototype.preventDefault;
addEventListener("error", (event) => preventDefault.call(event));
addEventListener("unhandledrejection", (event) => {
  preventDefault.call(event);
  notebook.unhandled(event.reason);
});
lockDown(globalThis);

// The first parse and the first plot are slow: they happen here, before the reader waits for them, in a cell like most.
const source = `import { sgd } from "optim";
const rows = Array.from({ length: 1000 }, (_, t: number) => ({ t, loss: Math.exp(-t / 100), name: "SGD" }));
display(Plot.plot({ marks: [Plot.line(rows, { x: "t", y: "loss", stroke: "name", title: (d) => d.name })] }));
sgd({ lr: 1 })`;
const cell: Cell = { id: "warm-up", title: "", source, line: 1, hidden: false, form: "both", run: "build" };
void newNotebook(() => {})
  .run({ cells: [cell], targets: [cell.id], inputs: {}, reason: "run" })
  .finally(() => send({ type: "ready" }));
