/** Script of the supervisor's thread. Its first message brings the worker's script and the port of the page. */
import type { ToSandbox } from "./messages.ts";
import type { StartMessage } from "./startWatch.ts";
import { supervise } from "./supervise.ts";

/** What the frame hands on. */
export interface SupervisorStart {
  worker: string;
  files: string[];
}

const scope = globalThis as unknown as DedicatedWorkerScope;

/** The part of a dedicated worker's global scope used here (TypeScript's `dom` and `webworker` libraries exclude each other). */
export interface DedicatedWorkerScope {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

const tellFrame = (message: StartMessage): void => scope.postMessage(message);

scope.onmessage = ({ data, ports: [page] }: MessageEvent<SupervisorStart>) => {
  if (!page) throw new Error("the supervisor was started without the page's port");
  const url = URL.createObjectURL(new Blob([data.worker], { type: "text/javascript" }));
  const receive = supervise({
    spawn({ hear, fail }) {
      tellFrame("starting");
      const worker = new Worker(url);
      tellFrame("started");
      worker.onmessage = (event) => hear(event.data);
      worker.onmessageerror = () => hear(undefined);
      worker.onerror = (event) => {
        event.preventDefault();
        fail(event.message || "the worker did not start");
      };
      return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
    },
    send: (message) => page.postMessage(message),
    files: new Set(data.files),
    cores: navigator.hardwareConcurrency || 1,
    now: () => performance.now(),
    later: (task, ms) => void setTimeout(task, ms),
  });
  page.onmessage = (event: MessageEvent<ToSandbox>) => receive(event.data);
};
