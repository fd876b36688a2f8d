/** The worker in which TypeScript runs: the page's own thread parses no types. */
import type { Asked, Declarations, FromWorker, Questions, ToWorker } from "./messages.ts";
import { createTypeService, type TypeService } from "./service.ts";

let service: TypeService;
const say = (message: FromWorker): void => postMessage(message);

async function load(address: string): Promise<void> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`cannot load ${address}: ${response.status}`);
  service = createTypeService((await response.json()) as Declarations);
}

function answer({ cells, cell, question, with: rest }: Asked): unknown {
  service.setCells(cells);
  const ask = service.of(cell)[question] as (...rest: Parameters<Questions[typeof question]>) => unknown;
  return ask(...rest);
}

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "ask") say({ type: "answer", id: data.id, answer: answer(data) });
  else
    load(data.declarations).then(
      () => say({ type: "ready" }),
      (error) => say({ type: "failed", why: String(error) }),
    );
});
