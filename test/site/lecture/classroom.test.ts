import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readQr } from "../../lecture/readQr.ts";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { dist } from "../page/builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
const contexts: BrowserContext[] = [];
const thrown: string[] = [];
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  expect(thrown.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const deck = "sgd/lecture/";

async function newContext(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: "reduce", serviceWorkers: "block", ...options });
  context.on("page", (page) => page.on("pageerror", (error) => thrown.push(error.stack ?? error.message)));
  contexts.push(context);
  return context;
}

async function openDeck(context: BrowserContext, address = deck): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.address + address);
  await ready(page);
  return page;
}

/** All tools of the deck are there. */
const ready = (page: Page) => page.locator('.deck-tools [data-tool="black"]').waitFor({ state: "attached" });

async function reload(page: Page): Promise<void> {
  await page.reload();
  await ready(page);
}

/** The presenter's window and a smaller one of the audience, the same for several tests; each leaves them as it found them. */
let presenter: Page, audience: Page;
beforeAll(async () => {
  const context = await newContext();
  contexts.pop();
  audience = await openDeck(context);
  await audience.setViewportSize({ width: 960, height: 700 });
  presenter = await openDeck(context, `${deck}?presenter`);
});

/** Turns both windows to a slide. */
async function turnTo(slide: string): Promise<void> {
  await presenter.evaluate((hash) => {
    location.hash = hash;
  }, `/${slide}`);
  for (const page of [presenter, audience]) await page.locator(`${shown}[data-slide="${slide}"]`).waitFor();
}

/** The first slide of the chapter that has something of this class. */
function slideWith(name: string): string {
  const html = readFileSync(join(dist, deck, "index.html"), "utf8");
  const slide = html.split("<section").find((section) => new RegExp(`class="${name}[ "]`).test(section));
  return /data-slide="([^"]+)"/.exec(slide ?? "")![1];
}

/** A window behind another one has no frames to poll in. */
const polling = { polling: 50 };
const shown = "section.present";

test("a show of hands: typed counts are bars in all windows once they are shown, and the truth comes by its button or a clicker and not before", async () => {
  await turnTo(slideWith("hands"));
  const truth = Number(await presenter.locator(`${shown} .hands`).getAttribute("data-truth"));
  const options = await presenter.locator(`${shown} .hands-text`).allTextContents();
  const answer = (page: Page) => page.locator(`${shown} .hands-answer`);

  await presenter.keyboard.press("a");
  for (const i of options.keys()) {
    await presenter.keyboard.type(String(10 * (i + 1)));
    await presenter.keyboard.press(i % 2 ? "Tab" : "Enter");
  }
  const all = options.reduce((sum, _, i) => sum + 10 * (i + 1), 0);
  await audience.getByText(`${all} hands`).waitFor();
  expect(
    await audience.locator(`${shown} .hands-count`).evaluateAll((inputs) => inputs.map((input) => Number((input as HTMLInputElement).value))),
  ).toEqual(options.map((_, i) => 10 * (i + 1)));
  const widths = () =>
    audience.locator(`${shown} .hands-bar`).evaluateAll((bars) => bars.map((bar) => parseFloat(getComputedStyle(bar, "::before").width)));
  expect(await widths()).toEqual(options.map(() => 0));
  expect(await audience.locator(`${shown} .hands-share`).allTextContents()).toEqual(options.map(() => ""));
  await presenter.getByRole("button", { name: "Show votes" }).click();
  await audience.bringToFront();
  await audience.waitForFunction(
    (counts) =>
      [...document.querySelectorAll("section.present .hands-bar")].every((bar, i) => {
        const share = parseFloat(getComputedStyle(bar, "::before").width) / parseFloat(getComputedStyle(bar).width);
        return Math.abs(share - counts[i] / counts.reduce((a, b) => a + b)) < 1e-3;
      }),
    options.map((_, i) => 10 * (i + 1)),
    polling,
  );
  await presenter.bringToFront();
  for (const page of [presenter, audience]) {
    expect(await answer(page).textContent()).toBe("");
    expect(await page.locator(`${shown} .is-right`).count()).toBe(0);
  }

  const told = `The truth: ${options[truth]}. ${10 * (truth + 1)} of ${all} had it right.`;
  await presenter.getByRole("button", { name: "Show the truth" }).click();
  await answer(audience).getByText(told).waitFor();
  expect(await audience.locator(`${shown} .hands-option`).evaluateAll((items) => items.map((item) => item.classList.contains("is-right")))).toEqual(
    options.map((_, i) => i === truth),
  );
  await presenter.getByRole("button", { name: "Hide the truth" }).click();
  await answer(audience).filter({ hasNotText: "truth" }).waitFor({ state: "attached" });
  await presenter.evaluate(() => (document.activeElement as HTMLElement).blur());
  while ((await answer(presenter).textContent()) === "") await presenter.keyboard.press("PageDown");
  await answer(audience).getByText(told).waitFor();

  for (const page of [presenter, audience]) await reload(page);
  await answer(audience).getByText(told).waitFor();
  await presenter.locator(`${shown} .hands`).getByRole("button", { name: "Reset" }).click();
  await answer(audience).filter({ hasNotText: "truth" }).waitFor({ state: "attached" });
  await audience.locator(`${shown} .hands-sum:empty`).waitFor({ state: "attached" });
  await reload(audience);
  expect(await audience.locator(`${shown} .hands-count`).first().inputValue()).toBe("");

  // Votes that are shown can be hidden after all of them were cleared one by one.
  await presenter.bringToFront();
  const votes = presenter.locator(`${shown} .hands-buttons button`).first();
  await presenter.keyboard.press("a");
  await presenter.keyboard.type("3");
  await votes.click();
  await presenter.keyboard.press("a");
  await presenter.keyboard.press("Backspace");
  await presenter.locator(`${shown} .hands-sum:empty`).waitFor({ state: "attached" });
  await votes.click();
  expect([await votes.textContent(), await votes.isDisabled()]).toEqual(["Show votes", true]);
});

