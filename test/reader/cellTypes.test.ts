import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { codeLimits } from "../../src/notebook/codeLimits.ts";

const started = vi.hoisted(() => ({ setups: [] as { onReady(): void; onFailed(): void }[], ask: vi.fn(), end: vi.fn() }));
vi.mock("../../src/editor/types/typesClient.ts", () => ({
  startTypes(setup: { onReady(): void; onFailed(): void }) {
    started.setups.push(setup);
    return { ask: started.ask, end: started.end };
  },
}));

// Each test has a page of its own.
let createTypes: typeof import("../../src/reader/cellTypes.ts").createTypes;
let turnTypes: typeof import("../../src/reader/typesSwitch.ts").turnTypes;
let idle: (() => void)[];
beforeEach(async () => {
  vi.resetModules();
  ({ createTypes } = await import("../../src/reader/cellTypes.ts"));
  ({ turnTypes } = await import("../../src/reader/typesSwitch.ts"));
  idle = [];
  vi.stubGlobal("requestIdleCallback", (task: () => void) => void idle.push(task));
  vi.stubGlobal("document", { querySelector: () => null });
  vi.stubGlobal("location", { href: "https://site.test/sgd/" });
  started.setups.length = 0;
  started.ask.mockReset();
  started.end.mockReset();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** All that waits for the page to be idle. */
async function whenIdle(): Promise<void> {
  for (const task of idle.splice(0)) task();
  await vi.dynamicImportSettled();
}

const cells = [
  { id: "one", source: "const one = 1;" },
  { id: "long", source: "x".repeat(codeLimits.bytes + 1) },
  { id: "deep", source: "(".repeat(codeLimits.depth + 1) },
];

test("nothing is loaded before the first edit, nor before the page is idle, nor twice", async () => {
  const types = createTypes(() => cells);
  await whenIdle();
  types.edited();
  expect(started.setups).toHaveLength(0);
  types.edited();
  await whenIdle();
  types.edited();
  await whenIdle();
  expect(started.setups).toHaveLength(1);
});

test("no code beyond the limits of cells is sent, nor is anything asked of it; the cell that is edited is sent as its editor has it", async () => {
  const types = createTypes(() => cells);
  types.edited();
  await whenIdle();
  expect(await types.of("one").ask("one", "marks")).toBeUndefined();
  started.setups[0].onReady();
  started.ask.mockResolvedValue([]);
  await types.of("one").ask("newer", "membersAt", 3);
  expect(started.ask.mock.calls).toEqual([[[{ id: "one", code: "newer" }], "one", "membersAt", 3]]);
  expect(await types.of("long").ask(cells[1].source, "marks")).toBeUndefined();
  expect(await types.of("deep").ask(cells[2].source, "marks")).toBeUndefined();
  expect(started.ask).toHaveBeenCalledOnce();
});

test("a cell is asked about among the cells of its scope alone", async () => {
  const scoped = [
    { id: "sgd-run", source: "const run = 1;", scope: "sgd" },
    { id: "adam-run", source: "const run = 2;", scope: "adam" },
    { id: "adam-plot", source: "run", scope: "adam" },
  ];
  const types = createTypes(() => scoped);
  types.edited();
  await whenIdle();
  started.setups[0].onReady();
  started.ask.mockResolvedValue([]);
  await types.of("adam-plot").ask("run + 1", "marks");
  expect(started.ask.mock.calls[0]![0]).toEqual([
    { id: "adam-run", code: "const run = 2;" },
    { id: "adam-plot", code: "run + 1" },
  ]);
});

test("editors are told when types come, go, and when a cell is edited; once they have failed nothing loads them again but the switch", async () => {
  const types = createTypes(() => cells);
  const told = vi.fn();
  const end = types.of("one").watch(told);
  types.edited();
  await whenIdle();
  started.setups[0].onReady();
  await Promise.resolve();
  expect([told.mock.calls.length, types.of("one").areThere()]).toEqual([1, true]);
  types.edited();
  types.edited();
  await Promise.resolve();
  expect(told).toHaveBeenCalledTimes(2);
  started.setups[0].onFailed();
  await Promise.resolve();
  expect([told.mock.calls.length, types.of("one").areThere()]).toEqual([3, false]);
  types.edited();
  await whenIdle();
  expect(started.setups).toHaveLength(1);
  end();
  turnTypes(false);
  turnTypes(true);
  await whenIdle();
  expect(started.setups).toHaveLength(2);
  expect(told).toHaveBeenCalledTimes(3);
});

test("off, and for who saves data, nothing is loaded; turned off, what runs ends", async () => {
  const types = createTypes(() => cells);
  turnTypes(false);
  types.edited();
  await whenIdle();
  expect(started.setups).toHaveLength(0);
  turnTypes(true);
  await whenIdle();
  expect(started.setups).toHaveLength(1);
  started.setups[0].onReady();
  turnTypes(false);
  expect([started.end.mock.calls.length, types.of("one").areThere()]).toEqual([1, false]);

  turnTypes(true);
  turnTypes(false);
  turnTypes(true);
  await whenIdle();
  expect(started.setups).toHaveLength(2);
  vi.stubGlobal("navigator", { connection: { saveData: true } });
  const saving = createTypes(() => cells);
  saving.edited();
  expect(idle).toHaveLength(0);
});
