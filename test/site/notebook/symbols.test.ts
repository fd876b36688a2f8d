/** Symbols of the built chapter: formula, code, editor and value light up together, by pointer, by keys and by caret; computed numbers show their cells. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();

/** Where anything is lit, and which symbols: `formula lr`, `code lr`, `editor lr`, `label lr`, `widget value`. */
const lit = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const probe = document.createElement("i");
    probe.style.background = "var(--lit)";
    document.body.append(probe);
    const color = getComputedStyle(probe).backgroundColor;
    probe.remove();
    const kinds = [".katex", ".cm-content", ".input-label", "pre", ".inspect-key", ".output-table", ".computed"];
    const names = ["formula", "editor", "label", "code", "name", "table", "number"];
    const found = [...document.querySelectorAll<HTMLElement>("[data-s], .input output")].filter(
      (element) => getComputedStyle(element).backgroundColor === color,
    );
    return [
      ...new Set(
        found.map((element) =>
          element.dataset.s === undefined ? "widget value" : `${names[kinds.findIndex((kind) => element.closest(kind))]} ${element.dataset.s}`,
        ),
      ),
    ].sort();
  });

/** Resolves when `symbol`, and no other, is lit in each of these places, and perhaps in more. */
async function lights(page: Page, symbol: string, places: string[]): Promise<void> {
  const wanted = places.map((place) => (place === "widget" ? "widget value" : `${place} ${symbol}`));
  await expect.poll(() => lit(page)).toEqual(expect.arrayContaining(wanted));
  expect((await lit(page)).filter((found) => found !== "widget value" && !found.endsWith(` ${symbol}`))).toEqual([]);
}

const nothing = (page: Page) => expect.poll(() => lit(page)).toEqual([]);
const everywhere = ["code", "formula", "label", "widget"];
const equation = '[data-optimizer="sgd"] .katex-display';

test("a term of a formula that is pointed at lights the code and the value, and says what it is", async () => {
  const { page } = await site.open();
  expect(await lit(page)).toEqual([]);
  await page.locator(`${equation} [data-s="lr"]`).hover();
  await lights(page, "lr", everywhere);
  expect(await page.locator(".symbol-label").textContent()).toBe("α learning rate = 0.07");
  await page.locator("h1").hover();
  await nothing(page);
  expect(await page.locator(".symbol-label").isVisible()).toBe(false);
});

test("an identifier of the shown code lights the formula and the value", async () => {
  const { page } = await site.open();
  await page.locator('figure.source [data-s="lr"]', { hasText: "alpha" }).first().hover();
  await lights(page, "lr", everywhere);
  await page.locator('[data-cell="descend"] .cell-source [data-s="theta"]').first().hover();
  await lights(page, "theta", ["code", "formula"]);
});

test("the number of an equation and that of the source's line are one", async () => {
  const { page } = await site.open();
  await page.locator('figure.source [data-s="sgd-1"]').hover();
  await lights(page, "sgd-1", ["code", "formula"]);
  expect(await page.locator(".symbol-label").isVisible()).toBe(false);
});

test("a value that is pointed at or moved lights formula and code, and the formula then shows the new value", async () => {
  const { page } = await site.open();
  const slider = page.locator("#cell-sgd-steps").getByRole("slider", { name: /^Learning rate/ });
  await slider.hover();
  await lights(page, "lr", everywhere);
  await page.locator("h1").hover();
  await nothing(page);
  await slider.focus();
  await lights(page, "lr", everywhere);
  await page.keyboard.press("Home");
  await page.locator(`${equation} [data-s="lr"]`).hover();
  await expect.poll(() => page.locator(".symbol-label").textContent()).toBe("α learning rate = 0");
});

test("a slider that is dragged under the pointer lights its symbol once, not at each move", async () => {
  const { page, cell } = await site.open({
    before: (page) =>
      page.addInitScript(() => {
        const { replaceSync } = CSSStyleSheet.prototype;
        Object.assign(globalThis, { sheets: 0 });
        CSSStyleSheet.prototype.replaceSync = function (text) {
          // Rooms that are loaded meanwhile bring sheets of their own.
          if (text.startsWith("@media screen {")) (globalThis as unknown as { sheets: number }).sheets++;
          replaceSync.call(this, text);
        };
      }),
  });
  const slider = cell("one-alpha").region.getByRole("slider");
  await slider.hover();
  await lights(page, "lr", everywhere);
  const sheets = () => page.evaluate(() => (globalThis as unknown as { sheets: number }).sheets);
  const before = await sheets();
  expect(before).toBeGreaterThan(0);
  await page.mouse.down();
  const { x, y, height } = (await slider.boundingBox())!;
  for (let i = 1; i <= 10; i++) await page.mouse.move(x + 10 * i, y + height / 2);
  await page.mouse.up();
  await cell("one-alpha").shows((1 - Number(await slider.inputValue())).toFixed(4));
  expect(await sheets()).toBe(before);
});

