import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkedExercises, type HandIn } from "../../../src/reader/handIn/handInFile.ts";
import { createRechecker, type Rechecker } from "../../../src/reader/handIn/recheck.ts";
import { toCells } from "../../../src/notebook/toCell.ts";
import type { RunRequest, ShownEvent } from "../../../src/notebook/types.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";

const fence = (meta: string, source: string) => ({ lang: "ts", meta: `cell ${meta}`, source, line: 1 });
const cells = toCells([
  fence("id=base", "const a = slider('a', { min: 0, max: 1 });"),
  fence("id=starter exercise=one", "const x = 0;"),
  fence("id=verdict exercise=one check", 'check("x", x, 1);'),
]);
const notebook: NotebookData = { locale: "en", cells, outputs: {}, dependsOn: {}, optimizers: [] };
const [exercise] = checkedExercises(cells);
const file = (source?: string, inputs: HandIn["inputs"] = {}): HandIn => ({
  chapter: "en/sgd",
  edition: "",
  made: "",
  name: "",
  answers: new Map([["one", { source, claim: "right" }]]),
  inputs,
});

/** A sandbox that runs what it is told to, and says what the test has it say. */
let asked: RunRequest[] = [];
let disposed = 0;
let say: (event: ShownEvent) => void;
let end: (outcome: "done" | "stopped") => void;
let rechecker: Rechecker;
beforeEach(() => {
  vi.useFakeTimers();
  [asked, disposed] = [[], 0];
  rechecker = createRechecker(({ onEvent, onRun }) => {
    say = onEvent;
    return {
      warm() {},
      keepWaiting() {},
      stop: () => end("stopped"),
      dispose: () => void disposed++,
      run(request) {
        asked.push(request);
        onRun(request);
        return new Promise((resolve) => (end = resolve));
      },
    };
  });
});
afterEach(() => void vi.useRealTimers());

const verdict = (passed: boolean, cell = "verdict"): ShownEvent => ({
  type: "output",
  cell,
  index: 0,
  output: { kind: "drawing", of: "check", passed },
});
const failed = (cell: string, kind: "runtime" | "waiting" | "upstream", message: string): ShownEvent => ({
  type: "error",
  cell,
  error: { kind, message },
  elapsedMs: 0,
});
const check = (source?: string, inputs?: HandIn["inputs"]) => rechecker.check(notebook, file(source, inputs), exercise, 10_000);
async function after(source: string, ...events: ShownEvent[]) {
  const found = check(source);
  events.forEach(say);
  end("done");
  return found;
}

test("an answer runs in the place of its starter, with the site's own check and the file's positions of the site's cells", async () => {
  const found = check("const x = 1;", { base: { a: 0.5 }, other: { a: 1 }, ["__proto__"]: {} });
  say(verdict(true));
  end("done");
  expect(await found).toEqual({ verdict: "right", shown: { kind: "drawing", of: "check", passed: true } });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ targets: ["starter", "verdict"], inputs: { base: { a: 0.5 } }, reason: "run" });
  expect(Object.keys(asked[0].inputs)).toEqual(["base"]);
  expect(asked[0].cells).toEqual(cells.with(1, { ...cells[1], source: "const x = 1;", edited: true }));
});

test("what the check's cell says last is the verdict; what the answer's own cell shows is none", async () => {
  expect(await after("1", verdict(true), verdict(false))).toMatchObject({ verdict: "wrong" });
  expect(await after("1", verdict(true, "starter"))).toMatchObject({ verdict: "error" });
  expect(await after("1", failed("starter", "runtime", "oh"), failed("verdict", "upstream", "starter"))).toEqual({ verdict: "error", error: "oh" });
  expect(await after("1", verdict(true), failed("verdict", "runtime", "late"))).toEqual({ verdict: "error", error: "late" });
  expect(await after("1", failed("starter", "waiting", "predict"))).toEqual({ verdict: "none" });
});

test("a starter as the author wrote it is no answer, whatever the file claims, and nothing runs for it", async () => {
  expect([await check(), await check(cells[1].source)]).toEqual([{ verdict: "none" }, { verdict: "none" }]);
  expect(asked).toEqual([]);
});

test("an answer has its time from its own start: what it rests on is the author's", async () => {
  const found = check("for (;;);");
  await vi.advanceTimersByTimeAsync(9_000);
  say({ type: "start", cell: "starter" });
  await vi.advanceTimersByTimeAsync(9_000);
  const early = await Promise.race([found, Promise.resolve("still running")]);
  expect(early).toBe("still running");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await found).toEqual({ verdict: "endless" });
  expect(vi.getTimerCount()).toBe(0);
});

test("a run that was stopped has found nothing; one that ended its sandbox has an error", async () => {
  const stopped = check("1");
  rechecker.stop();
  expect(await stopped).toBeUndefined();
  const lost = check("1");
  say(failed("starter", "runtime", "this run was ended: no memory"));
  end("stopped");
  expect(await lost).toMatchObject({ verdict: "error", error: "this run was ended: no memory" });
  expect(vi.getTimerCount()).toBe(0);
});

test("another file's answers run in another sandbox", async () => {
  await after("1", verdict(true));
  rechecker.renew();
  rechecker.renew();
  expect(disposed).toBe(1);
  await after("2", verdict(true));
  expect(disposed).toBe(1);
});
