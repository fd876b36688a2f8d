import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { builtPages, chapterPages, dist } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** What axe finds, WCAG 2 A and AA and its best practices: rule, and where. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }).axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`));
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1280]) {
    test.for(builtPages())(`%s is accessible, ${colorScheme}, ${width} pixels wide`, async (path) => {
      const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
      await page.goto(site.address + path.slice(1), { waitUntil: "networkidle" });
      expect(await findings(page)).toEqual([]);
      await page.close();
    });
  }
}

test.for(chapterPages())("the first key on %s offers to skip to the text", async (path) => {
  const page = await browser.newPage();
  await page.goto(site.address + path.slice(1));
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the text" });
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  expect((await skip.boundingBox())!.width).toBeGreaterThan(50);
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#main");
  await page.close();
});

test("colours follow the system, then the choice, which holds on the next page from its first paint", async () => {
  const page = await browser.newPage({ colorScheme: "dark", viewport: { width: 1280, height: 800 } });
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto(site.address);
  const dark = await background();
  await page.emulateMedia({ colorScheme: "light" });
  const light = await background();
  expect(light).not.toBe(dark);
  await page.getByRole("radio", { name: "Dark" }).check({ force: true });
  expect(await background()).toBe(dark);

  // No script but the page's own first one runs before this: the colours are right without the others.
  await page.route("**/*.js", (route) => route.abort());
  await page.goto(site.address + chapterPages()[0].slice(1));
  expect(await background()).toBe(dark);
  await page.close();
});

test("another tab of the site takes the choice over", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const [one, two] = [await context.newPage(), await context.newPage()];
  for (const page of [one, two]) await page.goto(site.address);
  await one.getByRole("radio", { name: "Dark" }).check({ force: true });
  await two.waitForFunction(() => document.documentElement.dataset.theme === "dark");
  expect(await two.getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
  await context.close();
});
