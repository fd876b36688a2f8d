/** One lecture after the other: a new one starts fresh, and what belongs to the last one returns only when it is asked for. */
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { deckOf, deckSite, type OpenDeck } from "./openDeck.ts";

const site = deckSite();
const deck = "sgd/lecture/";

/** What stands in a window that belongs to a lecture: votes, strokes, the timer, the position of a slider. */
const stands = (page: Page) =>
  page.evaluate(() => ({
    votes: [...document.querySelectorAll<HTMLInputElement>(".slides:not(.preview) .hands-count")].map(({ value }) => value).join(),
    strokes: document.querySelectorAll(".slides:not(.preview) .ink g").length,
    timer: document.querySelector<HTMLElement>(".timer")!.hidden ? "" : document.querySelector(".timer-digits")!.textContent,
    slider: document.querySelector<HTMLInputElement>("#cell-one-alpha input[type=range]")!.value,
  }));

async function openAt(context: BrowserContext, slide: string, presenter = false): Promise<OpenDeck> {
  const page = await context.newPage();
  await page.goto(`${site.server().address}${deck}${presenter ? "?presenter" : ""}#/${slide}`);
  await page.locator("main[data-started]").waitFor();
  return deckOf(page);
}

/** Votes, draws, opens the timer and moves a slider, as in the middle of a lecture. */
async function use({ page, press, isAt, cellIs }: OpenDeck): Promise<void> {
  await isAt("two-directions");
  await page.locator("#cell-one-alpha input[type=range]").click();
  await cellIs("one-alpha", "done");
  await press("p");
  await page.mouse.move(300, 300);
  await page.mouse.down();
  await page.mouse.move(400, 350, { steps: 3 });
  await page.mouse.up();
  await press("p", "t");
  await page.evaluate(() => {
    location.hash = "#/at-the-limit";
  });
  await isAt("at-the-limit");
  await press("a", "7", "Tab", "5");
}

test("a new lecture has no votes, ink, timer or positions of the last one, in any window; brought back, they are all there again", async () => {
  const context = await site.context();
  await context.addInitScript(() => {
    Object.assign(window, { asked: 0 });
    Object.defineProperty(navigator, "wakeLock", {
      value: {
        request: async () => {
          (window as unknown as { asked: number }).asked++;
        },
      },
    });
  });
  const audience = await openAt(context, "two-directions");
  const presenter = await openAt(context, "two-directions", true);
  const before = await stands(audience.page);
  await use(presenter);
  await expect.poll(async () => (await stands(audience.page)).votes).toMatch(/^7,5,/);
  const held = await stands(presenter.page);
  expect(held).toMatchObject({ strokes: 1, timer: "3:00" });
  expect(held.slider).not.toBe(before.slider);
  await expect.poll(() => stands(audience.page)).toEqual(held);
  const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: number }).asked);
  expect(await asked(audience.page)).toBe(0);

  await presenter.press("Escape", "i");
  const dialog = presenter.page.getByRole("dialog", { name: "Start a lecture" });
  await dialog.getByLabel("or until").fill("23:59");
  const minutes = Number(await dialog.getByLabel("Minutes").inputValue());
  expect(minutes).toBeGreaterThan(0);
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  for (const { page } of [audience, presenter]) {
    await expect.poll(() => stands(page)).toEqual(before);
    expect(await asked(page)).toBe(1);
  }
  expect(await presenter.page.locator(".presenter-until").textContent()).toMatch(/^until 23:59: \d+ min left$/);
  await audience.page.reload();
  await deckOf(audience.page);
  await audience.page.locator("main[data-started]").waitFor();
  await expect.poll(() => stands(audience.page)).toEqual(before);

  await presenter.press("i");
  await dialog.getByText("Bring back an earlier one").click();
  await dialog.locator("details button").first().click();
  for (const { page } of [audience, presenter]) await expect.poll(() => stands(page)).toEqual(held);
});

test("closing the presenter's window, or all windows, loses no clock", async () => {
  const context = await site.context();
  await context.clock.install({ time: new Date("2026-01-05T09:00:00") });
  const audience = await openAt(context, "stability");
  // It is started where there are no clocks.
  await audience.press("i");
  await audience.page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
  const presenter = await openAt(context, "stability", true);
  const elapsed = ({ page }: OpenDeck) => page.locator(".presenter-elapsed").textContent();
  await context.clock.fastForward(60_000);
  await expect.poll(() => elapsed(presenter)).toMatch(/^1:0\d \//);
  // The plan begins at this slide, not at the first.
  expect(await presenter.page.locator(".presenter-late").textContent()).toBe("on time");
  await presenter.page.close();
  await context.clock.fastForward(60_000);
  const again = await openAt(context, "stability", true);
  await expect.poll(() => elapsed(again)).toMatch(/^2:0\d \//);
  for (const { page } of [again, audience]) await page.close();
  await context.clock.fastForward(60_000);
  await expect.poll(async () => elapsed(await openAt(context, "stability", true))).toMatch(/^3:\d\d \//);
});

test("a week later the deck is as new, and a pen's strokes of the last lecture are a click away", async () => {
  const context = await site.context();
  await context.clock.install({ time: new Date("2026-01-05T09:00:00") });
  const first = await openAt(context, "two-directions");
  const before = await stands(first.page);
  await first.press("i");
  await first.page.getByRole("dialog").getByRole("button", { name: "Start", exact: true }).click();
  await first.page.locator("dialog").filter({ visible: true }).waitFor({ state: "detached" });
  await use(first);
  await expect.poll(async () => (await stands(first.page)).votes).toMatch(/^7,5,/);
  await first.page.close();
  await context.clock.setFixedTime(new Date("2026-01-12T09:00:00"));
  const later = await openAt(context, "two-directions");
  await later.page.locator("#cell-one-alpha").hover();
  expect(await stands(later.page)).toEqual(before);
  await later.press("i");
  await later.page.getByText("Bring back an earlier one").click();
  await later.page.getByRole("button", { name: "January 5, 2026 at 9:00 AM" }).click();
  await expect.poll(() => stands(later.page)).toMatchObject({ strokes: 1, timer: "3:00", votes: expect.stringMatching(/^7,5,/) });
  expect((await stands(later.page)).slider).not.toBe(before.slider);
});
