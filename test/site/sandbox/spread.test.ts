/** Tasks over several workers: right, quick to stop, resumed where they were stopped, and no way out or to the page's time. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attacks } from "../harness/attacks.ts";
import { openBrowser } from "../harness/browser.ts";
import { serveSandbox, type SandboxSite } from "../harness/openSandbox.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { expectLive, watchFrames } from "../harness/watchFrames.ts";

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

/** A function that takes about `ms` milliseconds and gives what identifies its worker, since each has a number of its own. */
const busy = `const me = Math.random();
const work = (n: number) => { const end = Date.now() + 30; let x = 0; while (Date.now() < end) x += Math.sqrt(x); return { n, square: n * n, me }; };`;

test("tasks go over several workers, each with what the function reads, and the results come in the order of the tasks", async () => {
  const { outcome, shown, cores } = await page.evaluate(async (busy) => {
    const { run, shown } = window.tools;
    const outcome = await run({
      above: `import { dataset } from "problems";\nconst penguins = await dataset("penguins");\nconst factor = penguins.length;\n${busy}`,
      a: `const found = await spread(Array.from({ length: 20 }, (_, n) => n), (n) => ({ ...work(n), times: n * factor }));
        console.log(JSON.stringify([found.map(({ n }) => n), found.map(({ times }) => times), new Set(found.map(({ me }) => me)).size, found.some((r) => r.me === me)]))`,
    });
    return { outcome, shown: shown("a").split("\n").at(-1)!, cores: navigator.hardwareConcurrency };
  }, busy);
  const [order, times, workers, own] = JSON.parse(shown);
  expect(outcome).toBe("done");
  expect(order).toEqual(Array.from({ length: 20 }, (_, n) => n));
  expect(times).toEqual(order.map((n: number) => 2 * n));
  expect(workers).toBe(Math.min(cores, 16));
  expect(own).toBe(false);
});

test("progress tells how many are done and the time left, and what is shown meanwhile replaces itself", async () => {
  const { labels, lives } = await page.evaluate(async (busy) => {
    const { run, events } = window.tools;
    events.length = 0;
    await run({
      a: `${busy}\nawait spread(Array.from({ length: 40 }, (_, n) => n), work, { meanwhile: (sofar) => live(sofar.filter(Boolean).length) });`,
    });
    const outputs = events.flatMap((event) => (event.type === "output" ? [event] : []));
    return {
      labels: outputs.flatMap(({ output }) => (output.kind === "progress" ? [output.label] : [])),
      lives: outputs.flatMap(({ index, output }) =>
        output.kind === "drawing" && output.of === "value" ? [[index, Number(window.tools.shownText(output))]] : [],
      ),
    };
  }, busy);
  expect(labels[0]).toBe("0 of 40");
  expect(labels.at(-1)).toBe("40 of 40");
  expect(labels.some((label) => /^\d+ of 40, about \d+ s left$/.test(label))).toBe(true);
  expect(lives.at(-1)).toEqual([1, 40]);
  expect(new Set(lives.map(([index]) => index))).toEqual(new Set([1]));
});

test("a stop keeps what is done: the next run does the rest, and one with more tasks does only those", async () => {
  const result = await page.evaluate(async (busy) => {
    const { run, sandbox, until, events, shown } = window.tools;
    const cells = (tasks: number) => ({
      w: busy,
      a: `const all = await spread(Array.from({ length: ${tasks} }, (_, n) => n), work);\nconsole.log(JSON.stringify(all.map(({ me }) => me)))`,
    });
    const workersIn = () => JSON.parse(shown("a").split("\n").at(-1)!) as number[];
    const doneIn = () =>
      events.flatMap((e) => (e.type === "output" && e.output.kind === "progress" ? [Number(e.output.label.split(" ")[0])] : [])).at(-1) ?? 0;
    events.length = 0;
    const first = run(cells(40));
    await until(() => doneIn() >= 10);
    sandbox.stop();
    const outcome = await first;
    const done = doneIn();
    await run(cells(40));
    const second = workersIn();
    await run(cells(44));
    const third = workersIn();
    await run({ ...cells(44), w: busy + "\n// another source" });
    return { outcome, done, second, third, fourth: workersIn() };
  }, busy);
  expect(result.outcome).toBe("stopped");
  const old = result.second.slice(0, result.done);
  // Two generations of helpers: those of the first run and those of the second.
  expect(new Set(result.second).size).toBeGreaterThan(new Set(old).size);
  expect(result.third.slice(0, 40)).toEqual(result.second);
  expect(result.fourth.filter((me) => result.third.includes(me))).toEqual([]);
});

