/** The pages beside the chapters: cheat sheet, library, glossary, references. */
import { readFileSync } from "node:fs";
import { parseHTML } from "linkedom";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cheatSheet } from "../../../src/components/cheatSheet.ts";
import { glossary } from "../../../content/glossary.ts";
import { optimizers, type CourseRecord } from "../../../content/optimizers.ts";
import { references } from "../../../content/references.ts";
import { elsewhere } from "../../../src/components/elsewhere.ts";
import { callOf } from "../../../src/reader/elsewhere/recipes.ts";
import type { OptimizerName } from "../../../src/optim/index.ts";
import { referenceEntries } from "../../../src/tooling/reference.ts";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { builtPages, chapterPages, dist, htmlOf, isDeck } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const documentOf = (page: string): Document => parseHTML(htmlOf(page)).document;

test("the cheat sheet prints on two sheets of A4, with nothing cut off", async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  await page.goto(`${site.address}cheat-sheet/`);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
  const sheets = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ]);
  expect(new Set(sheets.map(String))).toEqual(new Set(["842,595"]));

  // The text's width of such a sheet.
  await page.setViewportSize({ width: Math.floor((281 / 25.4) * 96), height: 700 });
  await page.emulateMedia({ media: "print" });
  const out = await page.evaluate(() =>
    [...document.querySelectorAll(".cheat-sheet :is(th, td)")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      .map(({ textContent }) => textContent),
  );
  expect(out).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(Math.floor((281 / 25.4) * 96));
  await page.close();
});

test.for([390, 1000, 1280])("no cell of the cheat sheet runs into the next, %i pixels wide", async (width) => {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  await page.goto(`${site.address}cheat-sheet/`);
  const out = await page.evaluate(() =>
    [...document.querySelectorAll(".cheat-sheet :is(th, td)")]
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      .map(({ textContent }) => textContent),
  );
  expect(out).toEqual([]);
  await page.close();
});

test("without scripts the cheat sheet has every optimizer, with its formula", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${site.address}cheat-sheet/`);
  for (const { label: name, file } of cheatSheet) {
    const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name, exact: true }) });
    expect(await row.getAttribute("id")).toBe(file);
    expect(await row.locator(".lines .katex").count()).toBeGreaterThan(0);
  }
  await page.close();
});

test("every page leads to the four pages, a deck by the pages of its chapters", () => {
  for (const page of builtPages().filter((page) => page !== "/404.html")) {
    if (isDeck(page)) {
      const links = [...documentOf(page).querySelectorAll(".to-page a")].map(
        (link) => new URL(link.getAttribute("href")!, `http://site${page}`).pathname,
      );
      if (page.endsWith("/lecture/")) expect(links).toContain(page.replace(/lecture\/$/, ""));
      else expect(chapterPages().filter((chapter) => links.includes(chapter))).not.toEqual([]);
      continue;
    }
    const hrefs = [...documentOf(page).querySelectorAll("nav a")].map((link) => new URL(link.getAttribute("href")!, `http://site${page}`).pathname);
    expect(hrefs, page).toEqual(expect.arrayContaining(["/cheat-sheet/", "/reference/", "/glossary/", "/references/"]));
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

test("the library page has every entry of the reference, with its signature, and links to each from the list of its module", () => {
  const page = documentOf("/reference/");
  const linked = new Set([...page.querySelectorAll(".names a")].map((link) => link.getAttribute("href")));
  for (const { id, name, signatures } of referenceEntries()) {
    const entry = page.getElementById(id)!;
    expect(entry.querySelector("h3")!.textContent, id).toBe(name);
    expect(entry.querySelector("pre")!.textContent.trim(), id).toBe(signatures.join("\n"));
    expect(linked, id).toContain(`#${id}`);
  }
});

test("the library page has beside each optimizer the calls of other libraries, or the form that it is another of", () => {
  const page = documentOf("/reference/");
  for (const [name, { formOf }] of Object.entries<CourseRecord>(optimizers)) {
    const { defaults, recipes } = elsewhere(name as OptimizerName);
    const beside = page.querySelector(`#optim-${name} .elsewhere`)!;
    const calls = [...beside.querySelectorAll("code")].map(({ textContent }) => textContent);
    expect(calls, name).toEqual(formOf ? [] : recipes.map((recipe) => callOf(recipe, defaults)));
    expect(beside.querySelector("a")?.getAttribute("href"), name).toBe(formOf && `#optim-${formOf}`);
  }
});

test("an example of the library page is tried in the playground, where it waits for Run; the buttons move nothing", async () => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.goto(`${site.address}reference/`);
  const entry = page.locator("#optim-adam");
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const before = await height();
  expect(await entry.getByRole("button").count()).toBe(0);
  await page.locator("h1").hover();
  const open = entry.getByRole("button", { name: "Open in playground: adam" });
  await open.waitFor();
  expect(await height()).toBe(before);
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { run } = (window as unknown as { axe: { run(place: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe;
    return (await run("#optim-adam")).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
  });
  expect(violations).toEqual([]);
  const code = (await entry.locator("pre.example").textContent())!.trimEnd();
  await open.click();
  await page.waitForURL("**/playground/#cell-own-*");
  const cell = page.locator(".cell-own").last();
  await cell.and(page.locator('[data-state="edited"]')).waitFor();
  expect((await cell.locator(".cell-source").textContent())!.trimEnd()).toBe(code);
  await cell.getByRole("button", { name: "Run", exact: true }).click();
  await cell.and(page.locator('[data-state="done"]')).waitFor();
  await page.context().close();
});

test("the references page has every work, with its link, by author and year", () => {
  const works = [...documentOf("/references/").querySelectorAll(".works > li")];
  expect(works.map(({ id }) => id).sort()).toEqual(Object.keys(references).sort());
  for (const work of works) expect(work.querySelector("a")!.getAttribute("href")).toBe(references[work.id].url);
});
