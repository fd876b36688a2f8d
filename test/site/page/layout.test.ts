import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { chapterPages, complaintsOf, dist, lookedAtPages } from "./builtPages.ts";

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
    const name = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute("class")}: ${element.textContent?.slice(0, 40)}`;
    return [...document.querySelectorAll("main *")]
      .filter(
        (element) =>
          !element.closest("svg, .katex-mathml, .visually-hidden") && element.getBoundingClientRect().right > clientWidth + 0.5 && !scrolls(element),
      )
      .map(name);
  });
}

/** Marks after a formula that stand on the line after it. */
function marksAlone(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll(".math-with-marks")].flatMap((element) => {
      const mark = element.lastChild!;
      if (mark.nodeType !== Node.TEXT_NODE) return [];
      const range = document.createRange();
      range.selectNodeContents(mark);
      const formula = element.querySelector(".katex-html")!.lastElementChild!.getBoundingClientRect();
      return range.getBoundingClientRect().top > formula.bottom - 2 ? [element.parentElement!.textContent!.slice(0, 60)] : [];
    }),
  );
}

test.for(lookedAtPages())(
  "%s opens without a complaint of the browser's and fits windows of 360 to 1920 pixels; a mark after a formula stays on its line",
  async (path) => {
    const page = await browser.newPage({ viewport: { width: 360, height: 800 } });
    const complaints = complaintsOf(page);
    await page.goto(at(path), { waitUntil: "networkidle" });
    for (const width of [360, 390, 768, 1000, 1280, 1920]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await tooWide(page), `${width} pixels`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${width} pixels`).toBeLessThanOrEqual(width);
      if (chapterPages().includes(path)) expect(await marksAlone(page), `${width} pixels`).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await page.close();
  },
);

test.for(chapterPages())("the column of %s holds about 68 characters, and its contents mark the section that is being read", async (path) => {
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
  const links = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const i of [2, 0]) {
    await links.nth(i).click();
    await page
      .locator(".on-page a[aria-current]")
      .getByText((await links.nth(i).textContent())!, { exact: true })
      .waitFor();
    expect(await page.locator(".on-page a[aria-current]").count()).toBe(1);
  }
  await page.close();
});

test("the numbers of a step stand in the margin, beside its path, where there is one, and meet no note there; else under it", async () => {
  for (const path of chapterPages()) {
    const page = await open(path, 1280);
    const tables = page.locator("article .cell:has(.input-player) .output-tex + .output-table");
    const placed = () =>
      tables.evaluateAll((found) =>
        found.map((table) => {
          const [at, path] = [table, table.parentElement!.querySelector(".output-text")!].map((element) => element.getBoundingClientRect());
          const notes = [...document.querySelectorAll(".side-note, figure.wide, .source")].map((note) => note.getBoundingClientRect());
          const isMet = notes.some(({ top, bottom, right }) => right > at.left && top < at.bottom && bottom > at.top);
          return { isBeside: at.left > path.right && at.top < path.bottom, isInWindow: at.right <= innerWidth, isMet };
        }),
      );
    const wide = await placed();
    expect(wide, path).toEqual(wide.map(() => ({ isBeside: true, isInWindow: true, isMet: false })));
    await page.setViewportSize({ width: 800, height: 800 });
    expect((await placed()).map(({ isBeside }) => isBeside)).toEqual(wide.map(() => false));
    if (path === "/adam/") expect(wide).toHaveLength(1);
    await page.close();
  }
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

test.for(chapterPages())("on paper %s is light, has no controls, and shows folded code", async (path) => {
  const page = await browser.newPage({ viewport: { width: 700, height: 900 }, colorScheme: "dark" });
  await page.goto(at(path));
  await page.emulateMedia({ media: "print" });
  const shown = page.locator("button:visible, input:visible, .contents:visible, .bar:visible, summary:visible");
  expect(
    await shown
      .filter({ hasNot: page.locator(".fold") })
      .evaluateAll((found) => found.filter((element) => !element.closest(".fold, .choice")).map((element) => element.outerHTML)),
  ).toEqual([]);
  for (const answer of await page.locator(".hint, .solution").all()) expect(await answer.isVisible()).toBe(false);
  for (const choice of await page.locator(".choice > summary").all()) expect(await choice.isVisible()).toBe(true);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).color)).toBe("rgb(31, 30, 27)");
  const folded = page.locator("details.cell-code .cell-source");
  for (const code of await folded.all()) expect((await code.boundingBox())!.height).toBeGreaterThan(10);
  await page.close();
});

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
    const cut = [...document.querySelectorAll("article .cell-outputs *, article .katex-display, article table")].filter(
      (box) =>
        ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(box).overflowX) &&
        !box.closest("svg, .katex, .visually-hidden") &&
        box.scrollWidth > box.clientWidth + 1 &&
        box.clientWidth > 0,
    );
    return [...[...outputs, ...formulas].filter((element) => !seen(element)), ...plots, ...cut].map(name);
  });
  expect(lost).toEqual([]);
  // A space at which a line of code breaks may hang over the edge.
  expect((await tooWide(page)).filter((name) => !/^(code|span\.tok)/.test(name))).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(640);
  await page.close();
});

test.for([390, 1280])(
  "at rest a cell with open code shows its title, Run and what to do, %i pixels wide; code that goes on to the right has a cue",
  async (width) => {
    const page = await open("/sgd/", width);
    const cells = await page.locator(".cell:not(.folded)").evaluateAll((found) =>
      found.map((cell) => {
        const head = getComputedStyle(cell, "::before").content;
        const bar = cell.querySelector(".cell-bar")!;
        const run = bar.querySelector<HTMLElement>('[data-action="run"]')!.getBoundingClientRect();
        const code = cell.querySelector(".cell-code")!.getBoundingClientRect();
        return {
          hasTitle: head.includes(cell.getAttribute("aria-label")!),
          hint: head.includes("edit") || getComputedStyle(bar, "::before").content.includes("edit"),
          run: getComputedStyle(bar).opacity === "1" && run.width > 20 && run.bottom <= code.top + 1,
        };
      }),
    );
    expect(cells.length).toBeGreaterThan(3);
    for (const cell of cells) expect(cell).toEqual({ hasTitle: true, hint: true, run: true });
    const cut = await page
      .locator("pre:visible, .scroll:visible")
      .evaluateAll((found) =>
        found.filter((box) => box.scrollWidth > box.clientWidth + 1).map((box) => getComputedStyle(box).backgroundImage.split("gradient(").length),
      );
    if (width === 390) expect(cut.length).toBeGreaterThan(3);
    expect(cut.filter((layers) => layers !== 5)).toEqual([]);
    expect(await page.locator(".cell.folded summary").allInnerTexts()).toContain("Code: One learning rate, two directions");
    await page.close();
  },
);

test("a listing of an optimizer shows its code; imports and description are one click away, and both together are the file", async () => {
  const page = await open("/adam/", 1280);
  const listing = page.locator('.source[data-optimizer="adam"]');
  const [head, code] = [listing.locator("details pre"), listing.locator(":scope > pre")];
  expect(await head.isVisible()).toBe(false);
  expect((await code.innerText()).startsWith("export function adam(")).toBe(true);
  await listing.locator("summary").click();
  expect((await head.innerText()).startsWith("import ")).toBe(true);
  const file = readFileSync("src/optim/adam.ts", "utf8");
  expect(`${await head.textContent()}\n${await code.textContent()}\n`).toBe(file);
  await page.close();
});
