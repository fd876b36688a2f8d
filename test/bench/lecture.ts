/**
 * How far the audience's window is behind the presenter's, in the built deck of chapter 1: `npm run build && npm run bench:lecture
 * [ROUNDS]`. From the frame in which the presenter's window has painted something to the one in which the audience's has; both
 * windows are of one browser and have one clock.
 */
import type { Page } from "playwright-core";
import { openBrowser } from "../site/harness/browser.ts";
import { serve } from "../site/harness/serve.ts";
import { dist } from "../site/page/builtPages.ts";

declare const painted: Map<string, number>;

const rounds = Number(process.argv[2] ?? 40);
const goalMs = 50;
// Two windows of a lecture are both on screen: neither may be treated as one that nobody sees.
const [browser, site] = await Promise.all([
  openBrowser(["--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows"]),
  serve(dist),
]);
const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });

const address = (query: string) => `${site.address}sgd/lecture/${query}#/two-directions`;

async function watch(page: Page): Promise<Page> {
  await page.locator("main.reveal.ready, main[data-started]").first().waitFor();
  await page.evaluate(() => {
    Object.assign(globalThis, { painted: new Map<string, number>() });
    /** When what stands in a cell, or which slide is shown, was first painted. */
    const note = (what: string) =>
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (!painted.has(what)) painted.set(what, performance.timeOrigin + performance.now());
        }),
      );
    const main = document.querySelector("main")!;
    new MutationObserver(() => {
      note(`slide ${main.querySelector<HTMLElement>("section.slide.present")?.dataset.slide}`);
      for (const cell of main.querySelectorAll<HTMLElement>(".slides:not(.preview) .slide.present .cell")) {
        const shown = /\\max\\,\|.*?\)|round \d+/.exec(cell.querySelector(".cell-outputs")!.textContent!)?.[0];
        if (shown) note(shown);
      }
    }).observe(main, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
  });
  return page;
}
// As a lecturer opens them: the one from the other.
const audience = await context.newPage();
await audience.goto(address(""));
const [presenter] = await Promise.all([
  audience.waitForEvent("popup"),
  audience.evaluate((to) => void window.open(to, "presenter", "popup,width=1280,height=800"), address("?presenter")),
]);
for (const page of [audience, presenter]) await watch(page);

/** Empties what was painted, does something in the presenter's window, and gives how much later each of its paintings was the audience's, in ms. */
async function lags(act: () => Promise<unknown>, of: RegExp): Promise<number[]> {
  for (const page of [presenter, audience]) await page.evaluate(() => painted.clear());
  await act();
  const read = async (page: Page) => new Map((await page.evaluate(() => [...painted])).filter(([what]) => of.test(what)));
  let here = new Map<string, number>(),
    there = here;
  for (let last = ""; !there.has(last);) {
    [here, there] = [await read(presenter), await read(audience)];
    last = [...here].toSorted((a, b) => a[1] - b[1]).at(-1)?.[0] ?? "nothing yet";
  }
  return [...here].flatMap(([what, at]) => (there.has(what) ? [there.get(what)! - at] : []));
}

const drag = (page: Page, from: number) =>
  page.evaluate(async (from) => {
    const slider = document.querySelector<HTMLInputElement>("main #cell-one-alpha input[type=range]")!;
    for (let i = 0; i < 30; i++) {
      slider.value = String(0.01 + (from + i) * 0.0005);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  }, from);

const sliderLags: number[] = [],
  editLags: number[] = [],
  placeLags: number[] = [];
await lags(() => drag(presenter, 0), /max/);
for (let round = 0; sliderLags.length < rounds * 5; round++) sliderLags.push(...(await lags(() => drag(presenter, (round % 5) * 30 + 1), /max/)));

for (const page of [presenter, audience])
  await page.evaluate(() => {
    location.hash = "#/one-dimension";
  });
await presenter
  .locator("main section.slide.present[data-slide=one-dimension] #cell-one-dimension .cell-source")
  .click({ position: { x: 60, y: 14 } });
const editor = presenter.locator("main #cell-one-dimension").getByRole("textbox", { name: /^Code of / });
for (let round = -3; round < rounds; round++) {
  const took = await lags(
    async () => {
      await editor.press("ControlOrMeta+a");
      await presenter.keyboard.insertText(
        `const regimes = [];\nPlot.line(Array.from({ length: 1000 }, (_, t) => [t, Math.sin(t / ${round + 20})])).plot({ caption: "round ${round + 10}" })`,
      );
      await presenter.keyboard.press("ControlOrMeta+Enter");
    },
    new RegExp(`^round ${round + 10}$`),
  );
  if (round >= 0) editLags.push(...took);
}

await presenter.evaluate(() => (document.activeElement as HTMLElement).blur());
for (let round = 0; round < rounds; round++)
  placeLags.push(...(await lags(() => presenter.keyboard.press(round % 2 === 0 ? "PageUp" : "PageDown"), /^slide/)));

const quantile = (list: readonly number[], q: number): number =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
console.log(`${"the audience's window behind the presenter's".padEnd(48)} p50 ms   p95 ms   n`);
for (const [name, list] of [
  ["output while a slider of a 1,000-step run is dragged", sliderLags],
  ["plot of an edited cell that is run", editLags],
  ["slide or step turned", placeLags],
] as const) {
  console.log(
    `${name.padEnd(54)}${quantile(list, 0.5).toFixed(1).padStart(6)}${quantile(list, 0.95).toFixed(1).padStart(9)}${String(list.length).padStart(5)}   (goal p50 ≤ ${goalMs}: ${quantile(list, 0.5) <= goalMs ? "met" : "not met"})`,
  );
}
await browser.close();
await site.close();
