/** Decks and handouts on paper: by `npm run pdf`, and by the browser's own print of a deck that is in use. */
import { parseHTML } from "linkedom";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageSizes, printPdf } from "../../../src/tooling/printPdf.mjs";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { builtPages, dist, htmlOf } from "../page/builtPages.ts";
import { pdfText } from "./pdfText.ts";
import { fitted } from "./runAll.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const decks = builtPages().filter((page) => page.endsWith("/lecture/"));
const handoutOf = (deck: string): string => deck.replace(/lecture\/$/, "handout/");
const documents = new Map<string, Document>();
/** The page as a document, parsed once. */
function documentOf(page: string): Document {
  let document = documents.get(page);
  if (!document) documents.set(page, (document = parseHTML(htmlOf(page)).document as unknown as Document));
  return document;
}
const slidesOf = (page: string): HTMLElement[] => [...documentOf(page).querySelectorAll<HTMLElement>(".slide")];

/** Letters and digits only: paper breaks lines and hyphenates as it needs to. */
const bare = (text: string): string => text.normalize("NFKC").replaceAll(/[^\p{L}\p{N}]|\p{Lm}/gu, "");

/** The texts in an element that are no formula's, long enough not to be anywhere by chance. */
function textsOf(element: Element): string[] {
  const texts: string[] = [];
  const walk = (node: Node): void => {
    if (node.nodeType === 3) texts.push(bare(node.textContent!));
    else if (!(node as Element).matches?.(".katex, .visually-hidden")) node.childNodes.forEach(walk);
  };
  walk(element);
  return texts.filter((text) => text.length >= 12);
}

/** What of a slide must be read on its page: its title, and its text unless its code stands there. */
function wordsOf(slide: HTMLElement): string[] {
  const isCode = slide.dataset["code"] === "open" && slide.dataset["layout"] !== "code" && slide.querySelector(".code-shown");
  const parts = [...slide.querySelectorAll(`h1, h2, .summary${isCode ? "" : ", .slide-text .lecture"}`)];
  return [bare(slide.querySelector("h1, h2")!.textContent!), ...parts.flatMap(textsOf)];
}

const missing = (words: string[], text: string): string[] => words.filter((word) => !bare(text).includes(word));

test.for(decks)("the PDF of %s has each slide, with its text, on a page of its own, and no notes", async (deck) => {
  const slides = slidesOf(deck);
  const pdf = await printPdf(browser, site.address + deck.slice(1));
  expect(pageSizes(pdf)).toEqual(slides.map(() => ({ width: 1280, height: 720 })));
  const pages = pdfText(pdf);
  for (const [i, slide] of slides.entries()) {
    expect(missing(wordsOf(slide), pages[i]), slide.id).toEqual([]);
    const notes = [...slide.querySelectorAll(".notes p")].flatMap(textsOf).filter((text) => text.length > 40);
    expect(missing(notes, pages[i]), slide.id).toEqual(notes);
  }
});

/** What is wrong with the deck as paper has it: slides that are not at their places, controls, code that is cut off. */
async function faultsOnPaper(page: Page): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 720 });
  const isStarted = (await page.locator("[data-started]").count()) > 0;
  // In its next frame the deck fits its slides to the window.
  if (isStarted) {
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    await fitted(page);
  }
  const overfull = () =>
    page.evaluate(() =>
      [...document.querySelectorAll(".slides > .slide")]
        .filter((slide) => [...slide.querySelectorAll(".slide-text, .slide-cells")].some((part) => part.scrollHeight > part.clientHeight + 1))
        .map(({ id }) => id),
    );
  // Without scripts a slide on the screen is as high as what is in it: there is nothing to compare with.
  const onScreen = isStarted ? await overfull() : undefined;
  await page.emulateMedia({ media: "print" });
  const onPaper = (onScreen ? await overfull() : []).filter((id) => !onScreen!.includes(id)).map((id) => `${id} is too full`);
  return onPaper.concat(
    await page.evaluate(() => {
      const faults: string[] = [];
      const seen = (element: Element): boolean =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.getBoundingClientRect().height > 0;
      const top = document.querySelector(".slides")!.getBoundingClientRect().top;
      for (const [i, slide] of [...document.querySelectorAll(".slides > .slide")].entries()) {
        const box = slide.getBoundingClientRect();
        if (Math.abs(box.top - top - 720 * i) > 0.01 || box.left !== 0 || box.width !== 1280 || box.height !== 720 || !seen(slide))
          faults.push(`${slide.id} is at ${JSON.stringify(box)}`);
        for (const fragment of slide.querySelectorAll(".fragment:not(.lines, .hands-answer)"))
          if (!seen(fragment)) faults.push(`${slide.id}: a fragment is not there`);
        for (const code of slide.querySelectorAll(".cell-code, .cell-code .cm-scroller, .cell-code .cell-source")) {
          if (!seen(code)) continue;
          if (code.getBoundingClientRect().bottom > box.bottom) faults.push(`${slide.id}: code is cut off at the edge`);
          if (code.scrollHeight > code.clientHeight + 1 || code.scrollWidth > code.clientWidth + 1)
            faults.push(`${slide.id}: ${code.className} scrolls`);
        }
      }
      for (const control of document.querySelectorAll("button, input, .deck-tools, .slide-place, .progress, dialog")) {
        if (seen(control)) faults.push(control.outerHTML.slice(0, 120));
      }
      return faults;
    }),
  );
}

