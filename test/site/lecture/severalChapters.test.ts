/** A lecture that is made of slides of several chapters and of the lecturer's own; slides that are hidden on the spot; pictures. */
import { describe, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { deckSite, stepsIn, type OpenDeck } from "./openDeck.ts";

const site = deckSite();
const address = "lectures/from-sgd-to-adam/";

const slides = [
  "title",
  ...["sgd-one-rule", "sgd-stability", "sgd-condition-number"],
  ...["momentum-one-more-line", "momentum-root-kappa"],
  "family",
  ...["adagrad-unfair", "adagrad-sum-of-squares"],
  "rmsprop-adadelta-leak",
  ...["adam-two-averages", "adam-first-step", "adam-summary"],
];

describe("the lecture of several chapters", () => {
  test("has the slides that its file names, in its order, and no name twice", async () => {
    const { page } = await site.open(address);
    expect((await stepsIn(page)).map(([id]) => id)).toEqual(slides);
    expect(
      await page.evaluate(() => {
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        return ids.filter((id, i) => ids.indexOf(id) < i);
      }),
    ).toEqual([]);
    // Its minutes are those of its notes, the chapters' and its own.
    expect(await page.locator("#slide-title .notes").textContent()).toContain("13 slides, 50 minutes");
    expect(await page.locator("#slide-adam-first-step .notes").textContent()).toContain("Compare with momentum’s first step");
    expect(await page.locator("#slide-family .notes").textContent()).toContain("Halfway.");
  });

  test("a clicker goes through all of it, and each link leads to a page that is there", async () => {
    const deck = await site.open(address);
    for (const [slide, steps] of await stepsIn(deck.page))
      for (let step = 0; step <= steps; step++) {
        await deck.isAt(slide + (step > 0 ? `/${step}` : ""));
        await deck.press("PageDown");
      }
    await deck.isAt("adam-summary" + stepsSuffix((await stepsIn(deck.page)).at(-1)![1]));
    const missing = await deck.page.evaluate(async () => {
      const links = [...document.querySelectorAll<HTMLAnchorElement>("main a[href]")].filter(({ origin }) => origin === location.origin);
      const found = await Promise.all(
        links.map(async ({ href }) => {
          const { hash } = new URL(href);
          const answer = await fetch(href);
          const page = new DOMParser().parseFromString(await answer.text(), "text/html");
          return answer.ok && (hash === "" || page.getElementById(decodeURIComponent(hash.slice(1)))) ? [] : [href];
        }),
      );
      return [links.length > 5, found.flat()];
    });
    expect(missing).toEqual([true, []]);
  });

  test("cells of two chapters run, with what they need of their chapters that is on no slide, and know nothing of each other's names", async () => {
    const deck = await site.open(`${address}#/sgd-stability`);
    const run = async (slide: string, cell: string): Promise<void> => {
      await deck.page.evaluate((hash) => (location.hash = hash), `#/${slide}`);
      await deck.isAt(slide);
      await deck.page.locator(`#cell-${cell} .cell-bar [data-action="run"]`).evaluate((button: HTMLElement) => button.click());
      await deck.cellIs(cell, "done");
    };
    // Both read a `kappaRuns`, each that of its own chapter, and no slide has a cell that defines one.
    await run("sgd-condition-number", "sgd-condition-number-plot");
    await run("momentum-root-kappa", "momentum-kappas-plot");
    const sources = await deck.page.evaluate(async () => {
      const { notebook } = document.querySelector<HTMLElement>("main")!.dataset;
      const { cells } = (await (await fetch(notebook!)).json()) as { cells: { id: string; source: string; scope: string }[] };
      return cells
        .filter(({ source }) => /^const kappaRuns =/m.test(source))
        .map(({ id, scope }) => [scope, document.getElementById(`cell-${id}`) !== null]);
    });
    expect(sources.map(([scope]) => scope)).toEqual(["sgd", "momentum"]);
    expect(sources.some(([, isOnSlide]) => !isOnSlide)).toBe(true);
  });

  test("an edit of one chapter's cell leaves the other chapters' alone, and is not the chapter page's", async () => {
    const deck = await site.open(`${address}#/adam-first-step`);
    const [cell] = (await cellsOf(deck.page)).filter((id) => id.startsWith("adam-"));
    await deck.page.locator(`#cell-${cell} .cell-source`).click({ position: { x: 60, y: 14 } });
    await deck.page.locator(`#cell-${cell} .cm-content`).press("ControlOrMeta+a");
    await deck.page.keyboard.insertText("const rate = 5; const run = 6; rate + run");
    await deck.page.keyboard.press("ControlOrMeta+Enter");
    await deck.cellIs(cell!, "done");
    expect(await deck.page.locator(`#cell-${cell} .cell-outputs`).textContent()).toContain("11");
    const states = await deck.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('main .slides:not(.preview) .cell:not([id^="cell-adam-"])')].map(({ dataset }) => dataset.state),
    );
    expect([...new Set(states)]).toEqual(["fresh"]);
    expect(await deck.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("notebook/")))).toEqual([
      `notebook/en/lectures/from-sgd-to-adam/${cell}`,
    ]);
  });

  test("a moved control is moved in the other window too", async () => {
    const context = await site.context();
    const [one, other] = [await site.open(`${address}#/momentum-one-more-line`, { in: context }), await site.open(address, { in: context })];
    const slider = (deck: OpenDeck) => deck.page.locator("#slide-momentum-one-more-line input[type=range]").first();
    await slider(one).focus();
    const before = await slider(other).inputValue();
    await one.press("ArrowRight");
    await expect.poll(() => slider(other).inputValue()).not.toBe(before);
    expect(await slider(other).inputValue()).toBe(await slider(one).inputValue());
  });

  test("its handout has the notes, the prose of its slides, and the way back", async () => {
    const page = await (await site.context()).newPage();
    await page.goto(`${site.server().address}${address}handout/`);
    expect(await page.locator(".slide-mark .name").allTextContents()).toHaveLength(slides.length - 1);
    expect(await page.locator(".handout-facts").textContent()).toMatch(/13 slides\s*50 min/);
    expect(await page.locator(".notes").count()).toBe(slides.length - 1);
    await page.locator(".handout-facts a").first().click();
    await page.locator("main.reveal.ready").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/${address}`);
  });
});

const stepsSuffix = (steps: number): string => (steps > 0 ? `/${steps}` : "");
const cellsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll<HTMLElement>("main .slides:not(.preview) [data-cell]")].map(({ dataset }) => dataset.cell!));

describe("a slide that is hidden on the spot", () => {
  test("is passed over in all windows, is dim among all slides, and is back when it is shown again", async () => {
    const context = await site.context();
    const [one, other] = [
      await site.open(`${address}#/sgd-stability`, { in: context }),
      await site.open(`${address}?presenter#/sgd-stability`, { in: context }),
    ];
    await one.press("x");
    await other.page.locator(".presenter-here", { hasText: "hidden" }).waitFor();
    await other.page.locator(".presenter-slides > button").nth(2).and(other.page.locator("[data-hidden]")).waitFor();
    expect(await other.page.locator(".presenter-slides > [data-hidden]").count()).toBe(1);
    // It stays until the next key. Forward over it, and back over it, by either window.
    await other.press("Home", "PageDown");
    await one.isAt("sgd-one-rule");
    expect(await other.page.locator(".next-title").textContent()).toContain("The price is the condition number");
    await other.press("PageDown");
    await one.isAt("sgd-condition-number");
    await one.press("PageUp");
    await other.isAt("sgd-one-rule");
    // All slides at once still have it, dim, and lead to it; there it is shown again.
    await one.press("o", "ArrowRight");
    await one.isAt("sgd-stability");
    expect(await one.page.locator("#slide-sgd-stability > h2").evaluate((title) => getComputedStyle(title).opacity)).toBe("0.3");
    await one.press("x", "Enter", "PageUp", "PageDown");
    await other.isAt("sgd-stability");
    expect(await other.page.locator(".presenter-slides > [data-hidden]").count()).toBe(0);
  });

  test("takes no time of the plan, and stays hidden over a reload; a new lecture has it again", async () => {
    const { page, press, isAt } = await site.open(`${address}?presenter#/sgd-condition-number`);
    const planned = () => page.locator(".presenter-elapsed").textContent();
    expect(await planned()).toBe("0:00 / 50:00");
    await page.getByRole("button", { name: "Hide this slide" }).click();
    await expect.poll(planned).toBe("0:00 / 44:00");
    await page.reload();
    await page.locator("main.reveal.ready").waitFor();
    await page.locator('[data-tool="hide"][aria-pressed="true"]').waitFor();
    await press("i");
    await page.getByRole("button", { name: "Start", exact: true }).click();
    await page.locator('[data-tool="hide"][aria-pressed="false"]').waitFor();
    await isAt("sgd-condition-number");
  });

  test("at the end the last one shown is the last", async () => {
    const { page, press, isAt, place } = await site.open(`${address}#/adam-summary`);
    const [, steps] = (await stepsIn(page)).at(-2)!;
    await press("x", "Home", "End");
    await isAt("adam-first-step");
    await press(...Array.from({ length: steps + 2 }, () => "PageDown"));
    expect(await place()).toBe(`adam-first-step${stepsSuffix(steps)}`);
  });
});

