/** In Firefox a cell that uses up all memory takes the page's own process with it: what the reader changed must be kept by then. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { words } from "../../src/i18n/index.ts";
import type { Cell, InputSpec } from "../../src/notebook/types.ts";
import type { CellView } from "../../src/reader/cellView.ts";
import { createChanges } from "../../src/reader/changes.ts";
import { keptPrefix } from "../../src/reader/keptPrefix.ts";
import type { Runs } from "../../src/reader/runs.ts";

const cell: Cell = { id: "a", title: "a", source: "1", line: 1, hidden: false, form: "both", run: "build" };
const input: InputSpec = { type: "slider", key: "lr", label: "lr", min: 0, max: 1, value: 0.5 } as InputSpec;

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function setup() {
  let source = cell.source;
  /** What the storage held when a run was asked for. */
  const atRun: unknown[] = [];
  const kept = () => JSON.parse(stored.get(`${keptPrefix("en/sgd")}a`) ?? "null") as { source?: string; inputs: object } | null;
  const view = {
    id: "a",
    element: { contains: () => false },
    source: () => source,
    setSource: (text: string) => void (source = text),
    canReset() {},
    clearNotices() {},
    setInputs() {},
    notice() {},
  } as unknown as CellView;
  const runs = { refresh() {}, outdate() {}, shows: () => false, hasRun: () => true, run: async () => void atRun.push(kept()) } as unknown as Runs;
  const changes = createChanges({
    chapter: "en/sgd",
    views: new Map([["a", view]]),
    onChange() {},
    onConflict() {},
    runs,
    words: words("en"),
    peerWindows: undefined,
    notebook: { locale: "en", cells: [cell], outputs: { a: [{ kind: "input", input }] }, dependsOn: {}, optimizers: [] },
  });
  return {
    changes,
    view,
    kept,
    atRun,
    type: (text: string) => {
      source = text;
      changes.edited("a", text);
    },
  };
}

test("an edit is kept in the moment it is made, before anything can run", () => {
  const { type, kept } = setup();
  type("const all = []; for (;;) all.push(new Float64Array(1e7))");
  expect(kept()?.source).toBe("const all = []; for (;;) all.push(new Float64Array(1e7))");
});

test("a moved input is kept before its run is asked for", () => {
  const { changes, atRun } = setup();
  changes.moved("a", "lr", 0.25);
  expect(atRun).toMatchObject([{ inputs: { lr: 0.25 } }]);
});

test("a reset is kept before its run is asked for", () => {
  const { changes, view, type, atRun } = setup();
  type("2");
  changes.reset(view);
  expect(atRun).toEqual([null]);
});
