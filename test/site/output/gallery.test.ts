import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { words } from "../../../src/i18n/index.ts";
import { drawOutput } from "../../../src/output/draw.ts";
import { GALLERY } from "./gallery.ts";
import { openBarePage } from "../harness/barePage.ts";
import { openBrowser } from "../harness/browser.ts";

declare const lib: typeof import("./outputEntry.ts");

let browser: Browser;
let opened: Awaited<ReturnType<typeof openBarePage>> | undefined;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  expect(opened!.complaints).toEqual([]);
  await opened!.page.context().close();
});

async function gallery(width: number, colorScheme: "light" | "dark"): Promise<Page> {
  const body =
    '<main style="max-width: 44rem; margin: auto; padding: 1rem"><h1>Outputs</h1><section class="cell"><div class="cell-inputs"></div><div class="cell-outputs"></div></section></main>';
  opened = await openBarePage(browser, { entry: "test/site/output/outputEntry.ts", body, colorScheme, viewport: { width, height: 900 } });
  // KaTeX takes the global document, which in a page is the page's own: formulas are drawn here, as in a worker.
  const formulas = GALLERY.outputs.map((output) => (output.kind === "tex" ? drawOutput(output, words("en")).shown : null));
  await opened.page.evaluate((formulas) => {
    document.documentElement.lang = "en";
    document.title = "Outputs";
    for (const input of lib.GALLERY.inputs) lib.show(input, document.querySelector(".cell-inputs")!);
    lib.GALLERY.outputs.forEach((output, i) => (formulas[i] ? lib.put(formulas[i]) : lib.show(output)));
    lib.showError(lib.GALLERY.error);
    lib.createTip(document.querySelector("main")!);
  }, formulas);
  return opened.page;
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1280]) {
    describe(`all outputs on a ${colorScheme} page of ${width} px`, () => {
      test("stay within the page, and no text of a plot leaves its drawing at the sides", async () => {
        const page = await gallery(width, colorScheme);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const outside = await page.evaluate(() =>
          [...document.querySelectorAll(".output-plot svg[role=img] text")].flatMap((text) => {
            const [box, svg] = [text.getBoundingClientRect(), text.closest("svg")!.getBoundingClientRect()];
            return box.left < svg.left - 8 || box.right > svg.right + 8 ? [text.textContent] : [];
          }),
        );
        expect(outside).toEqual([]);
      });

      test("have no accessibility violation, contrast included", async () => {
        const page = await gallery(width, colorScheme);
        await page.evaluate(axe.source);
        const { violations } = (await page.evaluate("axe.run(document.querySelector('.cell'))")) as axe.AxeResults;
        expect(violations.flatMap((v) => v.nodes.map((node) => `${v.id}: ${node.html.slice(0, 160)}`))).toEqual([]);
      });
    });
  }
}

test("a change of theme changes the colours of what is drawn, without drawing it anew", async () => {
  const page = await gallery(1280, "light");
  const colors = () =>
    page.evaluate(() => {
      const line = document.querySelector('g[aria-label="line"] path[stroke="var(--opt-adam)"]')!;
      const label = document.querySelector('g[aria-label="y-axis tick label"]')!;
      return [getComputedStyle(line).stroke, getComputedStyle(label).fill];
    });
  const light = await colors();
  await page.evaluate(() => {
    document.querySelector(".output-plot")!.setAttribute("data-mine", "");
    document.documentElement.dataset["theme"] = "dark";
  });
  const dark = await colors();
  expect(light[0]).toBe("rgb(206, 22, 6)");
  expect(dark[0]).toBe("rgb(222, 70, 5)");
  expect(dark[1]).not.toBe(light[1]);
  expect(await page.locator(".output-plot[data-mine]").count()).toBe(1);
});

