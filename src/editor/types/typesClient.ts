/** The page's side of the worker of types. */
import type { Answer, CellText, FromWorker, Questions, ToWorker } from "./messages.ts";

export interface TypesClient {
  /** Nothing where the worker has ended. */
  ask<Q extends keyof Questions>(
    cells: readonly CellText[],
    cell: string,
    question: Q,
    ...rest: Parameters<Questions[Q]>
  ): Promise<Answer<Q> | undefined>;
  end(): void;
}

interface Setup {
  /** The address of the built site's declarations. */
  declarations: string;
  onReady(): void;
  /** It could not be loaded, or did not answer in time: it has been ended. */
  onFailed(): void;
  /** Milliseconds that an answer may take: the first is some seconds of work, more on a phone. */
  patience?: number;
}

export function startTypes({ declarations, onReady, onFailed, patience = 30_000 }: Setup): TypesClient {
  const worker = new Worker(new URL("./typesWorker.ts", import.meta.url), { type: "module", name: "types" });
  const waiting = new Map<number, { resolve(answer: unknown): void; timer: ReturnType<typeof setTimeout> }>();
  let asked = 0;
  let hasEnded = false;

  function end(): void {
    hasEnded = true;
    worker.terminate();
    for (const { resolve, timer } of waiting.values()) {
      clearTimeout(timer);
      resolve(undefined);
    }
    waiting.clear();
  }
  function fail(): void {
    if (hasEnded) return;
    end();
    onFailed();
  }

  const say = (message: ToWorker): void => worker.postMessage(message);
  worker.onerror = fail;
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if (data.type === "ready") return onReady();
    if (data.type === "failed") return fail();
    const { resolve, timer } = waiting.get(data.id)!;
    waiting.delete(data.id);
    clearTimeout(timer);
    resolve(data.answer);
  };
  say({ type: "load", declarations });

  return {
    end,
    ask<Q extends keyof Questions>(cells: readonly CellText[], cell: string, question: Q, ...rest: Parameters<Questions[Q]>) {
      if (hasEnded) return Promise.resolve(undefined);
      const id = asked++;
      return new Promise<Answer<Q> | undefined>((resolve) => {
        waiting.set(id, { resolve: resolve as (answer: unknown) => void, timer: setTimeout(fail, patience) });
        say({ type: "ask", id, cells, cell, question, with: rest });
      });
    },
  };
}