test("a reader's edited code lights the formula, by pointer and by caret, and is lit by it", async () => {
  const { page, cell } = await site.open();
  await cell("descend").write("const beta1 = 0.5;\nconst other = lrs + lr;");
  await page.locator('[data-cell="descend"] .cm-content [data-s="lr"]').hover();
  await lights(page, "lr", [...everywhere, "editor"]);
  await page.locator("h1").hover();
  // The caret stands behind `lr;`, one to the left is behind `lr`.
  await nothing(page);
  await page.keyboard.press("ArrowLeft");
  await lights(page, "lr", [...everywhere, "editor"]);
  expect(await page.locator(".symbol-label").isVisible()).toBe(false);
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await nothing(page);
  await page.keyboard.press("Home");
  await page.locator(`${equation} [data-s="lr"]`).hover();
  await lights(page, "lr", [...everywhere, "editor"]);
});

test("the editor tags what the static code tags", async () => {
  const { page, cell } = await site.open();
  const tagged = (box: string) =>
    page
      .locator(`[data-cell="descend"] ${box} [data-s]`)
      .evaluateAll((terms) => terms.map((term) => `${term.textContent} ${(term as HTMLElement).dataset.s}`));
  const before = await tagged(".cell-source");
  expect(before.length).toBeGreaterThan(3);
  await cell("descend").edit();
  expect(await tagged(".cm-content")).toEqual(before);
});

test("a value that a run changes is shown beside the symbol", async () => {
  const { page, cell } = await site.open();
  await cell("descend").runs("const sigma = 3 / 8;");
  await page.locator('[data-cell="descend"] .cm-content [data-s="sigma"]').hover();
  await expect.poll(() => page.locator(".symbol-label").textContent()).toBe("σ standard deviation of the gradient's noise = 0.375");
});

test("by keys: a formula is one stop, arrow keys go through its symbols and say them, Esc ends it", async () => {
  const { page } = await site.open();
  const formula = page.locator(equation);
  await page.locator("h1").hover();
  await formula.focus();
  expect(await formula.evaluate((box) => [...box.querySelectorAll("*")].filter((part) => (part as HTMLElement).tabIndex >= 0).length)).toBe(0);
  const status = page.locator("main > [role=status].visually-hidden");
  const said: (string | null)[] = [];
  await status.waitFor({ state: "attached" });
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press("ArrowRight");
    said.push(await status.textContent());
  }
  // The step-through stands at t = 3, after two steps from (7, −3): 7(1 − α)², −3(1 − 25α)².
  const theta = "θ, parameters, overwritten by every step, (6.054, −1.688)";
  expect(said).toEqual([theta, theta, "α, learning rate, 0.07"]);
  await lights(page, "lr", everywhere);
  await page.keyboard.press("ArrowLeft");
  await lights(page, "theta", ["code", "formula"]);
  await page.keyboard.press("End");
  await lights(page, "sgd-1", ["code", "formula"]);
  await page.keyboard.press("Escape");
  await nothing(page);
  await page.keyboard.press("ArrowRight");
  await lights(page, "theta", ["code", "formula"]);
  await page.keyboard.press("Tab");
  await nothing(page);
});

test("the arrow keys read a formula of several lines line by line", async () => {
  const { page } = await site.open();
  await page.locator("h1").hover();
  const formula = page
    .locator(".katex-display")
    .filter({ has: page.locator(".tag", { hasText: "(2)" }) })
    .first();
  await formula.focus();
  await page.locator("main > [role=status].visually-hidden").waitFor({ state: "attached" });
  const tops: number[] = [];
  const count = await formula.locator("[data-s]").count();
  for (let i = 0; i < count; i++) {
    await page.keyboard.press("ArrowRight");
    tops.push(
      await page.locator(".symbol-here").evaluate((symbol) => {
        const row = symbol.closest('[class^="col-align"] > .vlist-t > .vlist-r > .vlist > span') as HTMLElement | null;
        return parseFloat(row?.style.top ?? "0");
      }),
    );
  }
  expect(new Set(tops).size).toBeGreaterThan(1);
  expect(tops).toEqual(tops.toSorted((a, b) => a - b));
});

