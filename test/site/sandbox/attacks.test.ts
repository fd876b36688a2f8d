/** A hostile cell's requests, counted at a server, and its way to what the page keeps. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attacks, burglaries } from "../harness/attacks.ts";
import { openBrowser } from "../harness/browser.ts";
import { serveSandbox, type SandboxSite } from "../harness/openSandbox.ts";
import { serve, type CountingServer } from "../harness/serve.ts";

let browser: Browser, server: CountingServer, ordinary: Page;
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), serve({ "/": "<!doctype html><title>ordinary</title>" })]);
  ordinary = await browser.newPage();
  await ordinary.goto(server.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** What an attack finds in reach; `scope` is an expression for the global scope. */
const armed = (source: string, scope: string): string =>
  `const G = ${scope}, T = ${JSON.stringify(server.address)}, W = T.replace("http", "ws");\n${source}`;

/** All that has reached the server by now: a request that the browser sends itself comes after those that it sent before. */
async function arrived(): Promise<string[]> {
  await ordinary.evaluate(() => fetch("/?barrier"));
  const paths = server.requests.map(({ kind, method, path }) => `${kind} ${method} ${path}`).filter((request) => !/barrier|favicon/.test(request));
  server.forget();
  return paths;
}

/** Puts the page's secret wherever a page can keep something. */
async function hideTreasure(): Promise<void> {
  localStorage.setItem("secret", "treasure");
  sessionStorage.setItem("secret", "treasure");
  document.cookie = "secret=treasure";
  await (await caches.open("treasure")).put("/secret", new Response("treasure"));
  await (await navigator.storage.getDirectory()).getFileHandle("treasure", { create: true });
  await new Promise((done) => {
    const request = indexedDB.open("secrets");
    request.onupgradeneeded = () => request.result.createObjectStore("treasure");
    request.onsuccess = done;
  });
  await new Promise((held) => void navigator.locks.request("treasure", () => (held(1), new Promise(() => {}))));
  new BroadcastChannel("secrets").onmessage = ({ target }) => (target as BroadcastChannel).postMessage("treasure");
}

describe("in an ordinary worker", () => {
  beforeAll(async () => {
    await ordinary.evaluate(hideTreasure);
    await arrived();
  });

  test.each(attacks.filter((attack) => attack.reaches))("$name reaches the server: it is an attack", async ({ source }) => {
    await runInWorker(source);
    expect((await arrived()).length).toBeGreaterThan(0);
  });

  test.each(burglaries.filter((burglary) => burglary.reaches))("$name of the page can be read: there is something to guard", async ({ source }) => {
    expect(await runInWorker(source)).toContain("treasure");
  });
});

function runInWorker(source: string): Promise<string> {
  return ordinary.evaluate(
    (body) => {
      const script = `(async () => { ${body} })().then(String, String).then(postMessage);`;
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
      return new Promise<string>((done) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = ({ message }) => done(message);
      });
    },
    armed(source, "globalThis"),
  );
}

/** The source of a cell that runs the attack and shows what came of it. */
const walls = [
  { wall: "frames and policy alone", worker: "test/site/harness/rogueWorker.ts", cell: (source: string) => armed(source, "globalThis") },
  {
    wall: "the whole sandbox",
    worker: undefined,
    // The names are unknown to the cell's language; a function made of text finds the global scope all the same.
    cell: (source: string) => `const Async = (async () => {}).constructor;\nawait Async(${JSON.stringify(armed(source, '(0, eval)("this")'))})()`,
  },
];

describe.each(walls)("behind $wall", ({ worker, cell }) => {
  let sandbox: SandboxSite, page: Page;
  beforeAll(async () => {
    sandbox = await serveSandbox(worker);
    page = await sandbox.open(browser);
    await page.evaluate(hideTreasure);
    await arrived();
    sandbox.site.forget();
  });
  afterAll(async () => {
    await page.close();
    await sandbox.site.close();
  });

  test.each(attacks)("$name reaches no server", async ({ source }) => {
    const ended = await page.evaluate(async (attack) => {
      const { run, silences, sandbox, until } = window.tools;
      silences.length = 0;
      const outcome = run({ a: attack });
      // One that waits for an answer that does not come is stopped.
      void until(() => silences.length > 0).then(() => sandbox.stop());
      return outcome;
    }, cell(source));
    expect(["done", "stopped"]).toContain(ended);
    expect(await arrived()).toEqual([]);
    expect(sandbox.site.requests).toEqual([]);
  });

  test.each(burglaries)("$name of the page cannot be read", async ({ source }) => {
    const shown = await page.evaluate(async (burglary) => {
      const { run, silences, sandbox, until, shown } = window.tools;
      silences.length = 0;
      void until(() => silences.length > 0).then(() => sandbox.stop());
      await run({ a: burglary });
      return shown("a");
    }, cell(source));
    expect(shown).not.toContain("treasure");
  });

  test("the sandbox still runs cells after all this", async () => {
    const outcome = await page.evaluate(() => window.tools.run({ a: "1 + 1" }));
    expect(outcome).toBe("done");
  });
});

test("behind the second wall nothing is in reach but the language and what the list of lockdown.ts names", async () => {
  const sandbox = await serveSandbox();
  const page = await sandbox.open(browser);
  const names = await page.evaluate(async () => {
    const { run, shown } = window.tools;
    const source = `const found = [];
      for (let o = (0, eval)("this"); o && o !== Object.prototype; o = Object.getPrototypeOf(o)) found.push(...Object.getOwnPropertyNames(o));
      return found.join(" ");`;
    await run({ a: `console.log((() => {}).constructor(${JSON.stringify(source)})())` });
    return shown("a").split(" ");
  });
  expect(names).toContain("Float64Array");
  for (const name of [
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "Worker",
    "importScripts",
    "indexedDB",
    "caches",
    "navigator",
    "location",
    "postMessage",
    "addEventListener",
    "onmessage",
    "close",
    "MessagePort",
    "OffscreenCanvas",
    "URL",
    "Blob",
    "WebAssembly",
  ]) {
    expect(names).not.toContain(name);
  }
  expect(names.length).toBeLessThan(100);
  await page.close();
  await sandbox.site.close();
});
