import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { lookedAtPages, chapterPages, dist } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
type Violation = { id: string; nodes: { html: string; target: string[]; failureSummary: string }[] };

/** What axe finds, of all its rules or of some: rule, place, reason. */
async function findings(page: Page, rules?: string[]): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async (rules) => {
    const { run } = (window as unknown as { axe: { run(options: object): Promise<{ violations: Violation[] }> } }).axe;
    const { violations } = await run(rules ? { runOnly: rules } : {});
    return violations.flatMap(({ id, nodes }) =>
      nodes
        // axe does not read MathML: to it a heading that is a formula is empty.
        .filter(({ target }) => id !== "empty-table-header" || !document.querySelector(target[0])?.querySelector("math"))
        .map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`),
    );
  }, rules);
}

// axe looks at every element of a page: the long ones take it most of a minute on a slow machine.
const patience = 600_000;

test.for(lookedAtPages())("%s is accessible, 390 and 1280 pixels wide, and has enough contrast when dark", { timeout: patience }, async (path) => {
  const page = await browser.newPage({ viewport: { width: 390, height: 800 }, colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(site.address + path.slice(1), { waitUntil: "networkidle" });
  // A deck has all its parts when its tools are there.
  if (await page.locator("main.reveal").count()) await page.locator('.deck-tools [data-tool="black"]').waitFor({ state: "attached" });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    // Boxes that scroll are measured in the first frame.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect.soft(await findings(page), `${width} pixels`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect.soft(await findings(page, ["color-contrast"]), "dark").toEqual([]);
  await page.close();
});

test.for(chapterPages())("the first key on %s offers to skip to the text", async (path) => {
  const page = await browser.newPage();
  await page.goto(site.address + path.slice(1));
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to the text" });
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  expect((await skip.boundingBox())!.width).toBeGreaterThan(50);
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => location.hash)).toBe("#main");
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
