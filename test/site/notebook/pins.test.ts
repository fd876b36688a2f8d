/** Runs that a reader pins: their curves behind later ones, what differs, and how they are kept. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, onPage, type CellOnPage, type ChapterPage } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** The cell has one line; its learning rate is the slider of the cell `one-alpha`. */
const measured = ({ cell }: ChapterPage) => cell("one-alpha-error");

async function choose(cell: CellOnPage, name: string): Promise<void> {
  await cell.region.hover();
  await cell.button("More").click();
  await cell.region.locator(".take-menu").getByRole("button", { name, exact: true }).click();
}

const entries = ({ region }: CellOnPage) => region.locator(".cell-pins li");
const names = (cell: CellOnPage) =>
  cell.region.locator(".pin-name").evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
const differs = (cell: CellOnPage) => cell.region.locator(".pin-differs").allTextContents();
/** The lines of pinned runs behind the plot that is on show, by number. */
const ghosts = (cell: CellOnPage) =>
  cell.outputs
    .locator('svg[role="img"]:visible')
    .evaluate((svg) => [...svg.querySelectorAll<SVGElement>(".pin-ghost:has(path)")].map(({ dataset }) => dataset.n));

async function pin(cell: CellOnPage, count: number): Promise<void> {
  await choose(cell, "Pin run");
  await expect.poll(() => entries(cell).count()).toBe(count);
}

async function moveAlpha({ page, forget, settled }: ChapterPage, alpha: number): Promise<void> {
  await forget();
  await page.locator('#cell-one-alpha input[type="range"]').fill(String(alpha));
  await settled();
}

/** The plot without what is drawn behind it. */
const ownDrawing = (cell: CellOnPage) =>
  cell.outputs.locator('svg[role="img"]:visible').evaluate((svg) => {
    const copy = svg.cloneNode(true) as SVGElement;
    copy.querySelector(".pin-ghosts")?.remove();
    copy.removeAttribute("aria-describedby");
    return copy.outerHTML;
  });

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(place: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(
      "#cell-one-alpha-error",
    ),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test("a pinned run stays behind later ones, which are drawn as without it, and says which inputs and code were others", async () => {
  const chapter = await site.open();
  const { page } = chapter;
  const cell = measured(chapter);
  await pin(cell, 1);
  await page.getByText("“Run 1” is pinned").waitFor();
  expect([await differs(cell), await ghosts(cell)]).toEqual([["same code and inputs as now"], []]);

  await moveAlpha(chapter, 0.03);
  await expect.poll(() => differs(cell)).toEqual(["Learning rate α: 0.07 → 0.03"]);
  expect(await ghosts(cell)).toEqual(["1"]);
  // Behind the line, on the plot's scales: at 0 both begin at the same place.
  const [ghost, line] = await cell.outputs.locator('svg[role="img"]:visible').evaluate((svg) => {
    const paths = [...svg.querySelectorAll<SVGPathElement>('.pin-ghost path, g[aria-label="line"] path')];
    return paths.map((path) => path.getPointAtLength(0)).map(({ x, y }) => [Math.round(x), Math.round(y)]);
  });
  expect(ghost).toEqual(line);
  expect(await cell.outputs.locator(".pin-ghosts + [aria-label=line]").count()).toBe(1);
  const described = await cell.outputs.locator('svg[role="img"]:visible').getAttribute("aria-describedby");
  expect(await page.locator(`#${described}`).textContent()).toBe("Pinned runs: Run 1: Learning rate α: 0.07 → 0.03");
  expect(await violations(page)).toEqual([]);
  const other = await site.open();
  await moveAlpha(other, 0.03);
  expect(await ownDrawing(cell)).toBe(await ownDrawing(measured(other)));

  await cell.region.locator("summary").click();
  const source = await cell.source();
  await cell.runs(source.replace("distance < 1e3", "distance < 1e2"));
  await expect.poll(() => differs(cell)).toEqual(["Learning rate α: 0.07 → 0.03 · other code"]);
  await page.getByRole("button", { name: "Compare: Run 1" }).click();
  const comparison = entries(cell).getByRole("group", { name: "Code of “The same run, measured”, then and now" });
  // What compares code is loaded with the first comparison.
  await comparison.waitFor();
  expect(await comparison.locator("th").allTextContents()).toEqual(["Run 1: The same run, measured", "Now: The same run, measured"]);
  expect(await comparison.locator("del").allTextContents()).toEqual([expect.stringContaining("distance < 1e3")]);
  expect(await comparison.locator("ins").allTextContents()).toEqual([expect.stringContaining("distance < 1e2")]);
  expect(await violations(page)).toEqual([]);
  await comparison.getByRole("button", { name: "Close" }).click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Compare");

  // What is shown is of other code until it has run.
  await cell.write(source);
  await choose(cell, "Pin run");
  await cell.region.getByText("Not pinned: what stands here is not of this code").waitFor();
  expect(await entries(cell).count()).toBe(1);
  // Where there is no plot there is nothing to pin.
  const without = chapter.cell("descend");
  await without.region.hover();
  await without.button("More").click();
  await without.region.locator(".take-menu").getByRole("button", { name: "Copy code" }).waitFor();
  expect(await without.region.getByRole("button", { name: "Pin run" }).count()).toBe(0);
});

test("up to eight are named, removed, and put back; they are there after a reload, behind a plot of other axes not at all", async () => {
  const chapter = await site.open();
  const { page } = chapter;
  const cell = measured(chapter);
  for (let n = 1; n <= 8; n++) {
    await moveAlpha(chapter, n / 100);
    await pin(cell, n);
  }
  await choose(cell, "Pin run");
  await cell.region.getByText("Not pinned: a cell can have 8 pinned runs at most. Remove one first.").waitFor();
  expect(await ghosts(cell)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);

  const name = page.getByRole("textbox", { name: "Name of pinned run 3" });
  await name.fill("slow");
  await name.press("Enter");
  await page.getByRole("button", { name: "Remove: Run 2" }).press("Enter");
  await cell.region.getByText("“Run 2” is removed.").waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Undo");
  expect(await ghosts(cell)).toEqual(["1", "3", "4", "5", "6", "7"]);
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Remove: Run 2");
  await page.getByRole("button", { name: "Remove: Run 1" }).click();
  const left = ["Run 2", "slow", "Run 4", "Run 5", "Run 6", "Run 7", "Run 8"];
  expect(await names(cell)).toEqual(left);

  await page.reload();
  await expect.poll(() => names(cell)).toEqual(left);
  await expect.poll(() => ghosts(cell)).toEqual(["2", "3", "4", "5", "6", "7"]);
  expect((await differs(cell))[0]).toBe("Learning rate α: 0.02 → 0.08");
  // A free number is taken again.
  await moveAlpha(chapter, 0.005);
  await pin(cell, 8);
  expect((await names(cell)).at(-1)).toBe("Run 1");

  await cell.region.locator("summary").click();
  await cell.runs((await cell.source()).replace('y: "distance",', "y: ({ distance }) => distance,"));
  await expect
    .poll(async () => (await differs(cell)).every((text) => text.endsWith("its plot had other axes, so its curves are not shown")))
    .toBe(true);
  expect(await ghosts(cell)).toEqual([]);
});

test("two tabs pin side by side, and a reset of the chapter takes the runs with it and brings them back", async () => {
  const one = await site.open();
  const two = onPage(await one.page.context().newPage());
  await two.page.goto(one.page.url());
  // A page that nobody has touched listens to nothing yet.
  await measured(two).region.hover();
  await measured(two).button("More").waitFor();
  await pin(measured(one), 1);
  await expect.poll(() => names(measured(two))).toEqual(["Run 1"]);
  await two.page.bringToFront();
  await pin(measured(two), 2);
  await expect.poll(() => names(measured(one))).toEqual(["Run 1", "Run 2"]);
  await two.page.getByRole("button", { name: "Remove: Run 1" }).click();
  await expect.poll(() => names(measured(one))).toEqual(["Run 2"]);

  await one.page.bringToFront();
  await one.page.getByRole("button", { name: "Reset chapter" }).click();
  await one.page.getByText("Pinned runs are removed.").waitFor();
  expect(await names(measured(one))).toEqual([]);
  await expect.poll(() => names(measured(two))).toEqual([]);
  expect(await one.page.evaluate(() => Object.keys(localStorage).filter((key) => key.endsWith("+pins")))).toEqual([]);
  await one.page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => names(measured(one))).toEqual(["Run 2"]);
  await expect.poll(() => names(measured(two))).toEqual(["Run 2"]);
});

