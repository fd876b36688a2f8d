/** The built chapter by keyboard alone, and without JavaScript. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();

/** Which cell has the focus, and where in it. */
const focus = (page: Page) =>
  page.evaluate(() => {
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
  const following = await page
    .locator("[data-cell]")
    .evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell!))
    .then((ids) => ids[ids.indexOf("descend") + 1]);
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
  const changed = async () => new Set((await states()).map((state) => state.split(" ")[0]));
  // The page can be seen between the end of one cell and the beginning of the next.
  await expect.poll(changed).toContain("one-alpha-error");
  await settled();
  expect(await changed()).toEqual(new Set(["one-alpha", "one-alpha-error"]));
  await page.keyboard.press("Home");
  await cell("one-alpha").shows("1.0000");
});

test("each cell is a region with its title; Run, Stop, Reset are there by name when they can be used, and More and what adds cells once the cell was touched", async () => {
  const { page, cell } = await site.open();
  // The verdict on a prediction that was not made takes no room.
  const titles = await page
    .locator(".cell")
    .evaluateAll((cells) => cells.filter((cell) => cell.checkVisibility()).map((cell) => cell.getAttribute("aria-label")!));
  expect(titles.length).toBeGreaterThan(20);
  for (const title of titles) {
    expect(await page.getByRole("region", { name: title, exact: true }).count()).toBe(1);
  }
  const region = page.getByRole("region", { name: "The five regimes of one dimension" });
  expect(await region.getByRole("button").allInnerTexts()).toEqual(["Run"]);
  await cell("one-dimension").write("const regimes = [];\nwhile (true) {}");
  expect(await region.getByRole("button").allInnerTexts()).toEqual(["Run", "Reset", "⋯", "Add cell", "Add note"]);
  await region.getByRole("button", { name: "Run" }).click();
  await cell("one-dimension").is("running");
  expect(await region.getByRole("button").allInnerTexts()).toEqual(["Run", "Stop", "Reset", "⋯", "Add cell", "Add note"]);
  await region.getByRole("button", { name: "Stop" }).click();
  await cell("one-dimension").is("stopped");
});

test("with JavaScript off every plot, table and formula that a cell shows with it is there", async () => {
  const shown = async (page: Page) =>
    page.locator(".cell").evaluateAll((cells) =>
      cells.map((cell) => {
        const outputs = [...cell.querySelectorAll(".cell-outputs .output")].filter((output) => (output as HTMLElement).offsetParent !== null);
        return [
          cell.id,
          ...outputs.map(
            (output) =>
              `${output.className.replace(/plot-\w+/g, "").trim()} ${output.querySelectorAll("tr").length} ${output.querySelectorAll("svg").length > 0} ${output.querySelectorAll(".katex-html").length}`,
          ),
        ].join("; ");
      }),
    );
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

test("single keys go from cell to cell, edit, run, run what is above, fold, and list themselves; none of them while something is typed", async () => {
  const { page, cell, forget, settled, states } = await site.open();
  const focused = () => page.evaluate(() => document.activeElement?.closest<HTMLElement>(".cell")?.dataset.cell);
  const all = await page
    .locator(".cell")
    .evaluateAll((cells) => cells.filter((found) => found.checkVisibility()).map((found) => (found as HTMLElement).dataset.cell));
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(all[0]);
  await page.keyboard.press("j");
  await expect.poll(focused).toBe(all[1]);
  await page.keyboard.press("k");
  await expect.poll(focused).toBe(all[0]);

  await page.keyboard.press("f");
  await expect.poll(() => cell(all[0]!).region.locator("details[open]").count()).toBe(1);
  await page.keyboard.press("f");
  await expect.poll(() => cell(all[0]!).region.locator("details[open]").count()).toBe(0);

  await forget();
  await page.keyboard.press("r");
  await settled();
  expect(await states()).toContain(`${all[0]} done`);

  await cell("one-dimension").region.locator(".cell-source").focus();
  await forget();
  await page.keyboard.press("a");
  await settled();
  const ran = (await states()).filter((state) => state.endsWith(" done")).map((state) => state.split(" ")[0]);
  expect(ran).toEqual(expect.arrayContaining([all[0], "one-dimension"]));

  await page.keyboard.press("e");
  await expect.poll(() => cell("one-dimension").editor.evaluate((editor) => editor.contains(document.activeElement))).toBe(true);
  const before = await cell("one-dimension").source();
  await page.keyboard.type("jk");
  expect(await cell("one-dimension").source()).toBe(`jk${before}`);
  expect(await focused()).toBe("one-dimension");
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Keys" });
  await list.getByText("next cell").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => list.count()).toBe(0);
});

test("keys that are pressed alone can be turned off and on again, for cells and for the search, over a reload", async () => {
  const { page, cell } = await site.open();
  const list = page.getByRole("dialog", { name: "Keys" });
  const search = page.getByRole("dialog", { name: "Search" });
  const single = list.getByRole("checkbox", { name: "Use keys that are pressed alone" });
  const listFromMenu = async () => {
    await cell("one-dimension").region.hover();
    await cell("one-dimension").button("More").click();
    await page.getByRole("button", { name: "Keys", exact: true }).click();
    await list.waitFor();
  };
  await page.keyboard.press("?");
  await single.uncheck();
  await list.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  // Both are answered before what comes after them.
  await page.keyboard.press("Control+k");
  await search.waitFor();
  expect(await page.locator("dialog[open]").count()).toBe(1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await listFromMenu();
  expect(await page.locator("dialog[open]").count()).toBe(1);
  expect(await single.isChecked()).toBe(false);
  await single.check();
  await page.keyboard.press("Escape");
  await page.locator("dialog[open]").waitFor({ state: "detached" });
  await page.keyboard.press("/");
  await search.waitFor();
});
