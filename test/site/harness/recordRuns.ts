import { build } from "esbuild";
import type { Page } from "playwright-core";
import type { CellError, ShownEvent, Shown } from "../../../src/notebook/types.ts";
import { deserialise } from "../../../src/output/serialise.ts";

/** What the sandbox has said of a cell in its last run. */
export interface Recorded {
  outputs: Shown[];
  ended: boolean;
  error?: CellError;
}

declare global {
  var recorded: { cells: Record<string, Recorded>; runs: number };
  var lib: { serialise(value: unknown): string };
}

let serialiser: Promise<string> | undefined;

/** Before a page is loaded: notes every event that comes out of the sandbox, as data, beside what the page makes of it. */
export async function recordRuns(page: Page): Promise<void> {
  serialiser ??= build({ entryPoints: ["src/output/serialise.ts"], bundle: true, write: false, format: "iife", globalName: "lib" }).then(
    ({ outputFiles }) => outputFiles[0].text,
  );
  await page.addInitScript({ content: `if (self === top) { ${await serialiser}; globalThis.lib = lib; }` });
  await page.addInitScript(listen);
}

function listen(): void {
  if (self !== top) return;
  globalThis.recorded = { cells: {}, runs: 0 };
  const { get, set } = Object.getOwnPropertyDescriptor(MessagePort.prototype, "onmessage")!;
  const note = (event: ShownEvent) => {
    if (event.type === "queued") return;
    if (event.type === "start") recorded.cells[event.cell] = { outputs: [], ended: false };
    const cell = (recorded.cells[event.cell] ??= { outputs: [], ended: false });
    if (event.type === "output") cell.outputs[event.index] = event.output;
    else if (event.type !== "start") cell.ended = true;
    if (event.type === "error") cell.error = event.error;
  };
  Object.defineProperty(MessagePort.prototype, "onmessage", {
    get,
    set(this: MessagePort, handler: ((event: MessageEvent) => void) | null) {
      set!.call(
        this,
        handler &&
          ((event: MessageEvent) => {
            for (const report of event.data?.reports ?? []) {
              if (report.type === "event") note(report.event);
              if (report.type === "finished") recorded.runs++;
            }
            handler(event);
          }),
      );
    },
  });
}

/** What every cell has said so far, numbers as the site stores them: to seven digits. */
export async function recordedCells(page: Page): Promise<Record<string, Recorded>> {
  return deserialise(await page.evaluate(() => lib.serialise(recorded.cells))) as Record<string, Recorded>;
}

/** Where two outputs differ, numbers by more than both roundings together; at most ten places. */
export function differences(built: unknown, got: unknown, path = "", tolerance = 3e-6): string[] {
  if (typeof built === "number" && typeof got === "number") {
    return Object.is(built, got) || Math.abs(built - got) <= tolerance * Math.max(Math.abs(built), Math.abs(got))
      ? []
      : [`${path}: ${built} at build, ${got} in the page`];
  }
  if (typeof built !== "object" || built === null || typeof got !== "object" || got === null) {
    return built === got ? [] : [`${path}: ${JSON.stringify(built)} at build, ${JSON.stringify(got)} in the page`];
  }
  if (built.constructor !== got.constructor) return [`${path}: ${built.constructor.name} at build, ${got.constructor.name} in the page`];
  // Single-precision samples are stored to five digits.
  const own = built instanceof Float32Array ? 3e-4 : tolerance;
  const keys = [...new Set([...Object.keys(built), ...Object.keys(got)])];
  return keys.flatMap((key) => differences(built[key as keyof object], got[key as keyof object], `${path}.${key}`, own)).slice(0, 10);
}
