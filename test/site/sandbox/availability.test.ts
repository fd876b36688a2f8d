/** Whether the sandbox can be had, and by whom. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { sandboxSite } from "../harness/sandboxSite.ts";
import { serve, type CountingServer } from "../harness/serve.ts";

let browser: Browser, pages: Record<string, string>;
const servers: CountingServer[] = [];
beforeAll(async () => {
  [browser, pages] = await Promise.all([openBrowser(), sandboxSite()]);
});
afterAll(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.close()));
});

async function open(site: Record<string, string>, path = ""): Promise<{ page: Page; server: CountingServer }> {
  const server = await serve(site);
  servers.push(server);
  const page = await browser.newPage();
  await page.goto(server.address + path);
  return { page, server };
}

/** What a run comes to, its refusal included. */
const attempt = (page: Page): Promise<string> =>
  page.evaluate(() => window.tools.run({ a: "1 + 1" }).catch((error: Error) => `${error.name}: ${error.message}`));

test("nothing of the sandbox is loaded before the first sign of intent, and all of it in one request", async () => {
  const { page, server } = await open(pages);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(server.counts()).toEqual({ "document /": 1, "script /page.js": 1 });
  await page.evaluate(() => window.tools.sandbox.warm());
  expect(await attempt(page)).toBe("done");
  expect(server.counts()).toEqual({ "document /": 1, "script /page.js": 1, "iframe /sandbox.html": 1 });
  await page.close();
});

test("once its page is loaded, the sandbox runs, stops and starts workers offline", async () => {
  const { page } = await open(pages);
  await attempt(page);
  await page.context().setOffline(true);
  const answers = await page.evaluate(async () => {
    const { run, sandbox, silences, until, shown } = window.tools;
    const outcomes = [];
    for (let i = 0; i < 3; i++) {
      silences.length = 0;
      const hung = run({ a: "while (true) {}" });
      await until(() => silences.length > 0);
      sandbox.stop();
      outcomes.push(await hung, await run({ b: "6 * 7" }), shown("b"));
    }
    return outcomes;
  });
  expect(answers).toEqual(["stopped", "done", "42", "stopped", "done", "42", "stopped", "done", "42"]);
  await page.context().setOffline(false);
  await page.close();
});

test("without sandbox.html a run is refused with a reason, and works once it is there", async () => {
  const { "/sandbox.html": sandboxHtml, ...others } = pages;
  const site: Record<string, string> = { ...others };
  const { page } = await open(site);
  expect(await attempt(page)).toMatch(/^SandboxUnavailable: cannot load \/sandbox\.html/);
  site["/sandbox.html"] = "<!doctype html><title>Please log in to this network</title>";
  expect(await attempt(page)).toMatch(/^SandboxUnavailable: cannot load \/sandbox\.html/);
  site["/sandbox.html"] = sandboxHtml;
  expect(await attempt(page)).toBe("done");
  await page.close();
});

test("where no worker starts, a run is refused with a reason", async () => {
  const broken = { ...pages, "/sandbox.html": pages["/sandbox.html"].replace("worker-src blob:", "worker-src 'none'") };
  expect(broken["/sandbox.html"]).not.toBe(pages["/sandbox.html"]);
  const { page } = await open(broken);
  expect(await attempt(page)).toMatch(/^SandboxUnavailable: cannot start the sandbox/);
  await page.close();
});

/** `sandbox.html` in a browser whose supervisor stands still for good in its `n`th start of a worker, as Firefox's seldom does. */
function standingStill(html: string, n: number): string {
  const stub = `let starts = 0; const { Worker: Real } = globalThis; globalThis.Worker = function (url) { if (++starts === ${n}) for (;;); return new Real(url); };`;
  const broken = html.replace('"supervisor":"', () => `"supervisor":${JSON.stringify(stub).slice(0, -1)}`);
  if (broken === html) throw new Error("sandbox.html has no supervisor");
  return broken;
}

