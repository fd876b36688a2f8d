import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { builtPages, chapterPages, complaintsOf, dist, lookedAtPages } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const at = (path: string): string => site.address + path.slice(1);

async function open(path: string, width: number, more: { javaScriptEnabled?: boolean } = {}): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, ...more });
  await page.goto(at(path));
  return page;
}

/** What stands out of the window to the right, but is not in a box of its own that scrolls. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { clientWidth } = document.documentElement;
    const scrolls = (element: Element): boolean => {
      for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
        if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX)) return true;
      }
      return false;
    };
    const name = (element: Element): string => `${element.tagName.toLowerCase()}.${element.getAttribute("class")}: ${element.textContent?.slice(0, 40)}`;
    return [...document.querySelectorAll("main *")]
      .filter((element) => !element.closest("svg, .katex-mathml, .visually-hidden") && element.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(element))
      .map(name);
  });
}

test.for(lookedAtPages())("%s fits windows of 360 to 1920 pixels", async (path) => {
  const page = await open(path, 360);
  for (const width of [360, 390, 768, 1000, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await tooWide(page), `${width} pixels`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} pixels`).toBeLessThanOrEqual(width);
  }
  await page.close();
});

test.for(lookedAtPages())("%s opens without a complaint of the browser's", async (path) => {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  await page.goto(at(path), { waitUntil: "networkidle" });
  expect(complaints).toEqual([]);
  await page.close();
});

const aDeck = builtPages().find((page) => page.endsWith("/lecture/"))!;
test.for([...chapterPages(), aDeck].flatMap((path) => [390, 1280].map((width) => [path, width] as const)))("nothing moves while %s loads, %i pixels wide", async ([path, width]) => {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.addInitScript(() => {
    Object.assign(window, { shifts: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (window as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(at(path), { waitUntil: "networkidle" });
  await page.evaluate(async () => {
    // Down the whole page, a window at a time, as a reader would.
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
      scrollTo({ top: y, behavior: "instant" });
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
    await document.fonts.ready;
  });
  expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBeLessThanOrEqual(0.01);
  await page.close();
});

test.for(chapterPages())("the column of %s holds about 68 characters", async (path) => {
  const page = await open(path, 1280);
  const perLine = await page.evaluate(() => {
    const lengths: number[] = [];
    for (const paragraph of document.querySelectorAll("article > p")) {
      if (paragraph.querySelector(".katex, code, a:not(.term), data")) continue;
      const lines = new Map<number, number>();
      const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        for (let i = 0; i < texts.currentNode.textContent!.length; i++) {
          const range = new Range();
          range.setStart(texts.currentNode, i);
          range.setEnd(texts.currentNode, i + 1);
          const line = Math.round(range.getBoundingClientRect().bottom / 10);
          lines.set(line, (lines.get(line) ?? 0) + 1);
        }
      }
      // The last line is as long as it is.
      lengths.push(...[...lines.values()].slice(0, -1));
      if (lengths.length > 40) break;
    }
    return lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)];
  });
  expect(perLine).toBeGreaterThan(60);
  expect(perLine).toBeLessThan(76);
  await page.close();
});

test.for(chapterPages())("without JavaScript %s shows every cell's code and plots, and its contents open", async (path) => {
  const page = await open(path, 390, { javaScriptEnabled: false });
  const cells = page.locator(".cell");
  expect(await cells.count()).toBeGreaterThan(0);
  expect(await page.locator(".cell-bar:visible, .cell-inputs:visible, .run-all:visible, .theme:visible").count()).toBe(0);
  for (const plots of await page.locator(".plot-static").all()) expect(await plots.locator(".output-plot:visible").count()).toBe(1);
  await page.getByRole("button", { name: "Contents" }).click();
  const contents = page.getByRole("navigation", { name: "On this page" });
  await contents.getByRole("link").last().click();
  expect(await page.evaluate(() => location.hash)).not.toBe("");
  await page.close();
});

test.for(chapterPages())("a narrow window's contents open by key, lead to a section and close", async (path) => {
  const page = await open(path, 390);
  await page.getByRole("button", { name: "Contents" }).press("Enter");
  const link = page.getByRole("navigation", { name: "On this page" }).getByRole("link").nth(1);
  const target = (await link.getAttribute("href"))!;
  await link.press("Enter");
  await page.locator("#contents").waitFor({ state: "hidden" });
  expect(await page.evaluate(() => location.hash)).toBe(target);
  await page.close();
});

test.for(chapterPages())("the contents of %s mark the section that is being read", async (path) => {
  const page = await open(path, 1280);
  const links = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const i of [2, 0]) {
    await links.nth(i).click();
    await page.locator(".on-page a[aria-current]").getByText((await links.nth(i).textContent())!, { exact: true }).waitFor();
    expect(await page.locator(".on-page a[aria-current]").count()).toBe(1);
  }
  await page.close();
});

test.for(chapterPages())("on paper %s is light, has no controls, and shows folded code", async (path) => {
  const page = await browser.newPage({ viewport: { width: 700, height: 900 }, colorScheme: "dark" });
  await page.goto(at(path));
  await page.emulateMedia({ media: "print" });
  const shown = page.locator("button:visible, input:visible, .contents:visible, .bar:visible, summary:visible");
  expect(await shown.filter({ hasNot: page.locator(".fold") }).evaluateAll((found) => found.filter((element) => !element.closest(".fold, .choice")).map((element) => element.outerHTML))).toEqual([]);
  for (const answer of await page.locator(".hint, .solution").all()) expect(await answer.isVisible()).toBe(false);
  for (const choice of await page.locator(".choice > summary").all()) expect(await choice.isVisible()).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).color)).toBe("rgb(31, 30, 27)");
  const folded = page.locator("details.cell-code .cell-source");
  for (const code of await folded.all()) expect((await code.boundingBox())!.height).toBeGreaterThan(10);
  await page.close();
});

for (const width of [360, 390, 1280]) {
  test.for(chapterPages())(`a mark after a formula stays on the formula's line: %s at ${width} pixels`, async (path) => {
    const page = await open(path, width);
    const alone = await page.evaluate(() =>
      [...document.querySelectorAll(".math-with-marks")].flatMap((element) => {
        const mark = element.lastChild!;
        if (mark.nodeType !== Node.TEXT_NODE) return [];
        const range = document.createRange();
        range.selectNodeContents(mark);
        const formula = element.querySelector(".katex-html")!.lastElementChild!.getBoundingClientRect();
        return range.getBoundingClientRect().top > formula.bottom - 2 ? [element.parentElement!.textContent!.slice(0, 60)] : [];
      }),
    );
    expect(alone).toEqual([]);
    await page.close();
  });
}

test.for(chapterPages())("on paper %s has every plot, table and formula, and nothing sticks out or is cut at the edge", async (path) => {
  // The text width of A4 and of a narrow paper, in CSS pixels.
  const page = await browser.newPage({ viewport: { width: 640, height: 900 } });
  await page.goto(at(path));
  await page.emulateMedia({ media: "print" });
  const lost = await page.evaluate(() => {
    const seen = (element: Element): boolean => element.getClientRects().length > 0 && element.getBoundingClientRect().height > 0;
    const name = (element: Element): string => `${element.closest(".cell")?.id ?? ""} ${element.className}: ${element.textContent?.slice(0, 40)}`;
    const outputs = [...document.querySelectorAll(".cell-outputs > .output:not(.plot-static)")];
    const plots = [...document.querySelectorAll(".plot-static")].filter((plot) => ![...plot.querySelectorAll("svg")].some(seen));
    const formulas = [...document.querySelectorAll("article .katex-display")];
    const cut = [...document.querySelectorAll("article .cell-outputs *, article .katex-display, article table")].filter((box) => ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX) && !box.closest("svg, .katex, .visually-hidden") && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0);
    return [...[...outputs, ...formulas].filter((element) => !seen(element)), ...plots, ...cut].map(name);
  });
  expect(lost).toEqual([]);
  // A space at which a line of code breaks may hang over the edge.
  expect((await tooWide(page)).filter((name) => !/^(code|span\.tok)/.test(name))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await page.close();
});
