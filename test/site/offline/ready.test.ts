/** What the page says of being offline, and that it is so; readers who save data, or whose storage is full. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { bundle } from "../../../src/build/bundle.ts";
import { openBrowser } from "../harness/browser.ts";
import { makeEdition, removeEditions } from "./editions.ts";
import { openHost, type Host } from "./host.ts";
import { notice, openReader, readyLine, visit } from "./visit.ts";

type Edition = Awaited<ReturnType<typeof makeEdition>>;
let browser: Browser, edition: Edition, next: Edition, host: Host, reader: BrowserContext;
beforeAll(async () => {
  [browser, edition, next] = await Promise.all([openBrowser(), makeEdition("A"), makeEdition("B")]);
});
beforeEach(async () => {
  [host, reader] = await Promise.all([openHost(edition.folder), openReader(browser)]);
});
afterEach(async () => {
  await reader.close();
  await host.close();
});
afterAll(async () => {
  await browser?.close();
  removeEditions();
});

/** How many files are stored, of how many versions. */
const stored = (page: Page): Promise<[caches: number, files: number]> => page.evaluate(async () => {
  const names = await caches.keys();
  const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return [names.length, counts.reduce((a, b) => a + b, 0)];
});
/** Resolves when the worker that the page registers has come to this state. */
const workerIs = (page: Page, state: string): Promise<unknown> => page.evaluate(async (state) => {
  const { installing, waiting, active } = await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  const worker = (installing ?? waiting ?? active)!;
  if (worker.state !== state) await new Promise<void>((resolve) => worker.addEventListener("statechange", () => worker.state === state && resolve()));
}, state);

test("it is said when the last file is there, and not before", async () => {
  host.intercept = (path) => (path === "/data/mnist.bin" ? "hold" : undefined);
  const page = await reader.newPage();
  const asked = page.context().waitForEvent("request", (request) => request.url().endsWith("/data/mnist.bin"));
  await page.goto(`${host.address}sgd/`);
  await asked;
  await page.evaluate(async (all) => {
    const count = async () => (await (await caches.open((await caches.keys())[0])).keys()).length;
    while ((await count()) < all - 1) await new Promise(requestAnimationFrame);
  }, edition.files.length);
  expect(await readyLine(page).count()).toBe(0);
  host.release();
  await readyLine(page).getByText("Ready offline").waitFor();
  expect(await stored(page)).toEqual([1, edition.files.length]);
});

test("it costs a visit nothing before the page is there: no file is asked for until the page has loaded", async () => {
  host.intercept = (path) => (path.endsWith(".css") ? "hold" : undefined);
  const page = await reader.newPage();
  const loading = page.goto(`${host.address}sgd/`);
  const styles = await page.waitForRequest((request) => request.url().endsWith(".css"));
  expect(host.asked.filter((path) => path === "/sw.js" || path.startsWith("/data/"))).toEqual([]);
  host.release();
  expect((await styles.response())!.ok()).toBe(true);
  await loading;
  await readyLine(page).waitFor({ state: "attached" });
  expect(host.asked).toContain("/sw.js");
});

test("where stored files were cleared, it is not said until they are there again; while they are not, reading goes on from the host", async () => {
  const page = await visit(reader, `${host.address}sgd/`);
  await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  host.intercept = (path) => (path === "/data/mnist.bin" ? 503 : undefined);
  const tried = reader.waitForEvent("response", (response) => response.url().endsWith("/data/mnist.bin"));
  expect((await page.reload())!.status()).toBe(200);
  await tried;
  expect(await page.locator("h1").textContent()).toContain("SGD");
  expect(await readyLine(page).count()).toBe(0);
  host.intercept = undefined;
  await page.reload();
  await readyLine(page).waitFor({ state: "attached" });
  expect(await stored(page)).toEqual([1, edition.files.length]);
});

test("where there is no room for the site, nothing is said, nothing is left behind, and reading goes on", async () => {
  const page = await reader.newPage();
  const session = await reader.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(host.address).origin, quotaSize: 3_000_000 });
  await page.goto(`${host.address}sgd/`);
  await workerIs(page, "redundant");
  expect(await stored(page)).toEqual([0, 0]);
  expect(await readyLine(page).count()).toBe(0);
  expect((await page.goto(host.address))!.status()).toBe(200);
});

test("where the browser has no service workers, or forbids them, the page works and says nothing", async () => {
  const page = await reader.newPage();
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  await page.addInitScript(() => {
    navigator.serviceWorker.getRegistration = navigator.serviceWorker.register = () => Promise.reject(new DOMException("forbidden", "SecurityError"));
  });
  await page.goto(`${host.address}sgd/`, { waitUntil: "networkidle" });
  expect([await readyLine(page).count(), await notice(page).count(), thrown]).toEqual([0, 0, []]);
});

test("a reader who saves data downloads nothing of it until they ask; the button says how much it is", async () => {
  const page = await reader.newPage();
  await reader.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await page.goto(`${host.address}sgd/`);
  const button = page.getByRole("button", { name: /^Keep for offline reading \(\d\.\d MB\)$/ });
  await button.waitFor();
  expect(host.asked).not.toContain("/sw.js");

  host.intercept = (path) => (path === "/data/mnist.bin" ? 503 : undefined);
  await button.click();
  await page.getByText("Could not be saved for offline reading.").waitFor();
  host.intercept = undefined;
  await page.reload();
  await button.click();
  await readyLine(page).getByText("Ready offline").waitFor();
  await page.goto(host.address);
  await readyLine(page).waitFor({ state: "attached" });
  expect(await button.count()).toBe(0);
});

test.for([390, 1280])("nothing moves when it is said, nor when a new version is announced, %i pixels wide", async (width) => {
  const page = await reader.newPage();
  await page.setViewportSize({ width, height: 800 });
  await page.addInitScript(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (window as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${host.address}sgd/`);
  await readyLine(page).waitFor({ state: "attached" });
  host.deploy(next.folder);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
  await notice(page).waitFor();
  const box = (await notice(page).boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  await notice(page).getByRole("button", { name: "Later" }).click();
  expect(await notice(page).count()).toBe(0);
  expect(await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve((window as unknown as { shifts: number }).shifts)))))).toBeLessThanOrEqual(0.01);
});

test("what the host has beside the course is still to be had, and other caches of the same host are left alone", async () => {
  host.intercept = (path) => (path === "/slides.pdf" ? 418 : undefined);
  const page = await reader.newPage();
  await page.goto(`${host.address}404.html`);
  await page.evaluate(() => caches.open("another app"));
  await page.goto(`${host.address}sgd/`);
  await readyLine(page).waitFor({ state: "attached" });
  expect(await page.evaluate(async () => (await fetch("/slides.pdf")).status)).toBe(418);
  expect((await page.evaluate(() => caches.keys())).includes("another app")).toBe(true);
});

test("a worker that is taken away takes all that was stored with it, and the open pages come from the host again", async () => {
  const page = await visit(reader, `${host.address}sgd/`);
  await page.evaluate(() => caches.open("another app"));
  const script = await bundle("src/offline/retire.ts");
  host.intercept = (path) => (path === "/sw.js" ? { script } : undefined);
  const loaded = page.waitForEvent("load");
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())!.update());
  await loaded;
  expect(await page.evaluate(() => [navigator.serviceWorker.controller])).toEqual([null]);
  expect(await page.evaluate(() => caches.keys())).toEqual(["another app"]);
});