test.each([
  ["the first worker", 1],
  ["the spare", 2],
] as const)("where the start of %s stands still, new frames are tried before the time for a start is over, and the run is right", async (_, n) => {
  const site: Record<string, string> = { ...pages, "/sandbox.html": standingStill(pages["/sandbox.html"], n) };
  const { page, server } = await open(site);
  const outcome = attempt(page);
  await server.seen("/sandbox.html");
  server.forget();
  const first = performance.now();
  site["/sandbox.html"] = pages["/sandbox.html"];
  await server.seen("/sandbox.html");
  // A start that is waited out has 10 s.
  expect(performance.now() - first).toBeLessThan(10_000);
  expect(await outcome).toBe("done");
  expect(server.counts()["iframe /sandbox.html"]).toBe(1);
  await page.close();
});

test("where the start of a later worker stands still, the run that comes then is tried once more", async () => {
  const site: Record<string, string> = { ...pages, "/sandbox.html": standingStill(pages["/sandbox.html"], 3) };
  const { page, server } = await open(site);
  expect(await attempt(page)).toBe("done");
  site["/sandbox.html"] = pages["/sandbox.html"];
  const answers = await page.evaluate(async () => {
    const { run, sandbox, silences, until, shown } = window.tools;
    const hung = run({ a: "while (true) {}" });
    await until(() => silences.length > 0);
    sandbox.stop();
    const stopped = await hung;
    const first = await run({ b: "6 * 7" });
    // The third worker, the next spare, is started behind this run.
    return [stopped, first, await run({ c: "6 * 8" }), shown("c")];
  });
  expect(answers).toEqual(["stopped", "done", "done", "48"]);
  expect(server.counts()["iframe /sandbox.html"]).toBe(2);
  await page.close();
});

test("where no start ever ends, a run is refused with that as its reason", async () => {
  const { page } = await open({ ...pages, "/sandbox.html": standingStill(pages["/sandbox.html"], 1) });
  expect(await attempt(page)).toBe("SandboxUnavailable: cannot start the sandbox: the browser has not started a worker");
  await page.close();
});

test("a page of another origin that frames sandbox.html gets nothing passed on to its frame", async () => {
  const { server } = await open(pages);
  const { page } = await open({ "/": `<!doctype html><body><iframe src="${server.address}sandbox.html"></iframe>` });
  const broker = page.frames().find((frame) => frame.url().endsWith("sandbox.html"))!;
  const [inner] = broker.childFrames();
  await inner.evaluate(() => {
    Object.assign(window, { heard: [] });
    addEventListener("message", ({ data }) => (window as unknown as { heard: unknown[] }).heard.push(data));
  });
  await broker.evaluate(() => Object.assign(window, { got: new Promise((resolve) => addEventListener("message", resolve, { once: true })) }));
  await page.evaluate(() => {
    const ports = [new MessageChannel().port2, new MessageChannel().port2];
    document.querySelector("iframe")!.contentWindow!.postMessage(null, "*", ports);
  });
  // Its answer to a message is over when a later listener has it; what it sends on comes before what is sent after that.
  await broker.evaluate(async () => {
    await (window as unknown as { got: Promise<unknown> }).got;
    document.querySelector("iframe")!.contentWindow!.postMessage("barrier", "*");
  });
  const heard = await inner.waitForFunction(() => {
    const { heard } = window as unknown as { heard: unknown[] };
    return heard.includes("barrier") && heard;
  });
  expect(await heard.jsonValue()).toEqual(["barrier"]);
  await page.close();
});

test("the frames take no room, no focus and no name on the page", async () => {
  const { page } = await open(pages);
  await attempt(page);
  const frame = await page.evaluate(() => {
    const element = document.querySelector("iframe")!;
    return { width: element.getBoundingClientRect().width, tabIndex: element.tabIndex, hidden: element.getAttribute("aria-hidden") };
  });
  expect(frame).toEqual({ width: 0, tabIndex: -1, hidden: "true" });
  await page.evaluate(() => window.tools.sandbox.dispose());
  expect(await page.locator("iframe").count()).toBe(0);
  await page.close();
});