/** Draws with the mouse from one place of the stage to another, both in parts of its width and height. */
async function draw(page: Page, [x1, y1]: [number, number], [x2, y2]: [number, number]): Promise<void> {
  await page.bringToFront();
  const { x, y, width, height } = (await page.locator(shown).boundingBox())!;
  await page.mouse.move(x + x1 * width, y + y1 * height);
  await page.mouse.down();
  await page.mouse.move(x + x2 * width, y + y2 * height, { steps: 8 });
  await page.mouse.up();
}

/** Where the strokes of the slide shown begin and end, in parts of its width and height. */
const strokes = (page: Page) =>
  page.locator(`${shown} .ink g`).evaluateAll((groups) =>
    groups.map((group) => {
      const [first, last] = [group.firstElementChild, group.lastElementChild] as SVGPathElement[];
      const from = first.getPointAtLength(0),
        to = last.getPointAtLength(last.getTotalLength());
      return [from.x / 1280, from.y / 720, to.x / 1280, to.y / 720].map((part) => Math.round(part * 100) / 100);
    }),
  );

const inkIs = (page: Page, count: number) =>
  page.waitForFunction((strokes) => document.querySelectorAll("section.present .ink g").length === strokes, count, polling);

test("the pen draws over a slide at every scale, live in all windows; it is kept for each slide, undone, rubbed out and cleared", async () => {
  const slide = slideWith("cell");
  await turnTo(slide);
  await presenter.keyboard.press("p");
  await draw(presenter, [0.2, 0.2], [0.6, 0.5]);
  await inkIs(audience, 1);
  expect(await strokes(audience)).toEqual([[0.2, 0.2, 0.6, 0.5]]);
  await audience.keyboard.press("p");
  await audience.keyboard.press("2");
  await draw(audience, [0.1, 0.65], [0.3, 0.65]);
  await inkIs(presenter, 2);
  expect((await strokes(presenter))[1]).toEqual([0.1, 0.65, 0.3, 0.65]);
  expect(await presenter.locator(`${shown} .ink g`).nth(1).getAttribute("class")).toBe("ink-2");

  // What is being drawn is seen before it is done.
  await presenter.bringToFront();
  const box = (await presenter.locator(shown).boundingBox())!;
  await presenter.mouse.move(box.x + 300, box.y + 300);
  await presenter.mouse.down();
  await presenter.mouse.move(box.x + 400, box.y + 320, { steps: 4 });
  await inkIs(audience, 3);
  await presenter.mouse.up();
  await inkIs(presenter, 3);
  await presenter.keyboard.press("z");
  await inkIs(audience, 2);

  await presenter.keyboard.press("Escape");
  await presenter.keyboard.press("PageDown");
  while ((await presenter.locator(shown).getAttribute("data-slide")) === slide) await presenter.keyboard.press("PageDown");
  await inkIs(audience, 0);
  const [audienceAt, presenterAt] = [`${site.address}${deck}#/${slide}`, `${site.address}${deck}?presenter#/${slide}`];
  for (const page of [presenter, audience]) await page.goto("about:blank");
  await audience.goto(audienceAt);
  await presenter.goto(presenterAt);
  for (const page of [presenter, audience]) await ready(page);
  await inkIs(presenter, 2);
  expect((await strokes(presenter))[0]).toEqual([0.2, 0.2, 0.6, 0.5]);

  await presenter.keyboard.press("p");
  await presenter.getByRole("button", { name: "Eraser" }).click();
  await draw(presenter, [0.2, 0.6], [0.2, 0.7]);
  await inkIs(presenter, 1);
  await presenter.getByRole("button", { name: "Undo" }).click();
  await inkIs(presenter, 2);
  await presenter.getByRole("button", { name: "Clear slide" }).click();
  await inkIs(presenter, 0);
  await reload(presenter);
  await inkIs(presenter, 0);
});