test("by keys: the shown code of an optimizer and of a cell is one stop each, with its identifiers on the arrow keys", async () => {
  const { page } = await site.open();
  await page.locator("h1").hover();
  for (const block of ["figure.source > pre", '[data-cell="descend"] .cell-source']) {
    await page.locator(block).first().focus();
    const symbols = await page
      .locator(block)
      .first()
      .locator("[data-s]")
      .evaluateAll((terms) => terms.map((term) => (term as HTMLElement).dataset.s!));
    await page.locator("main > [role=status].visually-hidden").waitFor({ state: "attached" });
    for (const symbol of symbols.slice(0, 6)) {
      await page.keyboard.press("ArrowRight");
      expect(await page.locator(".symbol-here").getAttribute("data-s")).toBe(symbol);
      expect(await lit(page)).toContain(`code ${symbol}`);
    }
  }
});

test("a computed number shows its cells, lights them and leads to them, by pointer and by keys", async () => {
  const { page } = await site.open();
  const number = page.locator("a.computed[data-cells]").first();
  const id = (await number.getAttribute("data-cells"))!.split(" ")[0];
  const mark = () => page.locator(`[data-cell="${id}"]`).evaluate((element) => getComputedStyle(element, "::after").content);
  const title = (await page.locator(`[data-cell="${id}"]`).getAttribute("aria-label"))!;
  const preview = page.locator(".value-preview");
  await number.hover();
  await preview.waitFor();
  expect(await preview.textContent()).toContain(`Computed by ${title}`);
  expect(await mark()).toBe('""');
  await preview.getByRole("link", { name: title }).hover();
  expect(await preview.isVisible()).toBe(true);
  await page.locator("h1").hover();
  await preview.waitFor({ state: "hidden" });
  expect(await mark()).toBe("none");

  await number.focus();
  await preview.waitFor();
  await page.keyboard.press("Tab");
  expect(await preview.getByRole("link", { name: title }).evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => location.hash)).toBe(`#cell-${id}`);
  await number.focus();
  await preview.waitFor();
  await page.keyboard.press("Escape");
  await preview.waitFor({ state: "hidden" });
});

test("without scripts a computed number is a link to its cell, and formulas are no stops", async () => {
  const { page } = await site.open({ javaScriptEnabled: false });
  const number = page.locator("a.computed").first();
  expect(await number.getAttribute("href")).toBe(`#cell-${(await number.getAttribute("data-cells"))!.split(" ")[0]}`);
  expect(await number.getAttribute("title")).toMatch(/^Computed by /);
  expect(await page.locator(".katex-display[tabindex]").count()).toBe(0);
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

test.for(["light", "dark"] as const)("what lights up moves nothing and is accessible, %s", async (colorScheme) => {
  const { page } = await site.open({ colorScheme });
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const shifts = () => page.evaluate(() => performance.getEntriesByType("layout-shift").length);
  const [before, shifted] = [await height(), await shifts()];
  await page.locator(`${equation} [data-s="lr"]`).hover();
  await lights(page, "lr", everywhere);
  await page.locator("a.computed[data-cells]").first().focus();
  await page.locator(".value-preview").waitFor();
  expect([await height(), await shifts()]).toEqual([before, shifted]);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { run } = (
      window as unknown as {
        axe: { run(where: object, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
      }
    ).axe;
    const { violations } = await run(
      { include: [["[data-optimizer]"], ["figure.source"], [".floating"], ["p:has(.computed)"], ['[data-cell="one-dimension"]']] },
      {},
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary.slice(0, 200)}`),
    );
  });
  expect(found).toEqual([]);
});

test("a step-through: a memory in a formula lights its row and shows what it holds at step t, and the player is t", async () => {
  const { page } = await site.open();
  await page.goto(`${site.server().address}momentum/`, { waitUntil: "networkidle" });
  const row = page.locator('.output-table tr:has(> td:first-child > [data-s="m"])').first();
  const entries = await row.locator("td.numeric").allTextContents();
  await page.locator('[data-optimizer="momentum"] .katex-display [data-s="m"]').first().hover();
  await lights(page, "m", ["formula", "code", "table"]);
  await expect.poll(() => page.locator(".symbol-label").textContent()).toBe(`m first moment: the memory of direction = (${entries.join(", ")})`);
  const lit = await row
    .locator("td.numeric")
    .first()
    .evaluate((entry) => getComputedStyle(entry).backgroundColor);
  await page.locator("h1").hover();
  await nothing(page);
  expect(
    await row
      .locator("td.numeric")
      .first()
      .evaluate((entry) => getComputedStyle(entry).backgroundColor),
  ).not.toBe(lit);
  await page.locator('[data-cell="momentum-steps"] .input-player').hover();
  await lights(page, "t", ["code"]);
});
