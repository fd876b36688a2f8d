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

test("cells import the optimizers and the problems, and what they show arrives", async () => {
  const shown = await page.evaluate(async () => {
    const { run, shown } = window.tools;
    const outcome = await run({
      train: `import { adam } from "optim";\nconst theta = new Float64Array([1]);\nconst { init, step } = adam({ lr: 0.5 });\nstep(theta, new Float64Array([3]), init(1));`,
      result: "display(Plot.dot([theta[0]]).plot());\ntheta[0].toFixed(3)",
      dialect: `import { sgd } from "optim/pytorch";\ntypeof sgd`,
    });
    return [outcome, shown("result"), shown("dialect")];
  });
  expect(shown).toEqual(["done", "[plot]\n0.500", "function"]);
});

test("a file of a data set that the sandbox knows is fetched by the page, once", async () => {
  const shown = await page.evaluate(async () => {
    const { run, shown } = window.tools;
    await run({ a: `import { dataset } from "problems";\nconst penguins = await dataset("penguins");\npenguins.length` });
    return shown("a");
  });
  expect(shown).toBe("2");
  expect(sandbox.site.counts()["empty /data/penguins.json"]).toBe(1);
});

test("a run that is stopped keeps what it had shown, and the next one makes the values it needs anew, silently", async () => {
  const result = await page.evaluate(async () => {
    const { run, sandbox, until, shown, events } = window.tools;
    const cells = { x: "const x = 2;", y: "display(x);\nwhile (true) {}", z: "x * 3" };
    const outcome = run(cells, ["y"]);
    await until(() => shown("y") === "2");
    sandbox.stop();
    const stopped = await outcome;
    const before = events.length;
    const next = await run(cells, ["z"]);
    return {
      stopped,
      next,
      y: shown("y"),
      z: shown("z"),
      started: events
        .slice(before)
        .filter((e) => e.type === "start")
        .map((e) => e.cell),
    };
  });
  expect(result).toEqual({ stopped: "stopped", next: "done", y: "2", z: "6", started: ["z"] });
});

test("a run of the cell that hangs, mended, takes its place at once, and both requests are served", async () => {
  const result = await page.evaluate(async () => {
    const { run, until, events, shown } = window.tools;
    const hung = run({ a: "while (true) {}", b: "1 + 1" }, ["a", "b"]);
    await until(() => events.some((event) => event.type === "start" && event.cell === "a"));
    const mended = run({ a: "7", b: "1 + 1" }, ["a"]);
    return [await hung, await mended, shown("a"), shown("b")];
  });
  expect(result).toEqual(["done", "done", "7", "2"]);
});

test("while a slider moves faster than its cell can follow, no backlog grows, and the last position is never lost", async () => {
  const seen = await page.evaluate(async () => {
    const { run, shown, events } = window.tools;
    const cells = {
      s: `const lr = slider("lr", { min: 0, max: 1000, step: 1 });`,
      t: "let sum = 0;\nfor (let i = 0; i < 3e6; i++) sum += Math.sin(i + lr);\nlr",
    };
    await run(cells);
    const before = events.length;
    const all = [];
    for (let value = 1; value <= 200; value++) {
      all.push(run(cells, ["s"], { inputs: { s: { lr: value } }, reason: "input" }));
      await new Promise((resolve) => setTimeout(resolve));
    }
    const moved = events.length;
    await Promise.all(all);
    const starts = (list: typeof events) => list.filter((event) => event.type === "start" && event.cell === "t").length;
    return { last: shown("t"), during: starts(events.slice(before, moved)), after: starts(events.slice(moved)) };
  });
  expect(seen.last).toBe("200");
  expect(seen.during).toBeGreaterThan(1);
  expect(seen.during).toBeLessThan(200);
  // The run that goes on at the last move, and the one for it.
  expect(seen.after).toBeLessThanOrEqual(2);
});
