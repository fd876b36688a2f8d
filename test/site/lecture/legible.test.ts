/** Every deck: its slides use their room, and say what their drawings' marks mean. */
import { parseHTML } from "linkedom";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { builtPages, htmlOf } from "../page/builtPages.ts";
import { deckSite } from "./openDeck.ts";
import { fitted } from "./runAll.ts";

const site = deckSite();
const decks = builtPages().filter((page) => page.endsWith("/lecture/"));

/**
 * Slides whose lower third is empty: all that is drawn or written on them, steps to come included, ends above two thirds of the stage. A title slide is none of them,
 * for it has its title in the middle.
 */
const emptyBelow = (page: Page): Promise<string[]> =>
  page.locator('main section.slide:not([data-layout="title"])').evaluateAll((slides) =>
    slides.flatMap((slide) => {
      const { top, height } = slide.getBoundingClientRect();
      slide.classList.add("is-measured");
      let end = 0;
      for (const part of slide.querySelectorAll(":scope > .slide-body *")) {
        if (part.closest(".cell-bar, .visually-hidden, .ink, .cell-code *:not(.cell-source)") || !part.checkVisibility()) continue;
        const isDrawn = part.matches("svg, input, select, .cell-source, .sketch-pad, button");
        const texts = part.closest("svg")
          ? []
          : [...part.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== "");
        for (const seen of [...(isDrawn ? [part] : []), ...texts]) {
          const range = document.createRange();
          range.selectNode(seen);
          end = Math.max(end, range.getBoundingClientRect().bottom);
        }
      }
      slide.classList.remove("is-measured");
      const share = (end - top) / height;
      return share < 2 / 3 ? [`${(slide as HTMLElement).dataset.slide} ends at ${share.toFixed(2)} of its height`] : [];
    }),
  );

test.for(decks)("%s: no slide has an empty lower third, in either size and theme", async (path) => {
  const { page, press } = await site.open(path.slice(1));
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  expect(await emptyBelow(page)).toEqual([]);
  await press("h");
  await expect.poll(() => emptyBelow(page)).toEqual([]);
  await page.setViewportSize({ width: 1920, height: 1080 });
  await expect.poll(() => emptyBelow(page)).toEqual([]);
});

/** What a caption says of lines and areas that no legend has. */
const marks = /\b(dashed|dotted|thin|thick|shaded)\b/gi;

test.for(decks)("%s: where a caption explains dashes and the like, the slide does, before and after a run", async (path) => {
  const { document } = parseHTML(htmlOf(path)) as unknown as { document: Document };
  const explained = [...document.querySelectorAll<HTMLElement>(".slide")].flatMap((slide) =>
    [...slide.querySelectorAll(".plot-narrow figcaption, .output-plot figcaption")]
      .flatMap((caption) => caption.textContent.match(marks) ?? [])
      .map((mark) => [slide.dataset.slide!, mark.toLowerCase()] as const),
  );
  const { page } = await site.open(path.slice(1));
  const unexplained = () =>
    page.evaluate(
      (explained) =>
        explained
          .filter(([id, mark]) => {
            const seen = [...document.querySelectorAll<HTMLElement>(`#slide-${id} :is(.slide-text, figcaption)`)].filter((part) =>
              part.checkVisibility(),
            );
            return !seen.some((part) => part.textContent.toLowerCase().includes(mark));
          })
          .map((missing) => missing.join(": ")),
      explained,
    );
  expect(await unexplained()).toEqual([]);
  for (const cell of new Set(explained.map(([id]) => id))) {
    await page.evaluate((id) => {
      location.hash = `#/${id}`;
    }, cell);
    await page.locator(`#slide-${cell}.present`).waitFor();
    await page.keyboard.press("Shift+Enter");
    await page.locator(`#slide-${cell} .cell[data-state="done"]`).first().waitFor();
  }
  await fitted(page);
  expect(await unexplained()).toEqual([]);
});

test.for(decks)("%s: every slide has notes, the title too, and no axis counts in thousandths as “20m”", (path) => {
  const { document } = parseHTML(htmlOf(path)) as unknown as { document: Document };
  const slides = [...document.querySelectorAll<HTMLElement>(".slide")];
  expect(slides.filter((slide) => (slide.querySelector(".notes")?.textContent ?? "").trim().length < 40).map(({ id }) => id)).toEqual([]);
  const labels = [...document.querySelectorAll(".slide svg text")].map(({ textContent }) => textContent.trim());
  expect(labels.filter((label) => /^−?\d+(\.\d+)?[mµμ]$/.test(label))).toEqual([]);
});
