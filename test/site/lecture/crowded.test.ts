/** Slides whose cells say more than there is room for: an error, a loop, a long list, an answer. All can be read, in both windows, and Stop and Reset be reached. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { deckSite } from "./openDeck.ts";
import { windowSite, type Window } from "./windows.ts";

const site = windowSite();
const decks = deckSite();
const id = "one-dimension";
const keep = "const regimes = [];";

/** What cannot be read on the slide shown: outputs that lie on those of another cell or outside of the slide, or that are cut off and do not scroll. */
const faults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const slide = document.querySelector<HTMLElement>("main section.slide.present")!;
    const room = slide.getBoundingClientRect();
    const found: string[] = [];
    const boxes = [...slide.querySelectorAll<HTMLElement>(".cell-outputs")].filter((box) => box.clientHeight > 0 && box.childElementCount > 0);
    const rects = boxes.map((box) => box.getBoundingClientRect());
    const scale = room.width / slide.offsetWidth;
    boxes.forEach((box, i) => {
      const name = box.closest<HTMLElement>(".cell")!.id;
      if (rects[i].bottom > room.bottom + 1 || rects[i].right > room.right + 1) found.push(`${name} is outside of the slide`);
      if (box.scrollHeight > box.clientHeight + 2 && rects[i].height < 80 * scale)
        found.push(`${name} has ${Math.round(rects[i].height / scale)} px`);
      if (box.scrollHeight > box.clientHeight + 2 && getComputedStyle(box).overflowY !== "auto") found.push(`${name} is cut off`);
      for (let j = 0; j < i; j++)
        if (
          rects[j].right > rects[i].left + 1 &&
          rects[i].right > rects[j].left + 1 &&
          rects[j].bottom > rects[i].top + 1 &&
          rects[i].bottom > rects[j].top + 1
        )
          found.push(`${name} lies on ${boxes[j].closest<HTMLElement>(".cell")!.id}`);
    });
    return found;
  });

/** Presses a button of the cell as a hand does: whatever lies above it would get the click. */
const click = async (window: Window, name: string) => {
  await window.page.mouse.move(640, 360);
  await window.cell(id).getByRole("button", { name, exact: true }).click();
};

test("an error, a loop and a long list on a slide with two cells are read in both windows, and Stop and Reset are reached", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  const areRead = async () => {
    for (const { page } of [presenter, audience]) await expect.poll(() => faults(page)).toEqual([]);
  };
  await presenter.run(id, `${keep}\nfor (let i = 0; i < 60; i++) display("line " + i);\nnothing.here;`);
  await audience.is(id, "error");
  await audience.is("one-dimension-plot", "error");
  await areRead();
  // The end of the list is there for whoever scrolls to it.
  const last = audience.cell(id).locator(".cell-outputs > *").last();
  await last.scrollIntoViewIfNeeded();
  expect(await last.isVisible()).toBe(true);

  await presenter.run(id, `${keep}\nlet i = 0;\nwhile (true) if (i++ % 1e7 === 0) console.log("round " + i);`);
  await audience.is(id, "running");
  await expect.poll(() => audience.cell(id).locator(".cell-outputs").textContent()).toMatch(/(round \d+\s*){12}/);
  await areRead();
  await click(audience, "Stop");
  await presenter.is(id, "stopped");
  await areRead();

  await click(presenter, "Reset");
  for (const window of [presenter, audience]) {
    await window.is(id, "done");
    await window.is("one-dimension-plot", "done");
    await expect.poll(() => window.page.locator(".slides:not(.preview) [data-crowded]").count()).toBe(0);
  }
  await areRead();
});

test("the answer that comes after a sketch fits its slide", async () => {
  const { page, cellIs } = await decks.open("ema/lecture/#/jump");
  const pad = page.locator("#cell-jump-guess .sketch-pad");
  // A hand that comes to a cell has what draws loaded, and after it the sandbox.
  const asked = page.waitForResponse((response) => response.url().includes("sandbox.html"));
  await pad.hover();
  await asked;
  const { x, y, width, height } = (await pad.boundingBox())!;
  await page.mouse.move(x + 0.12 * width, y + 0.8 * height);
  await page.mouse.down();
  await page.mouse.move(x + 0.9 * width, y + 0.2 * height, { steps: 20 });
  await page.mouse.up();
  await page.locator("#cell-jump-guess [data-prediction]").click();
  await cellIs("jump-guess", "done");
  await page.locator("#cell-jump-guess .output-plot svg").first().waitFor();
  await expect.poll(() => faults(page)).toEqual([]);
  expect(await page.locator("main section.slide.present [data-crowded]").count()).toBe(0);
  const least = await page
    .locator("#cell-jump-guess .output-plot svg text")
    .evaluateAll((labels) =>
      Math.min(
        ...(labels as SVGTextElement[])
          .filter((label) => label.textContent!.trim() !== "")
          .map((label) => parseFloat(getComputedStyle(label).fontSize) * Math.hypot(label.getScreenCTM()!.a, label.getScreenCTM()!.b)),
      ),
    );
  expect(least).toBeGreaterThanOrEqual(14);
});
