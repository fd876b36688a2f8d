/** No run poisons the next: what a cell changes, leaves behind or uses up is over with its run. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serveSandbox, type SandboxSite } from "../harness/openSandbox.ts";

let browser: Browser, sandbox: SandboxSite, page: Page;
beforeAll(async () => {
  [browser, sandbox] = await Promise.all([openBrowser(), serveSandbox()]);
});
beforeEach(async () => {
  page = await sandbox.open(browser);
});
afterEach(() => page.close());
afterAll(async () => {
  await browser?.close();
  await sandbox?.site.close();
});

/** Runs a hostile cell alone, then an ordinary one: what each shows, how the first run ended, and how long the second took. */
const inTurn = (hostile: string) =>
  page.evaluate(async (hostile) => {
    const { run, shown, sandbox } = window.tools;
    await run({ warm: "1" });
    const outcome = await run({ hostile, next: "1" }, ["hostile"]);
    const at = performance.now();
    await run({ hostile: "1", next: `[Math.round(2.4), [1, 2].map((x) => 2 * x), Float64Array.of(5)[0], new Date(0).getTime()].join(" ")` }, [
      "next",
    ]);
    sandbox.stop();
    return { outcome, hostile: shown("hostile"), next: shown("next"), ms: performance.now() - at };
  }, hostile);
const right = '"2 2,4 5 0"'.replaceAll('"', "");

test.each([
  ["Math.round", "Math.round = () => 666", /round/],
  ["Array.prototype.map", "Array.prototype.map = () => []", /map/],
  ["Float64Array.of", "Float64Array.of = () => [0]", /of/],
  ["Object.prototype", "Object.prototype.extra = 1", /extra/],
  ["a standard name, through Function", `(() => {}).constructor('"use strict"; globalThis.Math = {}')()`, /Math/],
  ["timers, which are not there", `(() => {}).constructor("setTimeout(() => {})")()`, /setTimeout/],
  ["a standard name of its own", "const Object = 1", /built into every cell/],
])("a cell that changes %s is told, and the next run is right", async (_, hostile, told) => {
  const seen = await inTurn(hostile);
  expect(seen.hostile).toMatch(told);
  expect(seen.next).toBe(right);
  expect(seen.ms).toBeLessThan(1_000);
});

test.each([
  ["an un-awaited endless loop", "void (async () => { for (;;) await 0; })();\n7"],
  ["a loop that queues itself", `const queue = (() => {}).constructor("return queueMicrotask")();\nconst loop = () => queue(loop);\nloop();\n7`],
])("%s ends with its run, and the next one is right", async (_, hostile) => {
  const seen = await inTurn(hostile);
  expect(seen).toMatchObject({ outcome: "done", hostile: "7", next: right });
  expect(seen.ms).toBeLessThan(1_000);
});

test("a promise that fails unheard ends with its run: the cell that left it behind says so, and no later one", async () => {
  const seen = await inTurn('void Promise.reject(new Error("left behind"));\n7');
  expect(seen).toMatchObject({ outcome: "done", hostile: "7\nleft behind", next: right });
});

test("regular expressions, which are not frozen, are right again before the next run's code is read", async () => {
  const seen = await inTurn("RegExp.prototype.exec = () => null;\nRegExp.prototype.test = () => true;\n7");
  expect(seen).toMatchObject({ outcome: "done", next: right });
});

test("a name __proto__ is a name like others", async () => {
  expect(await inTurn("const __proto__ = 1;\n__proto__ + 1")).toMatchObject({ outcome: "done", hostile: "2", next: right });
});

test("half a character in an error or a text is replaced", async () => {
  const seen = await inTurn(String.raw`display("a\ud800b"); throw new Error("c\ud800d")`);
  expect(seen.hostile).toBe("a\ufffdb\nc\ufffdd");
  expect(seen.next).toBe(right);
});