// Without scripts the sheets are all there is, and they are the same for every deck.
for (const javaScriptEnabled of [true, false]) {
  test.for(javaScriptEnabled ? decks : decks.slice(0, 2))(
    `on paper %s has all code of its slides and no controls, ${javaScriptEnabled ? "with" : "without"} scripts`,
    async (deck) => {
      const page = await browser.newPage({ javaScriptEnabled, colorScheme: "dark" });
      await page.goto(site.address + deck.slice(1));
      if (javaScriptEnabled) await page.locator("[data-started]").waitFor();
      expect(await faultsOnPaper(page)).toEqual([]);
      expect(
        await page.evaluate(() => [document.body, document.querySelector(".slide h2")!].map((element) => getComputedStyle(element).color)),
      ).toEqual(["rgb(31, 30, 27)", "rgb(31, 30, 27)"]);
      await page.close();
    },
  );
}

test("without scripts a deck is as many pages", async () => {
  const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
  await page.goto(site.address + decks[0].slice(1));
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pageSizes(pdf)).toHaveLength(slidesOf(decks[0]).length);
  await page.close();
});

test("a deck in use prints as it stands: outputs, positions, edited code and ink, from whatever slide", async () => {
  const withSlider = (slide: HTMLElement) => slide.querySelector(".slide-cells > .cell .input-slider") !== null;
  const deck = decks.find((page) => slidesOf(page).some(withSlider))!;
  const slides = slidesOf(deck);
  const index = slides.findIndex(withSlider);
  const id = slides[index].dataset["slide"]!;
  const page = await browser.newPage({ viewport: { width: 1000, height: 700 }, colorScheme: "dark" });
  await page.goto(`${site.address}${deck.slice(1)}#/${id}`);
  await page.locator("[data-started]").waitFor();

  const slide = page.locator(`#slide-${id}`);
  const cell = slide
    .locator(".cell")
    .filter({ has: page.locator(".input-slider") })
    .first();
  const built = await cell.locator(".input-slider output").first().textContent();
  await cell.locator("input[type=range]").first().press("ArrowLeft");
  await page.locator(`#slide-${id} .cell[data-state="done"]`).first().waitFor();
  const moved = (await cell.locator(".input-slider output").first().textContent())!;
  expect(moved).not.toBe(built);

  // Code of forty lines, more than a slide shows at once, typed over what is there.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press("c");
  await slide.locator(".cell-source:visible").click();
  await slide.locator(".cm-content").press("ControlOrMeta+a");
  await page.keyboard.insertText(
    Array.from({ length: 40 }, (_, i) => `const line${i} = ${i}; // a comment that makes the line wider than the column`).join("\n"),
  );
  await page.keyboard.press("Escape");

  // A stroke over the last slide.
  await page.evaluate((last) => {
    location.hash = `#/${last}`;
  }, slides.at(-1)!.dataset["slide"]);
  await page.locator(`#slide-${slides.at(-1)!.dataset["slide"]}.present`).waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("p");
  await page.mouse.move(300, 300);
  await page.mouse.down();
  await page.mouse.move(500, 400, { steps: 5 });
  await page.mouse.up();
  const ink = page.locator(`#${slides.at(-1)!.id} .ink path`);
  await ink.first().waitFor({ state: "attached" });

  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pageSizes(pdf)).toEqual(slides.map(() => ({ width: 1280, height: 720 })));
  const pages = pdfText(pdf).map(bare);
  for (const [i, other] of slides.entries()) expect(pages[i]).toContain(bare(other.querySelector("h1, h2")!.textContent!));
  expect(pages[index]).toContain(bare(moved));
  for (const i of [0, 20, 39]) expect(pages[index]).toContain(`constline${i}${i}`);

  expect(await faultsOnPaper(page)).toEqual([]);
  const box = (await ink.first().boundingBox())!;
  const under = (await page.locator(`#${slides.at(-1)!.id}`).boundingBox())!;
  expect([box.x - under.x, box.y - under.y].map((at) => at > 0)).toEqual([true, true]);
  expect(box.y - under.y).toBeLessThan(720);
  await page.close();
});

