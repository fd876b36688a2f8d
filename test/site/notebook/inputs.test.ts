/** Inputs of cells of the built chapter: as written, and of each kind on an edited cell. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();

test("a slider dragged shows values on the way, the last one wins, and only what depends on it runs", async () => {
  const { page, cell, states, settled } = await site.open();
  const alpha = cell("one-alpha");
  await alpha.region.scrollIntoViewIfNeeded();
  const slider = alpha.region.getByRole("slider", { name: "Learning rate α" });
  await page.evaluate(() => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const box = document.querySelector("#cell-one-alpha .cell-outputs")!;
    const note = () => {
      const factor = box.querySelector(".output-text")?.textContent?.match(/× ([\d.]+) along/)?.[1];
      if (factor && shown.at(-1) !== factor) shown.push(factor);
    };
    // What the build wrote is the first.
    note();
    new MutationObserver(note).observe(box, { childList: true, subtree: true });
  });
  const { x, y, width, height } = (await slider.boundingBox())!;
  const at = (part: number) => [x + 8 + part * (width - 16), y + height / 2] as const;
  await page.mouse.move(...at(0.7));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), { steps: 4 });
  await page.waitForFunction(() => (globalThis as unknown as { shown: string[] }).shown.length > 1);
  await page.mouse.move(...at(0.1), { steps: 40 });
  await page.waitForFunction(() => (globalThis as unknown as { shown: string[] }).shown.length > 3);
  await page.mouse.move(...at(0.25), { steps: 20 });
  await page.mouse.up();
  await settled();
  const last = Number(await slider.inputValue());
  expect(Math.abs(last - 0.025)).toBeLessThan(0.002);
  await cell("one-alpha").shows(`${(1 - last).toFixed(4)}`);
  expect(new Set((await states()).map((state) => state.split(" ")[0]))).toEqual(new Set(["one-alpha", "one-alpha-error"]));
  const shown = await page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  expect(shown.at(-1)!).toBe((1 - last).toFixed(4));
  // No backlog: of the moves that came while a run was on, only the latest ran.
  expect((await states()).filter((state) => state === "one-alpha done").length).toBeLessThanOrEqual(66);
});

test("a choice redraws what depends on it", async () => {
  const { cell, states, settled } = await site.open();
  await cell("round").region.getByRole("radio", { name: "standardised" }).check({ force: true });
  await settled();
  await cell("round-plot").shows("slope (sd of mass per sd of flipper)");
  expect(new Set((await states()).map((state) => state.split(" ")[0]))).toEqual(new Set(["round", "round-plot"]));
});

const kinds = `const mySlider = slider("lr", { min: 0, max: 1, step: 0.25, value: 0.5 });
const myChoice = choice("where", ["bowl", "ravine"]);
const myToggle = toggle("log");
const presses = button("again");
const myPoint = point("start", { x: [0, 10], y: [0, 10], value: [2, 3], step: 1 });
const myStep = player("t", { max: 3 });
const myNumber = number("batch", { min: 1, max: 64, step: 1, value: 8 });
display(Plot.dot([myPoint]).plot({ x: { domain: [0, 10] }, y: { domain: [0, 10] } }));
const regimes = [{ t: myStep, x: mySlider, optimizer: "SGD" }];
const says = [mySlider, myChoice, myToggle, presses, myPoint.join("/"), myStep, myNumber].join(" ");
display(says);`;

async function withKinds() {
  const chapter = await site.open();
  const one = chapter.cell("one-dimension");
  await one.runs(kinds);
  await one.shows("0.5 bowl false 0 2/3 0 8");
  return { ...chapter, one };
}

test("each kind of input works in a cell that the reader wrote", async () => {
  const { page, one } = await withKinds();
  const { region } = one;
  await region.getByRole("slider", { name: "lr" }).press("ArrowRight");
  await one.shows("0.75 bowl false 0 2/3 0 8");
  await region.getByRole("radio", { name: "ravine" }).check({ force: true });
  await one.shows("0.75 ravine false 0 2/3 0 8");
  await region.getByRole("checkbox", { name: "log" }).check();
  await one.shows("0.75 ravine true 0 2/3 0 8");
  await region.getByRole("button", { name: "again" }).click();
  await one.shows("0.75 ravine true 1 2/3 0 8");
  const handle = region.getByRole("slider", { name: "start" });
  await handle.press("ArrowUp");
  await one.shows("0.75 ravine true 1 2/4 0 8");
  await handle.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await handle.boundingBox())!;
  const across = (await region.locator(".cell-outputs svg").first().boundingBox())!.width;
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + across / 2, y + height / 2, { steps: 6 });
  await page.mouse.up();
  // Half of the plot is a little more than half of the ten units between its axes' ends.
  await one.shows(/0.75 ravine true 1 7(\.\d+)?\/4 0 8/);
  await region.getByRole("spinbutton", { name: "x" }).fill("9");
  await one.shows("0.75 ravine true 1 9/4 0 8");
  await region.getByRole("button", { name: "Step forward" }).click();
  await one.shows("0.75 ravine true 1 9/4 1 8");
  await region.getByRole("button", { name: "Play" }).click();
  await one.shows("0.75 ravine true 1 9/4 3 8");
  await region.getByRole("button", { name: "Play" }).waitFor();
  const batch = region.getByRole("spinbutton", { name: "batch" });
  await batch.fill("16");
  await one.shows("0.75 ravine true 1 9/4 3 16");
  await batch.fill("0");
  await region.getByText("A number from 1 to 64, in steps of 1").waitFor();
  await region.getByRole("checkbox", { name: "log" }).press("Space");
  await one.shows("0.75 ravine false 1 9/4 3 16");
});

test("a report that waits to be drawn does not put back what was moved meanwhile", async () => {
  const { page, cell, one } = await withKinds();
  await one.region.getByRole("slider", { name: "start" }).focus();
  await page.evaluate(() => {
    const held: (() => void)[] = [];
    window.requestAnimationFrame = (frame) => held.push(() => frame(performance.now()));
    Object.assign(window, { held });
  });
  await page.keyboard.press("ArrowRight");
  // The cell after it runs: the end of this one has been reported, and is not yet drawn.
  await cell("one-dimension-plot").is("running");
  const stands = await page.evaluate(() => {
    const cell = document.querySelector("#cell-one-dimension")!;
    const handle = cell.querySelector(".handle")!;
    handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }));
    for (const frame of (window as unknown as { held: (() => void)[] }).held.splice(0)) frame();
    return [handle.getAttribute("aria-valuenow"), cell.querySelector<HTMLInputElement>("[data-key] input[type=number]")!.value];
  });
  expect(stands).toEqual(["4", "4"]);
});

test("positions stay when the cell is edited and run again, and go with Reset", async () => {
  const { page, one, settled, forget } = await withKinds();
  await one.region.getByRole("slider", { name: "lr" }).press("End");
  await one.shows("1 bowl false 0 2/3 0 8");
  await settled();
  await one.runs(kinds.replace("display(says)", "display(says + '!')"));
  await one.shows("1 bowl false 0 2/3 0 8!");
  await forget();
  await one.button("Reset").click();
  await settled();
  await page.locator("#cell-one-dimension .input").first().waitFor({ state: "detached" });
  await one.runs(kinds);
  await one.shows("0.5 bowl false 0 2/3 0 8");
});

const says = (page: Page, id: string) => page.locator(`#cell-${id} .cell-state`).innerText();

test("a prediction holds its cell and what depends on it until it is answered, then truth and guess stand together", async () => {
  const { page, cell } = await site.open();
  const one = cell("one-dimension");
  await one.write(
    'const guess = predict("Steps", { min: 0, max: 100 });\nconst regimes = [{ t: 0, x: guess, optimizer: "SGD" }];\ndisplay(`guess ${guess}, truth 42`);',
  );
  await page.keyboard.press("ControlOrMeta+Enter");
  const answer = one.region.getByRole("button", { name: "This is my prediction" });
  await answer.waitFor();
  expect(await one.error.count()).toBe(0);
  expect(await says(page, "one-dimension-plot")).toBe("out of date");
  await cell("one-dimension-plot").shows("waits for the prediction in cell one-dimension");
  await one.region.getByRole("spinbutton", { name: "Steps" }).fill("40");
  await answer.click();
  await one.shows("guess 40, truth 42");
  await cell("one-dimension-plot").is("done");
  expect(await cell("one-dimension-plot").error.count()).toBe(0);
  await one.region.getByRole("button", { name: "Predicted" }).waitFor();
});
