/** What the page says of being offline, and that it is so; readers who save data, or whose storage is full. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { bundle } from "../../../src/tooling/bundle.ts";
import { twoEditions } from "./twoEditions.ts";
import { notice, readyLine, visit } from "./visit.ts";

const site = twoEditions();

/** How many files are stored, of how many versions. */
const stored = (page: Page): Promise<[caches: number, files: number]> =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return [names.length, counts.reduce((a, b) => a + b, 0)];
  });
/** Resolves when the worker that the page registers has come to this state. */
const workerIs = (page: Page, state: string): Promise<unknown> =>
  page.evaluate(async (state) => {
    const { installing, waiting, active } = await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
    const worker = (installing ?? waiting ?? active)!;
    if (worker.state !== state)
      await new Promise<void>((resolve) => worker.addEventListener("statechange", () => worker.state === state && resolve()));
  }, state);

test("it is said when the last file is there, and not before", async () => {
  site.host.intercept = (path) => (path === "/data/mnist.bin" ? "hold" : undefined);
  const page = await site.reader.newPage();
  const asked = page.context().waitForEvent("request", (request) => request.url().endsWith("/data/mnist.bin"));
  await page.goto(`${site.host.address}sgd/`);
  await asked;
  await page.evaluate(async (all) => {
    const count = async () => (await (await caches.open((await caches.keys())[0])).keys()).length;
    while ((await count()) < all - 1) await new Promise(requestAnimationFrame);
  }, site.a.files.length);
  expect(await readyLine(page).count()).toBe(0);
  site.host.release();
  await readyLine(page).getByText("Ready offline").waitFor();
  expect(await stored(page)).toEqual([1, site.a.files.length]);
});

test("it costs a visit nothing before the page is there: no file is asked for until the page has loaded", async () => {
  site.host.intercept = (path) => (path.endsWith(".css") ? "hold" : undefined);
  const page = await site.reader.newPage();
  const loading = page.goto(`${site.host.address}sgd/`);
  const styles = await page.waitForRequest((request) => request.url().endsWith(".css"));
  expect(site.host.asked.filter((path) => path === "/sw.js" || path.startsWith("/data/"))).toEqual([]);
  site.host.release();
  expect((await styles.response())!.ok()).toBe(true);
  await loading;
  await readyLine(page).waitFor({ state: "attached" });
  expect(site.host.asked).toContain("/sw.js");
});

test("where stored files were cleared, it is not said until they are there again; while they are not, reading goes on from the host", async () => {
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  site.host.intercept = (path) => (path === "/data/mnist.bin" ? 503 : undefined);
  const tried = site.reader.waitForEvent("response", (response) => response.url().endsWith("/data/mnist.bin"));
  expect((await page.reload())!.status()).toBe(200);
  await tried;
  expect(await page.locator("h1").textContent()).toContain("SGD");
  expect(await readyLine(page).count()).toBe(0);
  site.host.intercept = undefined;
  await page.reload();
  await readyLine(page).waitFor({ state: "attached" });
  expect(await stored(page)).toEqual([1, site.a.files.length]);
});

test("where there is no room for the site, nothing is said, nothing is left behind, and reading goes on", async () => {
  const page = await site.reader.newPage();
  const session = await site.reader.newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.host.address).origin, quotaSize: 3_000_000 });
  await page.goto(`${site.host.address}sgd/`);
  await workerIs(page, "redundant");
  expect(await stored(page)).toEqual([0, 0]);
  expect(await readyLine(page).count()).toBe(0);
  expect((await page.goto(site.host.address))!.status()).toBe(200);
});

test("where the browser has no service workers, or forbids them, the page works and says nothing", async () => {
  const page = await site.reader.newPage();
  const thrown: string[] = [];
  page.on("pageerror", (error) => thrown.push(error.message));
  await page.addInitScript(() => {
    navigator.serviceWorker.getRegistration = navigator.serviceWorker.register = () => Promise.reject(new DOMException("forbidden", "SecurityError"));
  });
  await page.goto(`${site.host.address}sgd/`, { waitUntil: "networkidle" });
  expect([await readyLine(page).count(), await notice(page).count(), thrown]).toEqual([0, 0, []]);
});

test("a reader who saves data downloads nothing of it until they ask; the button says how much it is", async () => {
  const page = await site.reader.newPage();
  await site.reader.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  await page.goto(`${site.host.address}sgd/`);
  const button = page.getByRole("button", { name: /^Keep for offline reading \(\d\.\d MB\)$/ });
  await button.waitFor();
  expect(site.host.asked).not.toContain("/sw.js");

  site.host.intercept = (path) => (path === "/data/mnist.bin" ? 503 : undefined);
  await button.click();
  await page.getByText("Could not be saved for offline reading.").waitFor();
  site.host.intercept = undefined;
  await page.reload();
  await button.click();
  await readyLine(page).getByText("Ready offline").waitFor();
  await page.goto(site.host.address);
  await readyLine(page).waitFor({ state: "attached" });
  expect(await button.count()).toBe(0);
});

test.for([390, 1280])("nothing moves when it is said, nor when a new version is announced, %i pixels wide", async (width) => {
  const page = await site.reader.newPage();
  await page.setViewportSize({ width, height: 800 });
  await page.addInitScript(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (window as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${site.host.address}sgd/`);
  await readyLine(page).waitFor({ state: "attached" });
  site.host.deploy(site.b.folder);
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
  await notice(page).waitFor();
  const box = (await notice(page).boundingBox())!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  await notice(page).getByRole("button", { name: "Later" }).click();
  expect(await notice(page).count()).toBe(0);
  expect(
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve((window as unknown as { shifts: number }).shifts)))),
    ),
  ).toBeLessThanOrEqual(0.01);
});

test("what the host has beside the course is still to be had, and other caches of the same host are left alone", async () => {
  site.host.intercept = (path) => (path === "/slides.pdf" ? 418 : undefined);
  const page = await site.reader.newPage();
  await page.goto(`${site.host.address}404.html`);
  await page.evaluate(() => caches.open("another app"));
  await page.goto(`${site.host.address}sgd/`);
  await readyLine(page).waitFor({ state: "attached" });
  expect(await page.evaluate(async () => (await fetch("/slides.pdf")).status)).toBe(418);
  expect((await page.evaluate(() => caches.keys())).includes("another app")).toBe(true);
});

test("a worker that is taken away takes all that was stored with it, and the open pages come from the host again", async () => {
  const page = await visit(site.reader, `${site.host.address}sgd/`);
  await page.evaluate(() => caches.open("another app"));
  const script = await bundle("src/offline/retire.ts");
  site.host.intercept = (path) => (path === "/sw.js" ? { script } : undefined);
  const loaded = page.waitForEvent("load");
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())!.update());
  await loaded;
  expect(await page.evaluate(() => [navigator.serviceWorker.controller])).toEqual([null]);
  expect(await page.evaluate(() => caches.keys())).toEqual(["another app"]);
});
