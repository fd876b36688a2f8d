/** What an output costs to style does not grow with what the cell already shows: else many outputs hold the page up, one by one, however they are parted. */
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();

test("each of ten large tables is styled once, and Reset styles none of them", async () => {
  const { page, cell, settled } = await site.open({ address: "ema/" });
  const defaults = cell("defaults");
  await defaults.write(
    "for (let i = 0; i < 10; i++) display(table(Array.from({ length: 100 }, () => ({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9 }))))",
  );
  const session = await site.browser().newBrowserCDPSession();
  const styled: number[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    for (const { name, args } of value as unknown as { name: string; args: { elementCount?: number } }[])
      if (name === "UpdateLayoutTree") styled.push(args.elementCount ?? 0);
  });
  await session.send("Tracing.start", { traceConfig: { includedCategories: ["devtools.timeline"] } });
  await page.keyboard.press("ControlOrMeta+Enter");
  await settled();
  expect(await defaults.outputs.locator("table").count()).toBe(10);
  await defaults.button("Reset").click();
  await defaults.is("done");
  const complete = new Promise((resolve) => session.on("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await complete;
  const each = 101 * 9;
  // All ten, and what else changes meanwhile. Where each frame had the tables of those before it styled again, it would be some thirty.
  expect(styled.reduce((a, b) => a + b, 0)).toBeGreaterThan(10 * each);
  expect(styled.reduce((a, b) => a + b, 0)).toBeLessThan(15 * each);
});