test("pen and laser pointer leave the cells alone while they are off, and a browser that keeps nothing draws all the same", async () => {
  const context = await newContext();
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  const page = await openDeck(context, `${deck}#/${slideWith("cell")}`);
  const under = () =>
    page.evaluate((selector) => {
      const { left, top, width, height } = document.querySelector(`${selector} .cell`)!.getBoundingClientRect();
      return document
        .elementFromPoint(left + width / 2, top + height / 2)!
        .closest(".ink, .cell")
        ?.classList.item(0);
    }, shown);
  expect(await under()).toBe("cell");
  await page.keyboard.press("p");
  expect(await under()).toBe("ink");
  await draw(page, [0.1, 0.1], [0.5, 0.1]);
  await inkIs(page, 1);
  await page.keyboard.press("l");
  expect(await under()).toBe("cell");
  expect(await page.locator('[data-tool="pen"]').getAttribute("aria-pressed")).toBe("false");
  await page.keyboard.press("Escape");
  expect(await page.locator('[data-tool="laser"]').getAttribute("aria-pressed")).toBe("false");
});

test("the laser pointer's dot is at the same place of the slide in all windows, fades, and is kept nowhere", async () => {
  await turnTo(slideWith("cell"));
  await presenter.keyboard.press("l");
  const { x, y, width, height } = (await presenter.locator(shown).boundingBox())!;
  const lit = audience.locator(".laser.is-lit").waitFor();
  await presenter.mouse.move(x + width / 4, y + height / 4);
  await presenter.mouse.move(x + width / 4, y + height / 2);
  await lit;
  await audience.waitForFunction(
    () => {
      const dot = document.querySelector(".laser")?.getBoundingClientRect();
      const slide = document.querySelector("section.present")!.getBoundingClientRect();
      return (
        dot &&
        Math.abs((dot.x + dot.width / 2 - slide.x) / slide.width - 0.25) < 0.005 &&
        Math.abs((dot.y + dot.height / 2 - slide.y) / slide.height - 0.5) < 0.005
      );
    },
    undefined,
    polling,
  );
  await audience.locator(".laser:not(.is-lit)").waitFor({ state: "attached" });
  await reload(audience);
  expect(await audience.locator(".laser").count()).toBe(0);
});

