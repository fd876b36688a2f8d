/** Alone on the machine: a font that comes late, because another browser has the processor, is another matter than a page that jumps. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { builtPages, chapterPages, dist } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const aDeck = builtPages().find((page) => page.endsWith("/lecture/"))!;
test.for([...chapterPages(), "/playground/", aDeck].flatMap((path) => [390, 1280].map((width) => [path, width] as const)))(
  "nothing moves while %s loads, %i pixels wide",
  async ([path, width]) => {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    await page.addInitScript(() => {
      Object.assign(window, { shifts: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) (window as unknown as { shifts: number }).shifts += (entry as unknown as { value: number }).value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(site.address + path.slice(1), { waitUntil: "networkidle" });
    await page.evaluate(async () => {
      // Down the whole page, a window at a time, as a reader would.
      for (let y = 0; y < document.body.scrollHeight; y += innerHeight) {
        scrollTo({ top: y, behavior: "instant" });
        // Where no frame comes, nothing moves.
        await new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
          setTimeout(resolve, 500);
        });
      }
      await document.fonts.ready;
    });
    expect(await page.evaluate(() => (window as unknown as { shifts: number }).shifts)).toBeLessThanOrEqual(0.01);
    await page.close();
  },
);