test("what a task throws is the cell's error, at its line", async () => {
  const error = await page.evaluate(async () => {
    const { run, events } = window.tools;
    events.length = 0;
    await run({ a: `await spread([1, 2, 3], (n) => {\n  if (n === 2) throw new RangeError("two is too many");\n  return n;\n});` });
    return events.flatMap((event) => (event.type === "error" ? [event.error] : []))[0];
  });
  expect(error).toMatchObject({ kind: "runtime", line: 2 });
  expect(error.message).toContain("two is too many");
});

describe("hostile tasks", () => {
  test.each([
    ["endless loops in all workers", "await spread([1, 2, 3, 4, 5, 6, 7, 8], () => { for (;;); })"],
    ["promises that never settle", "await spread([1, 2, 3, 4], () => new Promise(() => {}))"],
    ["spread after spread, none awaited", "for (let i = 0; i < 1000; i++) void spread([i], () => { for (;;); });\nawait new Promise(() => {})"],
    ["outputs from tasks", "await spread([1, 2, 3, 4], () => { for (;;) display(1); })"],
    ["tasks within tasks", "await spread([1, 2], () => spread([1, 2], () => { for (;;); }))"],
    [
      "an endless loop before the helpers' call",
      "const first = Math.random();\nif (first !== await spread([0], () => 0).then(() => first)) for (;;);\nfor (;;) await spread([Math.random()], () => 1)",
    ],
  ])("%s do not hold up the page, are stopped, and the next run is right", async (_, source) => {
    const frames = await watchFrames(browser, page, () =>
      page.evaluate(async (hostile) => {
        const { run, sandbox, shown, events } = window.tools;
        events.length = 0;
        const running = run({ a: hostile });
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        sandbox.stop();
        const outcome = await running;
        const next = await run({ b: "const squares = await spread([1, 2, 3], (n) => n * n);\nconsole.log(squares.join())" });
        return { outcome, next, answer: shown("b").split("\n").at(-1), events: events.length };
      }, source),
    );
    expectLive(frames);
    expect(frames.result).toMatchObject({ outcome: "stopped", next: "done", answer: "1,4,9" });
    expect(frames.result.events).toBeLessThan(4_000);
  });

  test.each([
    ["ten thousand and one tasks", "await spread(Array(10_001).fill(0), () => 0)", "too many tasks"],
    ["a task that is no plain data", "await spread([new Map()], () => 0)", "invalid data: task 0 holds a Map"],
    ["a result that is no plain data", "await spread([1], () => new Set())", "invalid data: the result of a task holds a Set"],
    ["no function", "await spread([1], 7)", "invalid work: 7"],
    ["no tasks", "await spread(7, () => 0)", "invalid tasks: 7"],
  ])("%s: an error that says so", async (_, source, said) => {
    expect(await page.evaluate(async (cell) => (await window.tools.run({ a: cell }), window.tools.shown("a")), source)).toContain(said);
  });
});

describe("from a helper", () => {
  let server: CountingServer;
  beforeAll(async () => {
    server = await serve({ "/": "<!doctype html><title>target</title>" });
  });
  afterAll(() => server?.close());

  test("no attack reaches a server", async () => {
    sandbox.site.forget();
    const bodies = attacks
      .filter(({ reaches }) => reaches)
      .map(({ source }) => `const G = (0, eval)("this"), T = ${JSON.stringify(server.address)}, W = T.replace("http", "ws");\n${source}`);
    const outcome = await page.evaluate(async (sources) => {
      const { run, sandbox, until, events } = window.tools;
      events.length = 0;
      const running = run({
        a: `const Async = (async () => {}).constructor;\nconst bodies = ${JSON.stringify(sources)};
        await spread(bodies.map((_, i) => i), (i) => Promise.race([Async(bodies[i])().then(() => "done", String), new Promise((resolve) => (0, eval)("setTimeout")(resolve, 300, "silence"))]));`,
      });
      const end = performance.now() + 30_000;
      await until(() => events.some((e) => e.type === "done" || e.type === "error") || performance.now() > end);
      sandbox.stop();
      return running;
    }, bodies);
    expect(outcome).toBe("done");
    const ordinary = await browser.newPage();
    await ordinary.goto(server.address);
    await ordinary.close();
    expect(server.requests.map(({ path }) => path).filter((path) => path !== "/" && !path.includes("favicon"))).toEqual([]);
    expect(sandbox.site.requests).toEqual([]);
  });
});
