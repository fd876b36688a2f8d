/** Editing and running cells of the built chapter. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const ofCells = (states: string[]): string[] => [...new Set(states.map((state) => state.split(" ")[0]))];

/** Two of the five regimes; the next cell draws them. */
const twoRegimes = `import { sgd, trace } from "optim";
import { quadratic } from "problems";

const parabola = quadratic([1]);
const regimes = [0.5, 1.9].flatMap((lr) =>
  trace(sgd({ lr }), parabola, [1], 10, { name: \`αλ = \${lr}\` }).rows());`;
const legend = (page: Page) => page.locator("#cell-one-dimension-plot .output-plot:visible").locator("[class$=-swatch]");

test("an edit gives a new plot, in the cells that depend on it and in no others", async () => {
  const { page, cell, states, forget, settled } = await site.open();
  const plot = cell("one-dimension-plot").outputs;
  expect(await plot.innerText()).toContain("αλ = 2.1");
  await cell("one-dimension").write(twoRegimes);
  await cell("one-dimension").is("edited");
  expect(await plot.innerText()).toContain("αλ = 2.1");
  await forget();
  await page.keyboard.press("ControlOrMeta+Enter");
  await settled();
  await cell("one-dimension-plot").shows("αλ = 1.9");
  expect(await legend(page).allInnerTexts()).toEqual(["αλ = 0.5", "αλ = 1.9"]);
  expect(await plot.locator("svg:visible path[stroke]").count()).toBeGreaterThan(0);
  expect(await states()).toEqual([
    "one-dimension stale", "one-dimension-plot stale", "one-dimension running", "one-dimension done", "one-dimension-plot running", "one-dimension-plot done",
  ]);
});

test("a cell whose edit is far up the graph brings what depends on it, through the cells between, each once and after what it reads", async () => {
  const { cell, states } = await site.open();
  const descend = cell("descend");
  await descend.edit();
  await descend.runs((await descend.source()).replace("1e-6 * norm(start)", "1e-3 * norm(start)"));
  const ran = (await states()).filter((state) => state.endsWith("done")).map((state) => state.split(" ")[0]);
  expect(new Set(ran).size).toBe(ran.length);
  expect(ran).toEqual(expect.arrayContaining(["descend", "ravine-steps", "condition-number", "condition-number-plot"]));
  expect(ran[0]).toBe("descend");
  expect(ran.indexOf("condition-number")).toBeLessThan(ran.indexOf("condition-number-plot"));
  for (const other of ["one-dimension", "one-dimension-plot", "one-alpha", "rate", "units", "round"]) expect(ofCells(await states())).not.toContain(other);
});

test("what a cell shows stays until what takes its place is there: no moment without a plot", async () => {
  const { page, cell, settled, forget } = await site.open();
  await cell("one-dimension").write(twoRegimes);
  await page.evaluate(() => {
    const box = document.querySelector<HTMLElement>("#cell-one-dimension-plot .cell-outputs")!;
    const heights: number[] = [];
    Object.assign(globalThis, { heights });
    const look = () => {
      heights.push(box.querySelectorAll("svg").length === 0 ? 0 : box.offsetHeight);
    };
    new MutationObserver(look).observe(box, { childList: true, subtree: true });
    look();
  });
  await forget();
  await page.keyboard.press("ControlOrMeta+Enter");
  await settled();
  await cell("one-dimension-plot").shows("αλ = 1.9");
  const heights = await page.evaluate(() => (globalThis as unknown as { heights: number[] }).heights);
  expect(heights.length).toBeGreaterThan(1);
  expect(Math.min(...heights)).toBeGreaterThan(100);
});

test("Run all runs every cell once, and what the cells then show is what the page had shown before", async () => {
  const { page, states, settled } = await site.open();
  const shown = () => page.locator(".cell-outputs").evaluateAll((boxes) =>
    boxes.flatMap((box) => [...box.querySelectorAll(".output:is(.output-table, .output-tex, .output-text, .output-value), figcaption")].map((output) => `${box.parentElement!.id}: ${output.textContent}`)).filter((text, i, all) => all.indexOf(text) === i));
  const before = await shown();
  expect(before.length).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Run all" }).click();
  await settled();
  const ids = await page.locator(".cell").evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell));
  expect((await states()).filter((state) => state.endsWith(" done")).sort()).toEqual(ids.map((id) => `${id} done`).sort());
  await page.waitForFunction(() => document.querySelectorAll(".plot-static").length === 0);
  expect(await shown()).toEqual(before);
});

test("Reset brings back the code as written and what it showed; without a change there is nothing to reset", async () => {
  const { page, cell, forget, settled } = await site.open();
  const one = cell("one-dimension");
  await one.edit();
  const written = await one.source();
  expect(await one.button("Reset").count()).toBe(0);
  await one.runs(twoRegimes);
  await cell("one-dimension-plot").shows("αλ = 1.9");
  await forget();
  await one.button("Reset").click();
  await settled();
  expect(await one.source()).toBe(written);
  await cell("one-dimension-plot").shows("αλ = 2.1");
  expect(await legend(page).count()).toBe(5);
  expect(await one.button("Reset").count()).toBe(0);
});

test("an edit that was never run is reset without a run", async () => {
  const { cell, states } = await site.open();
  const one = cell("one-dimension");
  await one.write("const regimes = [];");
  await one.is("edited");
  await one.button("Reset").click();
  await one.is("fresh");
  expect(await states()).toEqual(["one-dimension edited", "one-dimension fresh"]);
});

test("a cell says its state, to a person and in data-state, and how long it took", async () => {
  const { page, cell } = await site.open();
  const [first, second] = [cell("one-dimension"), cell("one-dimension-plot")];
  const said = (id: string) => cell(id).region.locator(".cell-state").innerText();
  expect(await said("one-dimension")).toBe("");
  await first.write(twoRegimes.replace("const regimes", 'await new Promise(() => {});\nconst regimes'));
  await first.is("edited");
  expect(await said("one-dimension")).toBe("edited");
  await page.keyboard.press("ControlOrMeta+Enter");
  await first.is("running");
  expect([await said("one-dimension"), await said("one-dimension-plot"), await first.region.getAttribute("aria-busy")]).toEqual(["running", "out of date", "true"]);
  await first.button("Stop").click();
  await first.is("stopped");
  expect([await said("one-dimension"), await said("one-dimension-plot"), await first.region.getAttribute("aria-busy")]).toEqual(["stopped", "out of date", "false"]);
  expect(await second.region.getAttribute("data-state")).toBe("stale");
  await first.runs("const regimes = [].at(0).rows();");
  await first.is("error");
  expect([await said("one-dimension"), await said("one-dimension-plot")]).toEqual(["error", "error"]);
  await first.runs(twoRegimes);
  expect([await said("one-dimension"), await said("one-dimension-plot")]).toEqual(["done", "done"]);
  expect(await first.region.locator(".cell-elapsed").innerText()).toMatch(/^\d+(\.\d+)?\s(ms|s)$/);
});
