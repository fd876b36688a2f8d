/** Cells that never end, flood or grow: the page stays live, a stop works, and the next run is right. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serveSandbox, type SandboxSite } from "../harness/openSandbox.ts";
import { expectLive, watchFrames } from "../harness/watchFrames.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** Runs a cell until it is silent for the limit (0.3 s here), or for `longestMs` if that is shorter; stops it, runs another, and gives what happened. */
async function ordeal(page: Page, source: string, longestMs = 500) {
  const frames = await watchFrames(browser, page, () =>
    page.evaluate(
      async ({ hostile, longestMs }) => {
        const { run, sandbox, silences, until, shown, events } = window.tools;
        silences.length = events.length = 0;
        const running = run({ a: hostile });
        const start = performance.now();
        let ended = false;
        void running.then(() => (ended = true));
        await until(() => ended || silences.length > 0 || performance.now() - start > longestMs);
        sandbox.stop();
        const outcome = await running;
        const next = await run({ b: "6 * 7" });
        return { outcome, next, answer: shown("b"), events: events.length, silence: silences[0]?.cell };
      },
      { hostile: source, longestMs },
    ),
  );
  expectLive(frames);
  return frames.result;
}

describe("in the sandbox", () => {
  let sandbox: SandboxSite, page: Page;
  beforeAll(async () => {
    sandbox = await serveSandbox();
  });
  beforeEach(async () => {
    page = await sandbox.open(browser);
  });
  afterEach(() => page.close());
  afterAll(() => sandbox.site.close());

  test.each([
    ["while (true) {}", "while (true) {}"],
    ["for (;;) await 0", "for (;;) await 0"],
    ["a promise that makes the next one", "const again = () => Promise.resolve().then(again);\nawait again()"],
    ["a promise that never settles", "await new Promise(() => {})"],
    ["a regular expression that backtracks", `/^(a+)+$/.test("a".repeat(40) + "!")`],
    ["a sort whose comparison never ends", "[3, 2, 1].sort(() => { for (;;); })"],
    ["a value that hangs who looks at it", "new Proxy({}, { ownKeys() { for (;;); } })"],
    ["a loop in a prototype that everyone uses", `RegExp.prototype.exec = function () { for (;;); };\n/x/.exec("x")`],
  ])("%s is offered for stopping and stopped, and the next run is right", async (_, source) => {
    // On a machine with other work to do a run takes a while to begin, and the limit counts from there.
    const { outcome, next, answer, silence } = await ordeal(page, source, 10_000);
    expect({ outcome, next, answer, silence }).toEqual({ outcome: "stopped", next: "done", answer: "42", silence: "a" });
  });

  test.each([
    ["outputs", "for (let i = 0; ; i++) display(i)"],
    ["plots", "for (let i = 0; ; i++) display(Plot.line(Array.from({ length: 1000 }, (_, j) => [j, i * j])).plot())"],
    ["progress", "for (let i = 0; ; i++) progress((i % 100) / 100)"],
    ["log lines", "for (let i = 0; ; i++) console.log(i)"],
    ["outputs between promises", "for (let i = 0; ; i++) { display(i); await 0; }"],
  ])("a flood of %s does not hold up the page", async (_, source) => {
    const { outcome, next, answer, events } = await ordeal(page, source);
    expect({ outcome, next, answer }).toEqual({ outcome: "stopped", next: "done", answer: "42" });
    expect(events).toBeLessThan(2_000);
    // Of both cells something stands on the page: what was measured has drawn.
    await expect.poll(() => page.locator("css:light=.output").count()).toBeGreaterThan(1);
  });

  test.each([
    ["a text of 100 MB", `"x".repeat(1e8)`],
    ["a log line of 100 MB", `console.log("x".repeat(1e8))`],
    ["an array of 100 MB", "new Float64Array(1.25e7)"],
    ["an object a hundred thousand levels deep", "let deep = {};\nfor (let i = 0; i < 1e5; i++) deep = { deep };\ndeep"],
    ["an object that holds itself", "const self = {};\nself.self = self;\nself"],
    ["a plot of ten million points", "Plot.line(new Float64Array(1e7)).plot()"],
    ["a table of a million rows", "table(Array.from({ length: 1e6 }, (_, i) => ({ i })))"],
    ["a million outputs", "for (let i = 0; i < 1e6; i++) display(i)"],
    ["a stack that overflows", "const dive = () => dive() + 1;\ndive()"],
    ["an error of 100 MB", `throw new Error("x".repeat(1e8))`],
    ["an object whose reading throws", "({ get x() { throw new Error('no'); }, toString() { throw new Error('no'); } })"],
  ])("%s ends in an output or an error, not in a frozen page", async (_, source) => {
    const frames = await watchFrames(browser, page, () =>
      page.evaluate(async (hostile) => {
        const { run, shown, events } = window.tools;
        events.length = 0;
        const outcome = await run({ a: hostile });
        const next = await run({ b: "6 * 7" });
        return { outcome, next, answer: shown("b"), shown: shown("a").length, events: events.length };
      }, source),
    );
    const { result } = frames;
    expectLive(frames);
    expect(result).toMatchObject({ outcome: "done", next: "done", answer: "42" });
    expect(result.shown).toBeGreaterThan(0);
    expect(result.events).toBeLessThan(2_000);
  });

  test("what a cell does to the prototypes of its world reaches neither the page nor, after a stop, the next run", async () => {
    const result = await page.evaluate(async () => {
      const { run, sandbox, shown } = window.tools;
      const pollution = run({
        a: `Object.prototype.type = "event"; Object.prototype.then = (f) => f(666); Map.prototype.get = () => { throw new Error("mine"); }; Promise.prototype.then = () => {}; await 0`,
      });
      sandbox.stop();
      await pollution;
      const next = await run({ b: "6 * 7" });
      return { next, answer: shown("b"), page: "type" in {} };
    });
    expect(result).toEqual({ next: "done", answer: "42", page: false });
  });
});

