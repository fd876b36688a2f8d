/**
 * A worker without the second wall: it evaluates the first target's source as it stands, with the whole global scope of
 * a worker and `run`, its number, in reach. What it cannot do, no cell can.
 */
const Async = (async () => {}).constructor as new (...args: string[]) => (run: number, send: (message: unknown) => void) => Promise<unknown>;

addEventListener("message", async ({ data }: MessageEvent) => {
  if (data.type !== "run") return;
  const { run, request } = data;
  const cell = request.cells.find((c: { id: string }) => c.id === request.targets[0]);
  const send = (message: unknown): void => self.postMessage(message);
  const say = (event: object): void => send({ type: "event", run, event: { cell: cell.id, ...event } });
  send({ type: "begun", run });
  say({ type: "start" });
  try {
    const value = await new Async("run", "send", cell.source)(run, send);
    say({ type: "output", index: 0, output: { kind: "drawing", of: "text", tree: { tag: "pre", children: [String(value)] } } });
    say({ type: "done", elapsedMs: 0, warnings: [] });
  } catch (error) {
    say({ type: "error", error: { kind: "runtime", message: String(error) }, elapsedMs: 0 });
  }
  send({ type: "finished", run });
});
self.postMessage({ type: "ready" });
