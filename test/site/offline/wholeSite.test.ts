/** The built site after one visit, its host gone. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { builtPages, complaintsOf, dist, htmlOf } from "../page/builtPages.ts";
import { openHost, type Host } from "./host.ts";
import { draw, openReader, readyLine, visit, write } from "./visit.ts";

let browser: Browser, host: Host, reader: BrowserContext, first: Page;
beforeAll(async () => {
  [browser, host] = await Promise.all([openBrowser(), openHost(dist)]);
  reader = await openReader(browser);
  first = await visit(reader, `${host.address}sgd/`);
  await host.down();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
});

const titleOf = (html: string): string => /<title>([^<]*)<\/title>/.exec(html)![1].replaceAll("&amp;", "&");

test("the page of the visit itself runs a cell in the sandbox and draws, with all that it had not loaded before", async () => {
  const [one, two] = [await draw(first, 1), await draw(first, -1)];
  expect(one).toMatch(/^M[\d.]+,[\d.]+L[\d.]+,[\d.]+$/);
  expect(two).not.toBe(one);
});

test("a cell that reads a data set finds it", async () => {
  await write(first, `import { dataset } from "problems";\nconst regimes = [];\n(await dataset("penguins")).length`);
  await first.keyboard.press("ControlOrMeta+Enter");
  await first
    .locator("#cell-one-dimension .cell-outputs")
    .getByText(/^3\d\d$/)
    .waitFor();
});

test("every page of the site opens, complete and without a complaint, and says that it is ready", async () => {
  // What a reader has run runs again when its page is opened, and this one goes on to the next page meanwhile.
  await first.evaluate(() => localStorage.clear());
  const page = await reader.newPage();
  const complaints = complaintsOf(page);
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  for (const path of builtPages().filter((path) => path !== "/404.html")) {
    // Also what a page loads a while after it has opened is there; and none of it is cut off by the way to the next page.
    const answer = await page.goto(host.address + path.slice(1), { waitUntil: "networkidle" });
    expect([path, answer!.status(), await page.title()]).toEqual([path, 200, titleOf(htmlOf(path))]);
    if ((await page.locator("[data-offline]").count()) > 0) await readyLine(page).waitFor({ state: "attached" });
    await page.evaluate(() => document.fonts.ready);
  }
  expect([complaints, failed]).toEqual([[], []]);
  await page.close();
}, 180_000);

test("an address without its last slash, with a query or a hash leads to the page", async () => {
  const page = await reader.newPage();
  await page.goto(`${host.address}sgd?a=1#main`);
  expect(page.url()).toBe(`${host.address}sgd/?a=1#main`);
  for (const path of ["sgd/?presenter", "sgd/lecture/?presenter#/title", "sgd/index.html", "?build=other"]) {
    expect([path, (await page.goto(host.address + path))!.status()]).toEqual([path, 200]);
  }
  await page.close();
});

test("what does not exist is not found, and the site's own page says so", async () => {
  const page = await reader.newPage();
  for (const path of ["none", "sgd/none/", "%zz"]) {
    const answer = await page.goto(host.address + path);
    expect([path, answer!.status(), await page.title()]).toEqual([path, 404, titleOf(htmlOf("/404.html"))]);
  }
  await page.close();
});