describe("with no second wall", () => {
  let rogue: SandboxSite, page: Page;
  beforeAll(async () => {
    rogue = await serveSandbox("test/site/harness/rogueWorker.ts");
  });
  beforeEach(async () => {
    page = await rogue.open(browser);
  });
  afterEach(() => page.close());
  afterAll(() => rogue.site.close());

  const event = `{ type: "event", run, event: { type: "output", cell: "a", index: 0, output: { kind: "drawing", of: "text", tree: { tag: "pre", children: ["x"] } } } }`;
  test.each([
    ["numbers", "for (;;) send(1)"],
    ["well-formed outputs", `for (;;) send(${event})`],
    [
      "outputs of 10 MB",
      `const text = { kind: "drawing", of: "plot", tree: { tag: "svg", pixels: new Float64Array(1.25e6) } }; for (;;) send({ type: "event", run, event: { type: "output", cell: "a", index: 0, output: text } })`,
    ],
    ["100 MB in a message", "send(new ArrayBuffer(1e8)); await new Promise(() => {})"],
    ["ten million parts of a message", "send(Array.from({ length: 1e7 }, () => ({}))); await new Promise(() => {})"],
    ["the levels of a deep message", "let deep = {}; for (let i = 0; i < 500; i++) deep = { deep }; send(deep); await new Promise(() => {})"],
    ["requests for files", `for (;;) send({ type: "read", file: "penguins.json" })`],
    ["results of other cells", `send({ type: "event", run, event: { type: "start", cell: "other" } }); await new Promise(() => {})`],
    ["errors", `setInterval(() => { throw new Error("x"); }, 0); await new Promise(() => {})`],
    ["timers", "for (let i = 0; i < 1e5; i++) setInterval(() => { for (let j = 0; j < 1e5; j++); }, 0); await new Promise(() => {})"],
    [
      "nested workers",
      `const url = URL.createObjectURL(new Blob(["for (;;) postMessage(1)"])); for (let i = 0; i < 4; i++) new Worker(url); await new Promise(() => {})`,
    ],
    [
      "calls for helpers",
      `let job = 0; const keys = Array.from({ length: 100 }, (_, i) => String(i)); for (;;) send({ type: "spread", run, job: ++job, cell: "a", call: 0, keys })`,
    ],
    [
      "calls for helpers, now and then",
      `let job = 0; const keys = Array.from({ length: 100 }, (_, i) => String(i)); setInterval(() => send({ type: "spread", run, job: ++job, cell: "a", call: 0, keys }), 5); await new Promise(() => {})`,
    ],
    [
      "results to keep of 10 MB",
      `const value = new Float64Array(1.25e6); for (let job = 1; ; job++) { send({ type: "spread", run, job, cell: "a", call: 0, keys: [String(job)] }); send({ type: "answer", run, job, index: 0, value }); }`,
    ],
    ["calls of close()", "close(); await new Promise(() => {})"],
  ])("from a rogue worker, %s do not hold up the page, and the next run is right", async (_, source) => {
    const { outcome } = await ordeal(page, source);
    expect(outcome).toBe("stopped");
    const next = await page.evaluate(async () => {
      const { run, shown } = window.tools;
      return [await run({ a: "return 6 * 7" }), shown("a")];
    });
    expect(next).toEqual(["done", "42"]);
    expect(rogue.site.requests.filter(({ path }) => path.startsWith("/data/")).length).toBeLessThanOrEqual(1);
  });
});

test("a cell that takes all memory ends with its own process: the page goes on, says so, and runs the next cell", async () => {
  const small = await openBrowser(["--js-flags=--max-old-space-size=256"]);
  const sandbox = await serveSandbox();
  const page = await sandbox.open(small);
  // The driver takes the end of the sandbox's process for the end of the page, so the page reports to the server.
  const frames = await watchFrames(small, page, async () => {
    void page
      .evaluate(async () => {
        const { run, shown } = window.tools;
        const outcome = await run({ a: "const all = [];\nfor (;;) all.push(new Array(1e5).fill(all.length))" });
        const said = shown("a");
        await fetch(`/report?${JSON.stringify([outcome, /memory/.test(said), await run({ b: "6 * 7" }), shown("b")])}`);
      })
      .catch(() => {});
    return (await sandbox.site.seen("/report")).path;
  });
  expect(decodeURIComponent(frames.result)).toBe(`/report?["stopped",true,"done","42"]`);
  expectLive(frames);
  await small.close();
  await sandbox.site.close();
});
