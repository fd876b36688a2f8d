/**
 * Every deck, as a lecturer goes through it: nothing on a slide stands outside of it or is cut off, at both sizes of a projector, in every theme, before and after
 * all cells have run; and none of them fails.
 */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { builtPages, isDeck } from "../page/builtPages.ts";
import { deckSite, stepsIn } from "./openDeck.ts";
import { runAll } from "./runAll.ts";

const site = deckSite();
const decks = builtPages().filter(isDeck);

/**
 * What stands out of its slide, is cut off by a box that should not scroll, or is set in type too small to be read from the last row, the labels of drawings included: on all slides, which are all
 * laid out at the same place, whichever is shown. Fragments take their room before they come.
 */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    for (const slide of document.querySelectorAll<HTMLElement>("main section.slide")) {
      // The bar of a cell stands in the foot of the slide.
      slide.classList.add("is-measured");
      const room = slide.getBoundingClientRect();
      const scale = room.width / slide.offsetWidth;
      const faulty = new Set<Element>();
      const say = (what: string, element: Element) => {
        // One fault, one line: not each part of what stands outside.
        if ([...faulty].some((outer) => outer.contains(element))) return;
        faulty.add(element);
        found.push(
          `${slide.dataset.slide}: ${what}: ${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} ${(element.textContent ?? "").trim().slice(0, 50)}`,
        );
      };
      for (const part of slide.querySelectorAll<HTMLElement>(".slide-text, .slide-cells")) {
        const over = part.scrollHeight - part.clientHeight;
        if (part.checkVisibility() && over > 2) say(`higher than its room by ${over}`, part);
      }
      // Code scrolls, and shows that it does.
      const aside = ".notes, .cell-code, .cell-bar, .cell-notice, .visually-hidden, .katex *, svg *:not(text), [hidden]";
      for (const element of slide.querySelectorAll<HTMLElement>("*")) {
        if (element.matches(aside) || element.closest(".notes, .cell-code, .cell-bar, .cell-notice") || !element.checkVisibility()) continue;
        const box = element.getBoundingClientRect();
        const isOutside = box.bottom > room.bottom + 1 || box.right > room.right + 1 || box.left < room.left - 1 || box.top < room.top - 1;
        if (box.width > 0 && isOutside) say("outside of the slide", element);
        if (element instanceof SVGElement) {
          continue;
        }
        const { overflowX, overflowY, fontSize, display } = getComputedStyle(element);
        const clips = (overflow: string) => overflow !== "visible" && !display.startsWith("inline");
        if (
          !element.matches("input, select") &&
          ((clips(overflowY) && element.scrollHeight > element.clientHeight + 2) ||
            (clips(overflowX) && element.scrollWidth > element.clientWidth + 2))
        )
          say("cut off", element);
        if (element.matches(".katex-display, .output-tex") && element.scrollWidth > element.clientWidth + 2) say("wider than its column", element);
        const isText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== "");
        if (isText && !element.closest(".katex, [class*=-swatches], caption, sub, sup, code, option, .cell-note") && parseFloat(fontSize) < 23.9)
          say(`type of ${fontSize}`, element);
      }
      const sayLabels = (when: string, smallest: number) => {
        const least = new Map<string, number>();
        for (const label of slide.querySelectorAll<SVGTextElement>("svg text")) {
          if (!label.checkVisibility() || label.textContent!.trim() === "") continue;
          const { a, b } = label.getScreenCTM()!;
          const cell = label.closest(".cell")?.id ?? "";
          const size = (parseFloat(getComputedStyle(label).fontSize) * Math.hypot(a, b)) / scale;
          least.set(cell, Math.min(size, least.get(cell) ?? Infinity));
        }
        for (const [cell, size] of least)
          if (size < smallest - 0.01) found.push(`${slide.dataset.slide}: labels of ${size.toFixed(1)} px in ${cell}${when}`);
      };
      sayLabels("", 14);
      for (const label of slide.querySelectorAll<SVGTextElement>(".output svg text")) {
        if (!label.checkVisibility()) continue;
        const output = label.closest(".output")!;
        const [box, clip] = [label.getBoundingClientRect(), output.getBoundingClientRect()];
        const insets = /inset\(([^)]*)\)/.exec(getComputedStyle(output).clipPath)?.[1] ?? "0px";
        const [above, beside = above] = insets.split(" ").map((inset) => -parseFloat(inset));
        const over = Math.max(
          Math.max(clip.left - box.left, box.right - clip.right) / scale - beside,
          Math.max(clip.top - box.top, box.bottom - clip.bottom) / scale - above,
        );
        if (box.width > 0 && over > 1) say(`label cut by ${over.toFixed(1)} px`, label);
      }
      // Every line of code, where a slide shows code and where C would open it.
      const { code } = slide.dataset;
      slide.dataset.code = "open";
      sayLabels(", its code open", code === "open" ? 14 : 12.5);
      for (const box of slide.querySelectorAll<HTMLElement>(".cell-source, .cm-scroller")) {
        if (!box.checkVisibility()) continue;
        if (box.scrollWidth > box.clientWidth + 1) say(`lines cut by ${box.scrollWidth - box.clientWidth}`, box);
        if (box.scrollHeight > box.clientHeight + 2) {
          if (getComputedStyle(box).backgroundImage === "none") say("scrolls without a cue", box);
          // The cue is the box's background: whatever fills the box lies over it.
          if ([...box.children].some((child) => getComputedStyle(child).backgroundColor !== "rgba(0, 0, 0, 0)")) say("covers its cue", box);
        }
        if (parseFloat(getComputedStyle(box).fontSize) < 23.9) say("code too small", box);
      }
      slide.dataset.code = code;
      slide.classList.remove("is-measured");
    }
    return found;
  });

