import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serve } from "../../../src/tooling/serve.mjs";
import { openBrowser } from "../harness/browser.ts";

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve({ dir: "dist", host: "127.0.0.1", port: 0 })]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

test.each([1280, 360])("opening every cell of a chapter, one after the other, moves no token and no box at a width of %i px", async (width) => {
  const page = await (await browser.newContext({ viewport: { width, height: 800 } })).newPage();
  await page.goto(`${site.address}sgd/`);
  await page.evaluate(() => document.fonts.ready);
  const cells = page.locator(".cell:has(.cell-source)").filter({ visible: true });
  const count = await cells.count();
  expect(count).toBeGreaterThan(10);
  for (let i = 0; i < count; i++) {
    const cell = cells.nth(i);
    const source = cell.locator(".cell-source");
    if (!(await source.isVisible())) continue;
    const places = () =>
      cell.evaluate((cell) => {
        const boxes = [
          cell,
          cell.querySelector(".cell-code")!,
          ...cell.querySelectorAll(":is(.cell-source:not([hidden]), .cm-content) span[class^=tok-]"),
        ];
        const origin = cell.getBoundingClientRect();
        return boxes.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          const place = [x - origin.x, y - origin.y, width, height].map((n) => Math.round(n * 10) / 10).join(" ");
          return element.className.startsWith("tok-") ? `${element.className} ${element.textContent} ${place}` : place;
        });
      });
    const before = await places();
    expect(before.length).toBeGreaterThan(3);
    await source.click({ position: { x: 60, y: 20 } });
    await cell.getByRole("textbox").waitFor();
    expect(await places()).toEqual(before);
  }
  await page.context().close();
});
