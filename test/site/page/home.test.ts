import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { chapterPages, complaintsOf, dist, htmlOf } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const pathOf = (page: Page, name: string) => page.locator(`.lead [data-run="${name}"] > path`).first().getAttribute("d");
/** Where the path begins, in CSS pixels of the drawing. */
async function beginOf(page: Page, name: string): Promise<[number, number]> {
  const [, x, y] = /^M([\d.]+) ([\d.]+)/.exec((await pathOf(page, name))!)!;
  const { width } = (await page.locator(".lead-plot > svg").boundingBox())!;
  return [(Number(x) * width) / 880, (Number(y) * width) / 880];
}
function expectAt([x, y]: [number, number], [atX, atY]: [number, number]): void {
  expect(Math.hypot(x - atX, y - atY)).toBeLessThan(1.5);
}
const slider = (page: Page) => page.getByRole("slider", { name: "All learning rates ×" });
const handle = (page: Page) => page.getByRole("slider", { name: "Start", exact: true });

test.for([
  [1280, 800],
  [390, 844],
] as const)("the first screen of %i by %i pixels says for whom, what is needed, how long, and has where to start", async ([width, height]) => {
  const page = await browser.newPage({ viewport: { width, height } });
  await page.goto(site.address);
  for (const place of ["h1", ".at-a-glance", ".start"]) {
    const { y, height: tall } = (await page.locator(place).first().boundingBox())!;
    expect(y + tall, place).toBeLessThanOrEqual(height);
  }
  expect(await page.locator(".at-a-glance dt").allTextContents()).toEqual(["For", "You need", "It takes"]);
  expect(await page.locator(".at-a-glance dd").last().textContent()).toContain(`for ${chapterPages().length} chapters`);
  // Of the figure at least the start can be seen.
  expect((await page.locator(".lead circle").boundingBox())!.y).toBeLessThan(height);
  await page.getByRole("link", { name: /^Start with / }).click();
  await page.waitForURL((url) => url.pathname !== "/");
  await page.close();
});

test("the figure draws itself anew where its start is dragged, clicked or moved by keys, and goes back", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const complaints = complaintsOf(page);
  await page.goto(site.address);
  const before = await pathOf(page, "Adam");
  const plot = page.locator(".lead-plot > svg");
  await plot.hover({ position: { x: 300, y: 20 } });
  await handle(page).waitFor();
  expect(await pathOf(page, "Adam")).toBe(before);

  const { x, y } = (await plot.boundingBox())!;
  const grip = (await handle(page).boundingBox())!;
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 200, y + 60, { steps: 3 });
  await page.mouse.up();
  expectAt(await beginOf(page, "Adam"), [200, 60]);

  await plot.click({ position: { x: 100, y: 300 } });
  expectAt(await beginOf(page, "Adam"), [100, 300]);
  await handle(page).press("Shift+ArrowRight");
  // One unit of x.
  expectAt(await beginOf(page, "Adam"), [100 + (await plot.boundingBox())!.width / 12.6, 300]);

  await page.getByRole("button", { name: "Start again" }).click();
  expect(await pathOf(page, "Adam")).toBe(before);
  expect(await page.getByRole("button", { name: "Start again" }).isVisible()).toBe(false);
  expect(complaints).toEqual([]);
  await page.close();
});

test("a larger rate makes SGD diverge, by keys alone, and the figure says so", async () => {
  const page = await browser.newPage();
  await page.goto(site.address);
  const loss = page.locator('[data-loss="SGD"]');
  expect(await loss.textContent()).toMatch(/^\d/);
  await slider(page).focus();
  await handle(page).waitFor();
  await page.keyboard.press("End");
  await expect.poll(() => loss.textContent()).toBe("diverges");
  expect(await page.locator('[data-loss="Adam"]').textContent()).toMatch(/^\d/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await loss.textContent()).toMatch(/^\d/);
  expect(await slider(page).evaluate((input) => input === document.activeElement)).toBe(true);
  await page.close();
});

test("without JavaScript the figure is there, and nothing that would not work", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(site.address);
  expect(await pathOf(page, "SGD")).toMatch(/^M55\.9 75\.2L/);
  expect(await page.locator(".lead-controls").isVisible()).toBe(false);
  await page.close();
});

test("all JavaScript of the home page before a reader touches it is 5 KB compressed at most", async () => {
  const page = await browser.newPage();
  site.forget();
  await page.goto(site.address, { waitUntil: "networkidle" });
  const scripts = site.requests.filter(({ path }) => path.endsWith(".js")).map(({ path }) => readFileSync(join(dist, path)));
  const inline = [...htmlOf("/").matchAll(/<script(?![^>]*(?:src=|json))[^>]*>([^]*?)<\/script>/g)].map(([, text]) => Buffer.from(text));
  expect(scripts.length).toBeGreaterThan(0);
  expect([...scripts, ...inline].reduce((sum, script) => sum + brotliCompressSync(script).length, 0)).toBeLessThanOrEqual(5 * 1024);
  await page.close();
});