describe("a picture", () => {
  const shapes = { wide: [2000, 300], tall: [300, 2000], small: [40, 30] } as const;
  const svg = ([width, height]: readonly [number, number]): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><rect width="${width}" height="${height}"/></svg>`;

  test.for([
    [1280, 720, false],
    [1920, 1080, false],
    [1280, 720, true],
  ] as const)(
    "is as large as its slide has room for, never over its edge, in its own proportions, at %d × %d (projector: %s)",
    async ([width, height, projector]) => {
      const context = await site.context({ viewport: { width, height } });
      for (const [name, shape] of Object.entries(shapes)) {
        await context.route("**/family.*.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: svg(shape) }));
        const deck = await site.open(`${address}#/family`, { in: context });
        if (projector) await deck.press("h");
        const found = await deck.page.evaluate(async () => {
          const image = document.querySelector<HTMLImageElement>("#slide-family img")!;
          await image.decode();
          const scale = document.querySelector("#slide-family")!.getBoundingClientRect().width / 1280;
          const text = document.querySelector("#slide-family .slide-text")!;
          const [box, room] = [image.getBoundingClientRect(), text.getBoundingClientRect()];
          const below = [...document.querySelectorAll("#slide-family .slide-text :is(p:not(.picture), .katex-display)")];
          return {
            fit: getComputedStyle(image).objectFit,
            isInside: box.left >= room.left - 1 && box.right <= room.right + 1 && box.top >= room.top - 1 && box.bottom <= room.bottom + 1,
            isTextInside: text.scrollHeight <= text.clientHeight + 1 && text.scrollWidth <= text.clientWidth + 1,
            isAbove: below.length > 0 && below.every((one) => one.getBoundingClientRect().top >= box.bottom - 1),
            ratio: image.naturalWidth / image.naturalHeight,
            box: [box.width / scale, box.height / scale],
          };
        });
        // What is painted is the largest of its proportions in its box.
        expect(found, name).toMatchObject({ fit: "contain", isInside: true, isTextInside: true, isAbove: true, ratio: shape[0] / shape[1] });
        expect(found.box[0], name).toBeGreaterThanOrEqual(1150);
        expect(found.box[1], name).toBeGreaterThanOrEqual(300);
        await deck.page.close();
        await context.unrouteAll();
      }
    },
  );

  test("on a phone it is as wide as the screen at most", async () => {
    const { page } = await site.open(`${address}#/family`, { viewport: { width: 390, height: 844 } });
    const { x, width, height } = (await page.locator("#slide-family img").boundingBox())!;
    expect([x >= 0, x + width <= 390, Math.round((width / height) * 100) / 100]).toEqual([true, true, 3]);
  });
});
