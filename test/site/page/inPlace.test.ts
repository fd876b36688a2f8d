import type { Browser, Locator, Page } from "playwright-core";
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

const chapter = chapterPages().find((page) => /class="cite"/.test(htmlOf(page)) && /class="term"/.test(htmlOf(page)))!;

async function open(path: string, options: object): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: "reduce", ...options });
  await page.goto(site.address + path.slice(1));
  return page;
}

const inPlace = (page: Page) => page.locator(".in-place");

test("on touch a term says what it means, in place; a touch elsewhere closes it, and its link leads to the glossary", async () => {
  const page = await open(chapter, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const complaints = complaintsOf(page);
  const term = page.locator("article p > a.term").first();
  const meaning = (await term.getAttribute("title"))!;
  await term.tap();
  await inPlace(page).waitFor();
  expect(new URL(page.url()).pathname).toBe(chapter);
  expect(await inPlace(page).textContent()).toContain(meaning);
  const { x, width } = (await inPlace(page).boundingBox())!;
  expect(x).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(390);
  await page.locator("h1").tap({ position: { x: 5, y: 5 } });
  await inPlace(page).waitFor({ state: "hidden" });
  await term.tap();
  await inPlace(page).getByRole("link").tap();
  await page.waitForURL("**/glossary/#*");
  expect(complaints).toEqual([]);
  await page.close();
});

test("on touch a citation shows the work, in place, and leads to it in the list", async () => {
  const page = await open(chapter, { viewport: { width: 390, height: 844 }, hasTouch: true });
  const cite = page.locator("article a.cite:visible").first();
  const hash = (await cite.getAttribute("href"))!;
  await cite.tap();
  await inPlace(page).waitFor();
  expect(new URL(page.url()).hash).toBe("");
  expect(await inPlace(page).textContent()).toContain(
    await page
      .locator(`[id="${hash.slice(1)}"] > span`)
      .first()
      .textContent(),
  );
  await inPlace(page).getByRole("link").last().tap();
  await page.waitForURL(`**${hash}`);
  await inPlace(page).waitFor({ state: "hidden" });
  await page.close();
});

test("a pointer or the focus on a term or a citation has it explained in the margin, for as long as it is there; without a margin the page stays as it is", async () => {
  const page = await open(chapter, { viewport: { width: 1280, height: 800 } });
  const complaints = complaintsOf(page);
  const column = (await page.locator("article > p").first().boundingBox())!;
  const isBeside = async (link: Locator, text: string) => {
    await inPlace(page).waitFor();
    expect(await inPlace(page).textContent()).toContain(text);
    const [box, at] = [(await inPlace(page).boundingBox())!, (await link.boundingBox())!];
    expect(box.x).toBeGreaterThan(column.x + column.width);
    expect(box.x + box.width).toBeLessThanOrEqual(1280);
    expect(box.y).toBeLessThanOrEqual(at.y + at.height);
    expect(box.y + box.height).toBeGreaterThanOrEqual(at.y);
  };
  const term = page.locator("article p > a.term").first();
  const meaning = (await term.getAttribute("title"))!;
  await term.hover();
  await isBeside(term, meaning);
  // It can be pointed at: a cited work has links.
  await inPlace(page).hover();
  await isBeside(term, meaning);
  await page.locator("h1").hover();
  await inPlace(page).waitFor({ state: "detached" });
  expect(await term.getAttribute("title")).toBe(meaning);

  const cite = page.locator("article a.cite:visible").first();
  const work = page.locator(`[id="${(await cite.getAttribute("href"))!.slice(1)}"] > span`).first();
  await page.keyboard.press("Tab");
  await cite.focus();
  await isBeside(cite, (await work.textContent())!);
  // Tab scrolls the page to a link out of view, and the note is there before the page has said that it scrolled.
  const before = (await cite.boundingBox())!.y;
  await page.evaluate(
    () =>
      new Promise((scrolled) => {
        addEventListener("scroll", scrolled, { once: true });
        scrollBy(0, 60);
      }),
  );
  expect((await cite.boundingBox())!.y).toBeLessThan(before);
  await isBeside(cite, (await work.textContent())!);
  await page.keyboard.press("Escape");
  await inPlace(page).waitFor({ state: "detached" });

  await page.setViewportSize({ width: 800, height: 800 });
  await term.hover();
  await page.waitForLoadState("networkidle");
  expect(await inPlace(page).count()).toBe(0);
  expect(complaints).toEqual([]);
  await page.close();
});

test("a mouse and the keyboard follow the link at once", async () => {
  const page = await open(chapter, { viewport: { width: 1280, height: 800 } });
  const cite = page.locator("article a.cite:visible").first();
  await cite.click();
  expect(new URL(page.url()).hash).toBe(await cite.getAttribute("href"));
  const term = page.locator("article p > a.term").first();
  await term.press("Enter");
  await page.waitForURL("**/glossary/#*");
  await page.close();
});

test("contents longer than the window keep the section that is being read in view, and so do those that are opened in a narrow window", async () => {
  const page = await open(chapter, { viewport: { width: 1280, height: 420 } });
  const marked = page.locator(".on-page a[aria-current]");
  const isInView = () =>
    marked.evaluate((link) => {
      const [at, box] = [link, document.getElementById("contents")!].map((element) => element.getBoundingClientRect());
      return at.top >= box.top && at.bottom <= box.bottom;
    });
  const last = page.locator(".on-page a").last();
  expect(await last.evaluate((link) => link.getBoundingClientRect().top > innerHeight)).toBe(true);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await expect.poll(() => last.getAttribute("aria-current")).toBe("true");
  expect(await isInView()).toBe(true);

  await page.setViewportSize({ width: 390, height: 420 });
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.getByRole("button", { name: "Contents" }).click();
  await expect.poll(isInView).toBe(true);
  await page.close();
});

test("a page that is not there has the site's contents", async () => {
  const page = await open("/none/at/all/", { viewport: { width: 1280, height: 800 } });
  const links = page.getByRole("navigation", { name: "Chapters" }).getByRole("link");
  expect(await links.count()).toBe(chapterPages().length);
  expect(await page.locator('#contents [aria-current="true"], .languages').count()).toBe(0);
  await links.first().click();
  await page.waitForURL((url) => chapterPages().includes(url.pathname));
  await page.close();
});
