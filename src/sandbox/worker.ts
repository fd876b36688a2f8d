/** Script of the thread that runs the reader's cells. */
import { buildGraph, createNotebook } from "../notebook/index.ts";
import type { Cell, CellEvent, RunRequest } from "../notebook/types.ts";
import { hearWarning, Plot, plotExports } from "../plot/draw.ts";
import { defaultLocale, words } from "../i18n/index.ts";
import { drawOutput } from "../output/draw.ts";
import { readDataWith } from "../problems/data.ts";
import { createPoolMember } from "./workerPool.ts";
import { createEventDrawing } from "./drawEvents.ts";
import { freezeScope, lockDown } from "./lockdown.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { modules } from "./modules.ts";
import { upstreamOf } from "./upstream.ts";

// Taken before any cell runs: what a cell does to the global scope must not reach what we use.
const scope = globalThis as unknown as { postMessage(message: FromWorker): void; onmessage: unknown };
const send = scope.postMessage.bind(scope);
const now = performance.now.bind(performance);
const { setTimeout } = globalThis;

const pool = createPoolMember(send);
let run = 0;
let helps = false;
const drawing = createEventDrawing((event) => send({ type: "event", run, event }));

const reads = new Map<string, { resolve(bytes: Uint8Array): void; reject(error: Error): void }>();
readDataWith(
  (file) =>
    new Promise((resolve, reject) => {
      // `dataset` asks for a file once and keeps it.
      reads.set(file, { resolve, reject });
      send({ type: "read", file });
    }),
);

/** The cells are done. Who leaves the thread no time to go on has left something endless behind: the supervisor, told, ends it. */
async function endRun(): Promise<void> {
  if (!helps) send({ type: "settled", run });
  // Chromium tells of a promise that failed unheard in a task of its own, which it queues behind the first that is asked for here.
  await nextTask();
  await nextTask();
}
const nextTask = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0));

const newNotebook = (emit: (event: CellEvent) => void, pause: () => Promise<void>) =>
  createNotebook({ modules, plot: Plot, emit, now, pause, workerPool: pool.spread });
const notebook = newNotebook((event) => {
  if (event.type === "start") putRight();
  if (!helps) drawing.draw(event);
}, endRun);

async function evaluate(request: RunRequest): Promise<void> {
  try {
    if (request.reason === "look") for (const cell of request.targets) drawing.redraw(cell);
    else {
      if (!helps) send({ type: "plan", run, upstream: upstreamOf(buildGraph(request.cells), request.targets) });
      await notebook.run(request);
    }
    send({ type: "finished", run });
  } catch (error) {
    send({ type: "crashed", run, message: error instanceof Error ? error.message : String(error) });
  }
}

function receive(message: ToWorker): void {
  // Before code is read, which takes regular expressions too.
  if (message.type === "run" || message.type === "help") putRight();
  if (message.type === "run") {
    run = message.run;
    drawing.setLook(message.request.look);
    send({ type: "begun", run });
    pool.begin(run);
    return void evaluate(message.request);
  }
  if (message.type === "help") {
    run = message.run;
    helps = true;
    pool.begin(run, message);
    return void evaluate({ ...message.request, targets: [message.cell], reason: "run" });
  }
  if (message.type !== "data") return pool.receive(message);
  const { answer } = message;
  const read = reads.get(answer.file);
  reads.delete(answer.file);
  if ("error" in answer) read?.reject(new Error(answer.error));
  else read?.resolve(answer.bytes);
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => receive(data));
// A promise that a cell left behind may fail later. The notebook reports that; without preventDefault the browser would take it for a failure of the whole worker.
const preventDefault = Event.prototype.preventDefault;
addEventListener("error", (event) => preventDefault.call(event));
addEventListener("unhandledrejection", (event) => {
  preventDefault.call(event);
  notebook.unhandled(event.reason);
});
lockDown(globalThis, hearWarning);
const putRight = freezeScope(globalThis, [...Object.values(modules), plotExports]);

// The first parse and the first plot are slow: they happen here, before the reader waits for them, in a cell like most others.
const source = `import { sgd } from "optim";
const rows = Array.from({ length: 1000 }, (_, t: number) => ({ t, loss: Math.exp(-t / 100), name: "SGD" }));
display(Plot.plot({ marks: [Plot.line(rows, { x: "t", y: "loss", stroke: "name", title: (d) => d.name })] }));
sgd({ lr: 1 })`;
const cell: Cell = { id: "warm-up", title: "", source, line: 1, hidden: false, form: "both", run: "build" };
void newNotebook((event) => void (event.type === "output" && drawOutput(event.output, words(defaultLocale))), nextTask)
  .run({ cells: [cell], targets: [cell.id], inputs: {}, reason: "run" })
  .finally(() => send({ type: "ready" }));
