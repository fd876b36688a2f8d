/** A hostile cell of the built chapter: what reaches a server, and what it can read of what the page keeps. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { attacks, burglaries, type Attack } from "../harness/attacks.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
let target: CountingServer;
beforeAll(async () => {
  target = await serve({ "/": "<!doctype html><title>target</title>" });
});
afterAll(() => target?.close());

/** A cell that starts all of them at once, in functions made of text, which have the global scope; it says what each came to. */
function cellOf(all: readonly Attack[]): string {
  const scope = `const G = (0, eval)("this"), T = ${JSON.stringify(target.address)}, W = T.replace("http", "ws");\n`;
  return `const regimes: never[] = [];
const Async = (async () => {}).constructor as new (text: string) => () => Promise<unknown>;
for (const text of ${JSON.stringify(all.map(({ source }) => scope + source))}) {
  try { void new Async(text)().then((found) => console.log("found " + found), (error) => console.log("failed " + error)); }
  catch (error) { console.log("failed " + error); }
}
for (let i = 0; i < 1000; i++) await 0;
display("all tried");`;
}

test("no request of any kind reaches a server, its own or the site's", async () => {
  const { page, cell, settled, forget } = await site.open();
  const one = cell("one-dimension");
  await one.runs("const regimes: never[] = [];\nconsole.log('warm');\ndisplay(1);");
  await one.write(cellOf(attacks));
  await page.waitForLoadState("networkidle");
  site.server().forget();
  await forget();
  await page.keyboard.press("ControlOrMeta+Enter");
  await one.shows("all tried");
  expect(await one.outputs.innerText()).toContain("failed");
  await settled();
  // A request that the page sends itself comes after those that were sent before.
  await page.evaluate(() => fetch("/favicon.svg?barrier"));
  const barrier = await site.browser().newPage();
  await barrier.goto(`${target.address}?barrier`);
  await barrier.close();
  expect(target.requests.map(({ kind, path }) => `${kind} ${path}`).filter((request) => !/barrier|favicon/.test(request))).toEqual([]);
  expect(
    site
      .server()
      .requests.map(({ path }) => path)
      .filter((path) => !path.includes("barrier")),
  ).toEqual([]);
});

test("what the page keeps is out of reach", async () => {
  const { page, cell } = await site.open();
  await page.evaluate(async () => {
    for (const storage of [localStorage, sessionStorage]) storage.setItem("secret", "treasure");
    document.cookie = "secret=treasure";
    document.title = "treasure";
    await (await caches.open("treasure")).put("/secret", new Response("treasure"));
    await (await navigator.storage.getDirectory()).getFileHandle("treasure", { create: true });
    new BroadcastChannel("secrets").onmessage = ({ target }) => (target as BroadcastChannel).postMessage("treasure");
  });
  const one = cell("one-dimension");
  await one.runs(cellOf(burglaries));
  await one.shows("all tried");
  const text = await one.outputs.innerText();
  expect(text.match(/failed|found/g)).toHaveLength(burglaries.length);
  expect(text).not.toContain("treasure");
});
