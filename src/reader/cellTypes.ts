import { codeError } from "../notebook/codeLimits.ts";
import type { Cell } from "../notebook/types.ts";
import { ofThisBuild } from "../offline/pageBuild.ts";
import type { CellText, CellTypes } from "../editor/types/messages.ts";
import type { TypesClient } from "../editor/types/typesClient.ts";
import { areTypesOn, onTypesTurned } from "./typesSwitch.ts";

export interface Types {
  /** The reader has edited a cell: from now on there may be types. */
  edited(): void;
  /** What the editor of a cell asks. */
  of(id: string): CellTypes;
}

/** The types of a page's cells; `cells` gives these as they stand. */
export function createTypes(cells: () => readonly Pick<Cell, "id" | "source" | "scope">[]): Types {
  const watchers = new Set<() => void>();
  let hasEdited = false;
  let isStarting = false;
  let hasFailed = false;
  let isReady = false;
  let client: TypesClient | undefined;
  let isTelling = false;

  /** After what is going on now: an editor that is just being changed cannot be told. */
  function tell(): void {
    if (isTelling) return;
    isTelling = true;
    queueMicrotask(() => {
      isTelling = false;
      for (const watcher of [...watchers]) watcher();
    });
  }

  /** Loads TypeScript when the page is idle, unless the reader saves data or wants no types. */
  function start(): void {
    const { saveData } = (navigator as { connection?: { saveData?: boolean } }).connection ?? {};
    if (!hasEdited || isStarting || hasFailed || saveData || !areTypesOn()) return;
    isStarting = true;
    (globalThis.requestIdleCallback ?? setTimeout)(() => void load().catch(fail));
  }

  async function load(): Promise<void> {
    const { startTypes } = await import("../editor/types/typesClient.ts");
    // It may have been turned off, and on again, meanwhile.
    if (!isStarting || client) return;
    client = startTypes({
      declarations: new URL(ofThisBuild(`${import.meta.env.BASE_URL.replace(/\/*$/, "/")}types.json`), location.href).href,
      onReady() {
        isReady = true;
        tell();
      },
      onFailed: fail,
    });
  }

  /** Without them the editor has the names that the build knows. */
  function fail(): void {
    hasFailed = true;
    end();
  }

  function end(): void {
    client?.end();
    client = undefined;
    isStarting = isReady = false;
    tell();
  }

  onTypesTurned((areOn) => {
    hasFailed = false;
    if (areOn) start();
    else end();
  });

  /** Those that are within the limits of code: others are nobody's to read. */
  const fits = new Map<string, { source: string; does: boolean }>();
  function isWithinLimits(id: string, source: string): boolean {
    if (fits.get(id)?.source !== source) fits.set(id, { source, does: codeError(source) === undefined });
    return fits.get(id)!.does;
  }

  return {
    edited() {
      hasEdited = true;
      if (isReady) tell();
      else start();
    },
    of: (id) => ({
      areThere: () => isReady,
      watch(onChange) {
        watchers.add(onChange);
        return () => void watchers.delete(onChange);
      },
      async ask(code, question, ...rest) {
        if (!isReady || !client || !isWithinLimits(id, code)) return undefined;
        const all = cells();
        const scope = all.find((cell) => cell.id === id)?.scope;
        const texts = all
          .filter((cell) => cell.scope === scope)
          .map((cell): CellText => ({ id: cell.id, code: cell.id === id ? code : cell.source }))
          .filter((cell) => isWithinLimits(cell.id, cell.code));
        return client.ask(texts, id, question, ...rest);
      },
    }),
  };
}