test("lines of optimizers have their dash, in the plot and in its legend; dots and other lines have none", async () => {
  const page = await gallery(1280, "light");
  const dash = (selector: string) => page.evaluate((s) => getComputedStyle(document.querySelector(s)!).strokeDasharray, selector);
  expect(await dash('g[aria-label="line"] path[stroke="var(--opt-adamw)"]')).toBe("7px, 3px");
  expect(await dash('.plot-swatch-line[stroke="var(--opt-adamw)"]')).toBe("7px, 3px");
  expect(await dash('g[aria-label="line"] path[stroke="var(--opt-adam)"]')).toBe("none");
  const own = await page.evaluate(() => {
    const P = lib.Plot as unknown as Record<string, (...args: unknown[]) => { plot(options?: object): never }>;
    const data = [
      { t: 0, o: "AdamW" },
      { t: 1, o: "AdamW" },
    ];
    const dashOf = (made: never, selector: string) =>
      getComputedStyle(lib.show({ kind: "plot", element: made }).querySelector(selector)!).strokeDasharray;
    return [
      dashOf(P["line"]!(data, { x: "t", y: "t", stroke: "o", strokeDasharray: "1,5" }).plot(), 'g[aria-label="line"] path'),
      dashOf(P["line"]!(data, { x: "t", y: "t", stroke: "o", strokeDasharray: "1,5" }).plot({ color: { legend: true } }), ".plot-swatch-line"),
      dashOf(P["dot"]!(data, { x: "t", y: "t", stroke: "o" }).plot(), "circle"),
      dashOf(P["line"]!(data, { x: "t", y: "t", stroke: "var(--opt-adamw)" }).plot(), 'g[aria-label="line"] path'),
      dashOf(P["line"]!(data, { x: "t", y: "t", fx: "o", stroke: "o", clip: true }).plot(), 'g[aria-label="line"] path'),
    ];
  });
  expect(own).toEqual(["1px, 5px", "1px, 5px", "none", "7px, 3px", "7px, 3px"]);
});

test("tips follow the pointer, and say the values", async () => {
  const page = await gallery(1280, "light");
  const svg = page.locator('.output-plot svg[role="img"]').first();
  const box = (await svg.boundingBox())!;
  await page.mouse.move(box.x + 0.5 * box.width, box.y + 0.3 * box.height);
  const tip = page.locator(".plot-tip");
  await tip.waitFor();
  expect(await tip.innerText()).toMatch(/^(SGD|Momentum|NAG|AdaGrad|RMSProp|AdaDelta|Adam|AdamW)\nt: \d+\nloss: [\d.× ⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/);
  await page.mouse.move(2, 2);
  await tip.waitFor({ state: "hidden" });
});

test("a value opens by a click and by a key", async () => {
  const page = await gallery(1280, "light");
  const summary = page.locator(".output-value summary").first();
  await summary.click();
  expect(await page.locator(".output-value li").nth(2).textContent()).toBe("done: false");
  expect(await page.locator(".output-value li").nth(2).isVisible()).toBe(true);
  await summary.press("Enter");
  expect(await page.locator(".output-value details[open]").count()).toBe(0);
});

test("a plot's scales agree with where the browser draws", async () => {
  const page = await gallery(1280, "light");
  const off = await page.evaluate(() => {
    const P = lib.Plot as unknown as Record<string, (...args: unknown[]) => { plot(): never }>;
    const shown = lib.show({
      kind: "plot",
      element: P["dot"]!([
        [3, 4],
        [0, 0],
        [10, 10],
      ]).plot(),
    });
    const [{ svg, facts }] = lib.shownFacts(shown);
    const [x, y] = [lib.toScale(facts.x!), lib.toScale(facts.y!)];
    const dot = shown.querySelector("circle")!.getBoundingClientRect();
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    return [frame.left + x.apply(3) * scale - (dot.left + dot.width / 2), frame.top + y.apply(4) * scale - (dot.top + dot.height / 2)];
  });
  for (const distance of off) expect(Math.abs(distance)).toBeLessThan(1);
});