test("runs pinned of a cell that the reader has added go with it, and come back with it", async () => {
  const { page, cell } = await site.open();
  await page.locator(".page-ends").getByRole("button", { name: "Add cell" }).click();
  const own = cell("own-1");
  await own.editor.waitFor();
  await own.runs("Plot.line([[0, 0], [1, 1]]).plot()");
  await pin(own, 1);
  await own.runs("Plot.line([[0, 1], [1, 0]]).plot()");
  expect(await ghosts(own)).toEqual(["1"]);
  await own.button("Delete cell").click();
  expect(await page.evaluate(() => localStorage.getItem("notebook/en/sgd/own-1+pins"))).toBe(null);
  await page.getByRole("button", { name: "Undo" }).click();
  await own.is("done");
  await expect.poll(() => names(own)).toEqual(["Run 1"]);
  await expect.poll(() => ghosts(own)).toEqual(["1"]);
});

test("My work lists pinned runs, removes them with Undo, and takes them to another browser, beside those that are there", async () => {
  const chapter = await site.open();
  const { page } = chapter;
  await pin(measured(chapter), 1);
  await moveAlpha(chapter, 0.03);
  await pin(measured(chapter), 2);
  await page.goto(`${site.server().address}my-work/`);
  const item = page.locator(".work-items li", { hasText: "2 pinned runs" });
  expect(await item.getByRole("link").getAttribute("href")).toBe("/sgd/#cell-one-alpha-error");
  const [saved] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export" }).click()]);
  const file = await readFile(await saved.path());
  await item.getByRole("button", { name: "Remove: The same run, measured" }).click();
  await page.getByText("The pinned runs of “The same run, measured” are removed.").waitFor();
  expect(await item.count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await item.waitFor();

  const there = await site.open();
  await moveAlpha(there, 0.05);
  await pin(measured(there), 1);
  await there.page.goto(`${site.server().address}my-work/`);
  const [chooser] = await Promise.all([there.page.waitForEvent("filechooser"), there.page.getByRole("button", { name: "Import" }).click()]);
  await chooser.setFiles({ name: "work.json", mimeType: "application/json", buffer: file });
  await there.page.getByText("It has 2 pinned runs that are not here.").waitFor();
  await there.page.getByRole("button", { name: /^Merge/ }).click();
  await there.page.locator(".work-items li", { hasText: "3 pinned runs" }).waitFor();
  await there.page.goto(`${site.server().address}sgd/`);
  await expect.poll(() => names(measured(there))).toEqual(["Run 1", "Run 2", "Run 3"]);
});