test.for(decks)("the handout of %s has every slide's beginning, and its notes with title and minutes", (deck) => {
  const slides = slidesOf(deck).filter((slide) => slide.querySelector(".notes") !== null && slide.dataset["slide"] !== "title");
  const handout = documentOf(handoutOf(deck));
  const marks = [...handout.querySelectorAll(".slide-mark")].map(({ textContent }) => textContent);
  const all = slidesOf(deck);
  expect(marks).toEqual(all.slice(1).map((slide, i) => `Slide ${i + 2} of ${all.length}${slide.querySelector("h2")!.textContent}`));
  const notes = [...handout.querySelectorAll<HTMLElement>(".notes")];
  expect(notes).toHaveLength(slides.length);
  for (const [i, slide] of slides.entries()) {
    const own = slide.querySelector<HTMLElement>(".notes")!;
    expect(notes[i].querySelector(".notes-head")!.textContent).toBe(
      `Speaker’s notes: ${slide.querySelector("h2")!.textContent}${own.dataset["minutes"]} min`,
    );
    expect(missing(textsOf(own), notes[i].textContent!)).toEqual([]);
  }
});

test.for(decks)("the handout of %s is the chapter's text, for paper: no scripts of cells, nothing to press", (deck) => {
  const handout = documentOf(handoutOf(deck));
  const chapter = documentOf(deck.replace(/lecture\/$/, ""));
  expect(handout.querySelector("[data-search], [data-notebook]")).toBe(null);
  const idsOf = (document: Document) => [...document.querySelectorAll(".cell, article h2[id]")].map(({ id }) => id);
  expect(idsOf(handout)).toEqual(idsOf(chapter));
  expect([...handout.querySelectorAll("main button")].filter((button) => !button.closest("[inert]"))).toEqual([]);
  expect(htmlOf(handoutOf(deck)).length).toBeLessThan(htmlOf(deck.replace(/lecture\/$/, "")).length);
});

test("a handout's PDF is numbered A4 with every note in it", async () => {
  const shortest = decks.toSorted((a, b) => htmlOf(handoutOf(a)).length - htmlOf(handoutOf(b)).length)[0];
  const pdf = await printPdf(browser, site.address + handoutOf(shortest).slice(1));
  expect(new Set(pageSizes(pdf).map(({ width, height }) => `${width} ${height}`))).toEqual(new Set(["795 1124"]));
  const pages = pdfText(pdf);
  for (const [i, text] of pages.entries()) expect(text).toMatch(new RegExp(`(^|[^\\d])${i + 1}`));
  const all = pages.join("");
  for (const note of documentOf(handoutOf(shortest)).querySelectorAll(".notes")) expect(missing(textsOf(note), all)).toEqual([]);
});

test("notes pages have each slide with its notes, two on an A4 page, and nothing is cut off", async () => {
  const deck = "/sgd/lecture/";
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${site.address}${deck.slice(1)}?notes`);
  await page.locator("[data-started]").waitFor({ state: "attached" });
  await page.emulateMedia({ media: "print" });
  const tooLong = await page
    .locator(".notes-page")
    .evaluateAll((pages) =>
      pages.filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight + 1).map(({ textContent }) => textContent.slice(0, 60)),
    );
  expect(tooLong).toEqual([]);
  await page.close();
  const slides = slidesOf(deck);
  const pdf = await printPdf(browser, `${site.address}${deck.slice(1)}?notes`);
  expect(pageSizes(pdf)).toEqual(Array.from({ length: Math.ceil(slides.length / 2) }, () => ({ width: 793, height: 1123 })));
  const pages = pdfText(pdf);
  for (const [i, slide] of slides.entries()) {
    const text = pages[Math.floor(i / 2)];
    expect(missing([bare(slide.querySelector("h1, h2")!.textContent!), ...textsOf(slide.querySelector(".notes")!)], text), slide.id).toEqual([]);
  }
});

test("the students' handout of chapter 1 has no notes and no solutions, on at most 20 pages of A4, wide plots beside each other", async () => {
  const pdf = await printPdf(browser, `${site.address}sgd/handout/#students`);
  const sizes = pageSizes(pdf);
  expect(new Set(sizes.map(({ width, height }) => `${width} ${height}`))).toEqual(new Set(["795 1124"]));
  expect(sizes.length).toBeLessThanOrEqual(20);
  const all = pdfText(pdf).join("");
  const handout = documentOf("/sgd/handout/");
  for (const hidden of handout.querySelectorAll(".notes, .solution")) {
    const texts = textsOf(hidden).filter((text) => text.length > 60);
    expect(missing(texts, all)).toEqual(texts);
  }
  for (const heading of handout.querySelectorAll("article h2")) expect(bare(all)).toContain(bare(heading.textContent!));
});