test("a black screen blacks out the audience and not the presenter, whose work goes on; any key there ends it", async () => {
  await turnTo(slideWith("cell"));
  await presenter.keyboard.press("b");
  await audience.locator("dialog.black[open]").waitFor();
  expect(
    await audience.evaluate(() => {
      const element = document.elementFromPoint(innerWidth / 2, innerHeight / 2)!;
      return [element.className, getComputedStyle(element).backgroundColor, element.getBoundingClientRect().width >= innerWidth];
    }),
  ).toEqual(["black", "rgb(0, 0, 0)", true]);
  const banner = presenter.getByText("The audience's screen is black.");
  await banner.waitFor();
  const before = await presenter.evaluate(() => location.hash);
  await presenter.keyboard.press("ArrowRight");
  await presenter.waitForFunction((hash) => location.hash !== hash, before, polling);
  expect(await banner.isVisible()).toBe(true);
  await reload(audience);
  await audience.locator("dialog.black[open]").waitFor();
  const now = await audience.evaluate(() => location.hash);
  await audience.keyboard.press("ArrowRight");
  await audience.locator("dialog.black:not([open])").waitFor({ state: "attached" });
  expect(await audience.evaluate(() => location.hash)).toBe(now);
  await banner.waitFor({ state: "detached" });
  await audience.keyboard.press(".");
  await banner.waitFor();
  await presenter.getByRole("button", { name: "Show it again" }).click();
  await audience.locator("dialog.black:not([open])").waitFor({ state: "attached" });
});

/** The modules of the code on the screen, read from the picture's path. */
async function codeOn(page: Page): Promise<string> {
  const { size, path } = await page
    .locator(".qr")
    .evaluate((svg) => ({ size: (svg as SVGSVGElement).viewBox.baseVal.width, path: svg.querySelector("path")!.getAttribute("d")! }));
  const modules = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) modules[Number(y)][Number(x)] = true;
  return readQr(modules);
}

test("the code opens the same slide on a phone with what was changed, which asks there before it is used", async () => {
  const slide = slideWith("cell");
  await turnTo(slide);
  const id = (await presenter.locator(`${shown} .cell`).first().getAttribute("data-cell"))!;
  const mine = `display("from the lecture");`;
  await presenter.keyboard.press("c");
  await presenter.locator(`#cell-${id} .cell-source`).click();
  const editor = presenter.locator(`#cell-${id}`).getByRole("textbox", { name: /^Code of / });
  await editor.press("ControlOrMeta+End");
  await presenter.keyboard.insertText(`\n${mine}`);
  await presenter.keyboard.press("Escape");
  await presenter.evaluate(() => (document.activeElement as HTMLElement).blur());

  await presenter.keyboard.press("q");
  await audience.locator(".qr").waitFor();
  const title = (await presenter.locator(`#cell-${id}`).getAttribute("aria-label"))!;
  const panel = presenter.locator(".qr-panel");
  await panel.getByText(`With the code as it is here: ${title}.`).waitFor();
  await panel.getByText("phones cannot reach it").waitFor();
  const link = await codeOn(audience);
  expect(link.startsWith(`${site.address}${deck}#/${slide}`)).toBe(true);

  await panel.getByLabel("Address of the site for phones").fill("javascript:alert(1)");
  await presenter.keyboard.press("Enter");
  await panel.getByText("This is no address of a site.").waitFor();
  await panel.getByLabel("Address of the site for phones").fill("192.168.1.7:4321");
  await presenter.keyboard.press("Enter");
  await audience.getByText(`192.168.1.7:4321/${deck}#/${slide}`).waitFor();
  expect(await codeOn(audience)).toBe(link.replace(site.address, "http://192.168.1.7:4321/"));
  await audience.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });

  const phone = await (await newContext({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true })).newPage();
  await phone.goto(link);
  const offer = phone.getByRole("region", { name: "Code in this link" });
  await offer.getByText(`This link carries changed code for: ${title}.`).waitFor();
  expect(await phone.locator(shown).getAttribute("data-slide")).toBe(slide);
  await offer.getByRole("button", { name: "Use it" }).click();
  await phone.locator(`#cell-${id}[data-state="edited"]`).waitFor();
  expect(await phone.locator(`#cell-${id} .cell-source, #cell-${id} .cm-content`).first().textContent()).toContain(mine);
  expect(await phone.getByText("from the lecture", { exact: true }).count()).toBe(0);
  expect(new URL(phone.url()).hash.startsWith(`#/${slide}`)).toBe(true);
});

