/** The pages beside the chapters: cheat sheet, glossary, references. */
import { parseHTML } from "linkedom";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cheatSheet } from "../../../content/cheatSheet.ts";
import { glossary } from "../../../content/glossary.ts";
import { references } from "../../../content/references.ts";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { builtPages, chapterPages, dist, htmlOf } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const documentOf = (page: string): Document => parseHTML(htmlOf(page)).document;

test("the cheat sheet prints on two sheets of A4, with nothing cut off", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  await page.goto(`${site.address}cheat-sheet/`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  const sheets = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]);
  expect(new Set(sheets.map(String))).toEqual(new Set(["842,595"]));

  // The text's width of such a sheet.
  await page.setViewportSize({ width: Math.floor((281 / 25.4) * 96), height: 700 });
  await page.emulateMedia({ media: "print" });
  const out = await page.evaluate(() => [...document.querySelectorAll(".cheat-sheet :is(th, td)")].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map(({ textContent }) => textContent));
  expect(out).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(Math.floor((281 / 25.4) * 96));
  await page.close();
});

test.for([390, 1000, 1280])("no cell of the cheat sheet runs into the next, %i pixels wide", async (width) => {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.goto(`${site.address}cheat-sheet/`);
  const out = await page.evaluate(() => [...document.querySelectorAll(".cheat-sheet :is(th, td)")].filter((cell) => cell.scrollWidth > cell.clientWidth + 1).map(({ textContent }) => textContent));
  expect(out).toEqual([]);
  await page.close();
});

test("without scripts the cheat sheet has every optimizer, with its formula", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.address}cheat-sheet/`);
  for (const { name, file } of cheatSheet) {
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
    expect(await row.getAttribute("id")).toBe(file);
    expect(await row.locator(".lines .katex").count()).toBeGreaterThan(0);
  }
  await page.close();
});

test("every page leads to the three pages, a deck by its chapter's page", () => {
  for (const page of builtPages().filter((page) => page !== "/404.html")) {
    if (page.endsWith("/lecture/")) {
      expect(documentOf(page).querySelector(".to-page a")?.getAttribute("href")).toBe(page.replace(/lecture\/$/, ""));
      continue;
    }
    const hrefs = [...documentOf(page).querySelectorAll("nav a")].map((link) => new URL(link.getAttribute("href")!, `http://site${page}`).pathname);
    expect(hrefs, page).toEqual(expect.arrayContaining(["/cheat-sheet/", "/glossary/", "/references/"]));
  }
});

test.for(chapterPages())("in %s a term of the glossary is linked where it is met first, and the glossary leads back", (page) => {
  const links = [...documentOf(page).querySelectorAll("a.term")];
  expect(links.length).toBeGreaterThan(5);
  const terms = links.map((link) => new URL(link.getAttribute("href")!, `http://site${page}`).hash.slice(1));
  expect(new Set(terms).size).toBe(terms.length);
  expect(terms.filter((term) => !Object.hasOwn(glossary, term))).toEqual([]);
  for (const link of links) expect(link.closest("h1, h2, h3, .exercise, .cell, .cite, pre")).toBe(null);
  const glossaryPage = documentOf("/glossary/");
  for (const term of terms) expect(glossaryPage.getElementById(term)!.querySelector(`a[href="${page}#term-${term}"]`), term).not.toBe(null);
});

test.for(chapterPages())("what %s cites is in its list, the list leads to the references page, and that leads back", (page) => {
  const document = documentOf(page);
  const cited = new Set([...document.querySelectorAll("a.cite")].map((link) => link.getAttribute("href")!.replace("#ref-", "")));
  const all = documentOf("/references/");
  for (const id of cited) {
    expect(document.getElementById(`ref-${id}`)!.querySelector(`a[href="/references/#${id}"]`), id).not.toBe(null);
    expect(all.getElementById(id)!.querySelector(`a[href="${page}#ref-${id}"]`), id).not.toBe(null);
  }
});

test("the references page has every work, with its link, by author and year", () => {
  const works = [...documentOf("/references/").querySelectorAll(".works > li")];
  expect(works.map(({ id }) => id).sort()).toEqual(Object.keys(references).sort());
  for (const work of works) expect(work.querySelector("a")!.getAttribute("href")).toBe(references[work.id].url);
});