/** What is lit on the slide shown and cannot be seen: rows above or below the part that the box of the code has scrolled to. */
const litOutOfSight = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("section.slide.present .cell-code[data-lit]")].flatMap((code) => {
      const box = code.querySelector<HTMLElement>(".cm-scroller, .cell-source")!;
      const { lineHeight, paddingTop } = getComputedStyle(box);
      const rows = [...code.style.getPropertyValue("--lit").matchAll(/#000 (\d+)lh (\d+)lh/g)].map(([, from, to]) => [Number(from), Number(to)]);
      const top = (row: number) => parseFloat(paddingTop) + row * parseFloat(lineHeight) - box.scrollTop;
      const isSeen = rows.length > 0 && top(rows[0][0]) >= -1 && top(rows.at(-1)![1]) <= box.clientHeight + 1;
      return isSeen ? [] : [`${code.closest<HTMLElement>(".slide")!.dataset.slide}: rows ${rows.join(" ")} are lit out of sight`];
    }),
  );

/** What the cells say that have failed. */
const errorsIn = (page: Page): Promise<string[]> =>
  page
    .locator('main .cell .output-error:not([data-kind="waiting"])')
    .evaluateAll((errors) => errors.map((error) => `${error.closest<HTMLElement>(".cell")!.dataset.cell}: ${error.textContent}`));

test.for(decks)("%s: nothing overflows, in any theme and size, before and after all cells have run", { timeout: 120_000 }, async (path) => {
  const { page, press, isAt, place } = await site.open(path.slice(1));
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  const all: string[] = [];
  const look = async (when: string) => {
    all.push(...(await faults(page)).map((fault) => `${when}: ${fault}`));
  };
  await look("1280 × 720, light");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await press("d");
  await look("1920 × 1080, dark");
  await press("h");
  await look("1920 × 1080, projector, dark");
  await page.setViewportSize({ width: 1280, height: 720 });
  await press("d");
  await look("1280 × 720, projector");
  await press("h");
  // Every slide and step comes, one key after the other, to the last.
  const steps = (await stepsIn(page)).flatMap(([id, count]) => Array.from({ length: count + 1 }, (_, i) => (i === 0 ? id : `${id}/${i}`)));
  expect(await place()).toBe(steps[0]);
  for (const step of steps.slice(1)) {
    await press("PageDown");
    await isAt(step);
    all.push(...(await litOutOfSight(page)));
  }
  await runAll(page);
  expect(await errorsIn(page)).toEqual([]);
  await look("1280 × 720, light, after all cells have run");
  expect(all).toEqual([]);
});

test("for who wants no motion, type and formulas have the sizes that they have for all", async () => {
  const path = decks.find((deck) => deck.includes("momentum")) ?? decks[0];
  const sizes = (page: Page) =>
    page
      .locator("main section.slide")
      .evaluateAll((slides) =>
        slides.map((slide) => [slide, ...slide.querySelectorAll(".katex-display")].map((part) => getComputedStyle(part).fontSize)),
      );
  const [moving, still] = [
    (await site.open(path.slice(1), { reducedMotion: "no-preference" })).page,
    (await site.open(path.slice(1), { reducedMotion: "reduce" })).page,
  ];
  for (const page of [moving, still]) await page.evaluate(() => document.fonts.ready);
  // Another size of the window has all fitted anew.
  for (const page of [moving, still]) await page.setViewportSize({ width: 1290, height: 720 });
  await expect.poll(async () => (await sizes(still)).join("\n")).toBe((await sizes(moving)).join("\n"));
  expect((await sizes(moving)).flat().some((size) => parseFloat(size) > 30)).toBe(true);
});