test("code that is too long for a code to be read from afar is left out of it, which the panel says", async () => {
  const slide = slideWith("cell");
  const context = await newContext();
  const page = await openDeck(context, `${deck}#/${slide}`);
  const id = (await page.locator(`${shown} .cell`).first().getAttribute("data-cell"))!;
  const long = Array.from({ length: 120 }, (_, i) => `const n${i} = ${Math.sin(i)};`).join("\n");
  await page.evaluate(
    ([key, source]) => localStorage.setItem(key, JSON.stringify({ hash: "", source, inputs: {} })),
    [`notebook/en/sgd/${id}`, long],
  );
  await reload(page);
  await page.keyboard.press("q");
  await page.locator(".qr-panel").getByText("Without the changed code").waitFor();
  expect(await codeOn(page)).toBe(`${site.address}${deck}#/${slide}`);
});

test("the timer is set, started and paused by keys, the same in all windows, goes on over a reload, and says once that time is up", async () => {
  const context = presenter.context();
  await context.clock.install();
  for (const page of [presenter, audience]) await reload(page);
  const timer = (page: Page) => page.locator(".timer");
  const reads = (page: Page, text: string) => timer(page).locator(".timer-digits").getByText(text, { exact: true }).waitFor();
  await presenter.keyboard.press("t");
  await reads(audience, "3:00");
  await presenter.getByRole("button", { name: "One minute less" }).click();
  await reads(audience, "2:00");
  await timer(presenter).getByRole("button", { name: "Start" }).press("Enter");
  await timer(audience).getByRole("button", { name: "Pause" }).waitFor({ state: "attached" });
  await reload(presenter);
  await timer(presenter).getByRole("button", { name: "Pause" }).press("Enter");
  await timer(audience).getByRole("button", { name: "Start" }).waitFor();
  const left = (await timer(presenter).locator(".timer-digits").textContent())!;
  expect(left).toMatch(/^(1:[0-5]\d|2:00)$/);
  await context.clock.fastForward(300_000);
  for (const page of [presenter, audience]) await reads(page, left);
  await timer(presenter).getByRole("button", { name: "Start" }).press("Enter");
  await timer(audience).getByRole("button", { name: "Pause" }).waitFor({ state: "attached" });
  expect(await audience.getByText("Time is up").count()).toBe(0);
  await context.clock.fastForward(121_000);
  for (const page of [presenter, audience]) {
    await reads(page, "0:00");
    expect(await page.getByRole("status").filter({ hasText: "Time is up" }).count()).toBe(1);
  }
  await presenter.keyboard.press("t");
  await audience.locator(".timer").waitFor({ state: "hidden" });
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
test("the tools are accessible in light and dark", async () => {
  const page = await openDeck(await newContext(), `${deck}#/${slideWith("hands")}`);
  await page.evaluate(axe);
  const findings = async (selectors: string[]) => {
    const found: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      found.push(
        ...(await page.evaluate(async (include) => {
          const { run } = (
            window as unknown as {
              axe: { run(context: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
            }
          ).axe;
          const { violations } = await run({ include });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary.slice(0, 200)}`),
          );
        }, selectors)),
      );
    }
    return found;
  };
  await page.keyboard.press("a");
  await page.keyboard.type("12");
  await page.getByRole("button", { name: "Show the truth" }).press("Enter");
  await page.locator(`${shown} .is-right`).waitFor();
  await page.keyboard.press("p");
  await page.keyboard.press("t");
  expect(await findings([`${shown} .hands`, ".pen-tools", ".timer", ".deck-tools"])).toEqual([]);
  await page.keyboard.press("q");
  await page.locator(".qr").waitFor();
  expect(await findings([".qr-panel"])).toEqual([]);
});
