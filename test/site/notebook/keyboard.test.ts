/** The built chapter by keyboard alone, and without JavaScript. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();

/** Which cell has the focus, and where in it. */
const focus = (page: Page) => page.evaluate(() => {
  const element = document.activeElement!;
  const part = element.closest(".cm-editor") ? "editor" : element.closest(".cell-source") ? "code" : element.tagName.toLowerCase();
  return `${element.closest<HTMLElement>(".cell")?.dataset.cell} ${part}`;
});

async function tabTo(page: Page, place: string): Promise<void> {
  for (let i = 0; (await focus(page)) !== place; i++) {
    if (i > 150) throw new Error(`Tab does not lead to ${place}`);
    await page.keyboard.press("Tab");
  }
}

test("by keys alone: Tab to a cell, Enter opens it, Ctrl+Enter runs and stays, Shift+Enter runs and moves on, Esc and Tab leave", async () => {
  const { page, cell, forget, settled } = await site.open();
  await tabTo(page, "descend code");
  await page.keyboard.press("Enter");
  await cell("descend").editor.waitFor();
  await page.waitForFunction(() => document.activeElement?.closest(".cm-editor"));
  await page.keyboard.press("Tab");
  expect(await focus(page)).toBe("descend editor");
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n6 * 7;");
  await page.keyboard.press("Control+Enter");
  await cell("descend").shows("42");
  expect(await focus(page)).toBe("descend editor");

  await settled();
  await forget();
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("8;");
  await page.keyboard.press("Shift+Enter");
  const following = await page.locator("[data-cell]").evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell!)).then((ids) => ids[ids.indexOf("descend") + 1]);
  expect(await focus(page)).toBe(`${following} code`);
  await settled();
  await cell("descend").shows("48");

  await page.keyboard.press("Shift+Tab");
  while ((await focus(page)) !== "descend editor") await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await focus(page)).toMatch(/^descend button/);
  await page.keyboard.press("Shift+Tab");
  expect(await focus(page)).toBe("descend editor");
});

test("Shift+Enter on code that was not opened runs it too, and goes on to a folded cell's fold, which Enter unfolds", async () => {
  const { page, cell, settled } = await site.open();
  await tabTo(page, "one-dimension code");
  await page.keyboard.press("Shift+Enter");
  await settled();
  expect(await cell("one-dimension").editor.count()).toBe(0);
  expect(await focus(page)).toBe("one-dimension-plot summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await focus(page)).toBe("one-dimension-plot code");
});

test("a slider moves by arrow keys, and what depends on it follows, and no more", async () => {
  const { page, cell, states, settled } = await site.open();
  await tabTo(page, "one-alpha input");
  await page.keyboard.press("ArrowRight");
  await settled();
  const slider = cell("one-alpha").region.getByRole("slider", { name: "Learning rate α" });
  expect(await slider.getAttribute("aria-valuetext")).toBe("0.0705");
  await cell("one-alpha").shows("0.9295");
  expect(await focus(page)).toBe("one-alpha input");
  expect(new Set((await states()).map((state) => state.split(" ")[0]))).toEqual(new Set(["one-alpha", "one-alpha-error"]));
  await page.keyboard.press("Home");
  await cell("one-alpha").shows("1.0000");
});

test("each cell is a region with its title; Run, Stop, Reset are there by name when they can be used", async () => {
  const { page, cell } = await site.open();
  for (const title of await page.locator(".cell").evaluateAll((cells) => cells.map((cell) => cell.getAttribute("aria-label")!))) {
    expect(await page.getByRole("region", { name: title, exact: true }).count()).toBe(1);
  }
  const region = page.getByRole("region", { name: "The five regimes of one dimension" });
  expect(await region.getByRole("button").allInnerTexts()).toEqual(["Run"]);
  await cell("one-dimension").write("const regimes = [];\nwhile (true) {}");
  expect(await region.getByRole("button").allInnerTexts()).toEqual(["Run", "Reset"]);
  await region.getByRole("button", { name: "Run" }).click();
  await cell("one-dimension").is("running");
  expect(await region.getByRole("button").allInnerTexts()).toEqual(["Run", "Stop", "Reset"]);
  await region.getByRole("button", { name: "Stop" }).click();
  await cell("one-dimension").is("stopped");
});

test("with JavaScript off every plot, table and formula that a cell shows with it is there", async () => {
  const shown = async (page: Page) => page.locator(".cell").evaluateAll((cells) => cells.map((cell) => {
    const outputs = [...cell.querySelectorAll(".cell-outputs .output")].filter((output) => (output as HTMLElement).offsetParent !== null);
    return [cell.id, ...outputs.map((output) => `${output.className.replace(/plot-\w+/g, "").trim()} ${output.querySelectorAll("tr").length} ${output.querySelectorAll("svg").length > 0} ${output.querySelectorAll(".katex-html").length}`)].join("; ");
  }));
  const without = await site.open({ javaScriptEnabled: false });
  const still = await shown(without.page);
  const { page, settled } = await site.open();
  await page.getByRole("button", { name: "Run all" }).click();
  await settled();
  await page.waitForFunction(() => document.querySelectorAll(".plot-static").length === 0);
  expect(still).toEqual(await shown(page));
  expect(still.join().match(/output-plot/g)!.length).toBeGreaterThan(12);
  expect(still.join().match(/output-table/g)!.length).toBeGreaterThan(5);
  expect(await without.page.locator("article .katex-display:visible").count()).toBeGreaterThan(10);
  expect(await without.page.locator("noscript").getByRole("paragraph").innerText()).toContain("the cells cannot run");
});
