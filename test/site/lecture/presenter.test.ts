import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { deckOf, deckSite, type OpenDeck } from "./openDeck.ts";

const site = deckSite();
const sgd = "sgd/lecture/";

/** The audience's window, and the presenter's that S opens from it. */
async function bothWindows(address: string): Promise<{ audience: OpenDeck; presenter: OpenDeck }> {
  const context = await site.context();
  const audience = await site.open(address, { in: context });
  const [popup] = await Promise.all([context.waitForEvent("page"), audience.page.keyboard.press("s")]);
  const presenter = await deckOf(popup);
  await presenter.page.locator(".presenter-side").waitFor();
  return { audience, presenter };
}

test("S opens the presenter's window at the same place; each turns the other, slide by slide and step by step", async () => {
  const { audience, presenter } = await bothWindows(`${sgd}#/one-dimension/2`);
  await presenter.isAt("one-dimension/2");
  await presenter.press("PageDown");
  await audience.isAt("one-dimension/3");
  await audience.press("End");
  await presenter.isAt("summary");
  for (const key of ["Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowRight"]) await presenter.press(key);
  await audience.isAt("one-dimension/1");
  expect(await audience.hash()).toBe("#/one-dimension/1");
});

test("a window that is reloaded is where the other one is, and one that is alone where it was", async () => {
  const { audience, presenter } = await bothWindows(`${sgd}#/stability/1`);
  await presenter.isAt("stability/1");
  await audience.page.reload();
  await (await deckOf(audience.page)).isAt("stability/1");
  await presenter.press("ArrowRight");
  await audience.isAt("stability/2");
  await presenter.page.reload();
  await (await deckOf(presenter.page)).isAt("stability/2");
  await audience.page.close();
  await presenter.page.reload();
  await (await deckOf(presenter.page)).isAt("stability/2");
});

test("the presenter sees the notes, the number of the slide, and what the next key will show", async () => {
  const { page, press } = await site.open("sgd/lecture/?presenter#/one-rule");
  const notes = page.getByRole("region", { name: "Notes" });
  await expect.poll(() => notes.textContent()).toBe(await page.locator("#slide-one-rule > .notes").textContent());
  const slides = await page.locator("main .slides > section.slide").count();
  expect(slides).toBeGreaterThan(10);
  expect(await page.locator(".presenter-here").textContent()).toMatch(new RegExp(`^Slide 3 of ${slides} · \\d+ min$`));
  const title = page.locator(".next-title");
  const preview = page.locator(".next-slide .preview");
  expect(await title.textContent()).toBe("Next: One dimension: a geometric sequence");
  expect(await preview.locator("h2").textContent()).toBe("One dimension: a geometric sequence");
  expect(await preview.locator(".fragment.visible").count()).toBe(0);
  await press("ArrowRight");
  // The next key shows a step of the same slide: the copy has it, the slide not yet.
  expect(await preview.locator("h2").textContent()).toBe("One dimension: a geometric sequence");
  expect(await preview.locator(".fragment.visible").count()).toBe(1);
  expect(await page.locator("main section.slide.present .fragment.visible").count()).toBe(0);
  await press("End");
  expect(await title.textContent()).toBe("The last slide");
  expect(await preview.evaluate((element) => (element as HTMLElement).inert && element.childElementCount === 0)).toBe(true);
});

test("the next slide is a picture: nothing in it is a second of anything on the page, and it follows what runs", async () => {
  const { page, press } = await site.open("sgd/lecture/?presenter#/one-rule");
  await press("Home");
  expect(await page.locator(".preview [data-cell], .preview [data-slide]").count()).toBe(0);
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].filter((element) => !element.closest(".plot-static, .output-plot")).map(({ id }) => id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });
  expect(twice).toEqual([]);
  const slider = page.locator("#cell-one-alpha input[type=range]");
  await slider.evaluate((element: HTMLInputElement) => {
    element.value = "0.02";
    element.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await expect
    .poll(() => page.locator(".next-slide .preview output").first().textContent())
    .toBe(await page.locator("#cell-one-alpha output").first().textContent());
});

test("the clock says how far the lecture is behind its plan or ahead of it, pauses, survives a reload, and begins anew with a lecture", async () => {
  const context = await site.context();
  const page = await context.newPage();
  await page.clock.install({ time: new Date("2026-01-05T09:00:00") });
  await page.goto(`${site.server().address}sgd/lecture/?presenter`);
  await page.clock.runFor(1000);
  const elapsed = page.locator(".presenter-elapsed");
  const late = page.locator(".presenter-late");
  await expect.poll(() => elapsed.textContent()).toMatch(/^0:00 \/ \d+:00$/);
  const minutes = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main section.slide")].map((slide) =>
      Number(slide.querySelector<HTMLElement>(".notes")?.dataset.minutes ?? 0),
    ),
  );
  expect(await elapsed.textContent()).toBe(`0:00 / ${minutes.reduce((a, b) => a + b)}:00`);
  const start = async (minutes: number) => {
    await page.getByRole("dialog").getByLabel("Minutes").fill(String(minutes));
    await page.keyboard.press("Enter");
    await page.locator(".presenter-start").getByText("Pause").waitFor();
  };
  await page.locator(".presenter-start").getByText("Start a lecture").click();
  await start(90);
  await page.locator(".presenter-until").getByText("until 10:30: 90 min left").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.clock.runFor(60_000 * (minutes[1] + 3));
  await expect.poll(() => late.textContent()).toBe("3 min behind");
  expect(await page.locator(".presenter-clock").textContent()).toBe(`09:${String(minutes[1] + 3).padStart(2, "0")}`);
  await page.keyboard.press("End");
  await page.clock.runFor(1000);
  const before = minutes.slice(0, -1).reduce((a, b) => a + b);
  await expect.poll(() => late.textContent()).toBe(`${before - minutes[1] - 3} min ahead`);
  await page.getByRole("button", { name: "Pause" }).click();
  const stood = await elapsed.textContent();
  await page.clock.runFor(120_000);
  expect(await elapsed.textContent()).toBe(stood);
  await page.reload();
  await page.clock.runFor(2000);
  await expect.poll(() => elapsed.textContent()).toBe(stood);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.clock.runFor(1000);
  await expect.poll(() => elapsed.textContent()).not.toBe(stood);

  // A lecture of half the time that the last slides take, from there on.
  const last = minutes.slice(-2).reduce((a, b) => a + b);
  await page.keyboard.press("ArrowLeft");
  while (!(await page.locator(".presenter-here").textContent())!.startsWith(`Slide ${minutes.length - 1} `)) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("i");
  await start(last / 2);
  await expect.poll(() => elapsed.textContent()).toMatch(new RegExp(`^0:00 / ${Math.floor(last / 2)}:`));
  expect(await late.textContent()).toBe("on time");
});

test("a lecture ends when it was asked to last, however long the dialog is open: at a time of day, or so many minutes after the start", async () => {
  const page = await (await site.context()).newPage();
  await page.clock.install({ time: new Date("2026-01-05T09:00:00") });
  await page.goto(`${site.server().address}sgd/lecture/?presenter`);
  await page.clock.runFor(1000);
  await page.locator("main[data-started]").waitFor();
  const dialog = page.getByRole("dialog");
  for (const [label, value, until] of [
    ["or until", "10:30", /^until 10:30: /],
    ["Minutes", "60", /^until 10:10: /],
  ] as const) {
    await page.keyboard.press("i");
    await dialog.getByLabel(label).fill(value);
    await page.clock.runFor(5 * 60_000);
    await dialog.getByRole("button", { name: "Start", exact: true }).click();
    await page.locator(".presenter-until").getByText(until).waitFor();
  }
});

test("under the slide are pictures of all slides, which lead to them; notes are as large as is wanted; and the time on the slide is shown", async () => {
  const context = await site.context();
  const page = await context.newPage();
  await page.clock.install({ time: new Date("2026-01-05T09:00:00") });
  await page.goto(`${site.server().address}sgd/lecture/?presenter`);
  const deck = await deckOf(page);
  await page.locator("main[data-started]").waitFor();
  // The title slide has notes too.
  await expect.poll(() => page.getByRole("region", { name: "Notes" }).textContent()).toMatch(/^13 slides, \d+ minutes by their notes/);
  await page.clock.runFor(3000);
  const pictures = page.getByRole("navigation", { name: "All slides" }).getByRole("button");
  expect(await pictures.count()).toBe(13);
  await expect.poll(() => pictures.locator(".slide").count()).toBe(13);
  const [strip, stage, tools] = await page.evaluate(() =>
    [".presenter-slides", "main.reveal", ".deck-tools"].map((part) => document.querySelector(part)!.getBoundingClientRect()),
  );
  expect(strip.top).toBeGreaterThanOrEqual(stage.bottom);
  expect(strip.bottom).toBeLessThanOrEqual(tools.top);
  expect(strip.height).toBeGreaterThan(60);
  await page.getByRole("button", { name: "5: Two curvatures share one α" }).click();
  await deck.isAt("stability");
  expect(await pictures.nth(4).getAttribute("aria-current")).toBe("true");
  await page.clock.runFor(65_000);
  await expect.poll(() => page.locator(".presenter-on-slide").textContent()).toMatch(/^1:0\d on this slide$/);
  await deck.press("End");
  await page.clock.runFor(2000);
  await expect.poll(() => page.locator(".presenter-on-slide").textContent()).toMatch(/^0:0\d on this slide$/);

  const size = () => page.getByRole("region", { name: "Notes" }).evaluate((notes) => parseFloat(getComputedStyle(notes).fontSize));
  const usual = await size();
  expect(usual).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Larger notes" }).click();
  expect(await size()).toBeGreaterThan(usual);
  const larger = await size();
  await page.reload();
  await page.locator(".presenter-notes").waitFor();
  await expect.poll(size).toBe(larger);
});

test("the edge between slide and notes is moved by hand and by arrow keys, and stays where it was; a clicker still turns slides", async () => {
  const { page, press, isAt } = await site.open(`${sgd}?presenter#/stability`);
  const edge = page.getByRole("separator", { name: "Width of the slide beside the notes" });
  const stands = async () => ({
    value: Number(await edge.getAttribute("aria-valuenow")),
    slide: await page.locator("main.reveal").evaluate((main) => Math.round(main.getBoundingClientRect().width)),
    notes: await page.locator(".presenter-notes").evaluate((notes) => Math.round(notes.getBoundingClientRect().width)),
    scale: await page.locator("#slide-stability").evaluate((slide) => slide.getBoundingClientRect().width),
  });
  await expect.poll(async () => (await stands()).value).toBeGreaterThan(60);
  const before = await stands();

  const grip = (await edge.boundingBox())!;
  await page.mouse.move(grip.x + grip.width / 2, 300);
  await page.mouse.down();
  await page.mouse.move(500, 320, { steps: 6 });
  await page.mouse.up();
  await expect.poll(async () => (await stands()).value).toBe(Math.round((500 / 1280) * 100));
  const dragged = await stands();
  expect(dragged.slide).toBe(500);
  expect(dragged.notes - before.notes).toBe(before.slide - 500);
  // The whole slide is there, smaller.
  expect(dragged.scale).toBeGreaterThan(495);
  expect(dragged.scale).toBeLessThanOrEqual(500);
  // The pointer has moved it: arrows turn slides.
  await press("ArrowRight");
  await isAt("stability/1");

  await page.locator(".presenter-notes").focus();
  await press("Shift+Tab");
  while (!(await edge.evaluate((element) => element === document.activeElement))) await press("Shift+Tab");
  await press("ArrowLeft");
  await expect.poll(async () => (await stands()).value).toBe(dragged.value - 2);
  await press("Home", "ArrowRight");
  await expect.poll(async () => (await stands()).value).toBe(27);
  await isAt("stability/1");
  await press("PageDown");
  await isAt("stability/2");

  await page.reload();
  await deckOf(page);
  await expect.poll(async () => (await stands()).value).toBe(27);
  // A slide is never wider than leaves room for what stands under it.
  await edge.focus();
  await press("Tab", "Shift+Tab", "End");
  await expect.poll(async () => (await stands()).value).toBeGreaterThan(before.value - 1);
  const widest = await page.evaluate(() =>
    [".presenter-times", ".presenter-slides", ".deck-tools"].map((part) => document.querySelector(part)!.getBoundingClientRect()),
  );
  expect(widest.every(({ bottom, height }) => height > 0 && bottom <= 720)).toBe(true);
});

test("on the last slide the presenter goes on to the next chapter's deck, and takes the audience along", async () => {
  const { audience, presenter } = await bothWindows(`${sgd}#/summary`);
  await presenter.page.getByRole("link", { name: "On to the next lecture: EMA: a memory that fades" }).click();
  await presenter.page.waitForURL("**/ema/lecture/?presenter**");
  await audience.page.waitForURL(/\/ema\/lecture\/(#.*)?$/);
  for (const { page } of [audience, presenter]) await (await deckOf(page)).isAt("title");
});

test("a browser that opens no window is answered with a link", async () => {
  const { page, press } = await site.open(`${sgd}#/stability`);
  await page.evaluate(() => {
    window.open = () => null;
  });
  await press("s");
  const link = page.getByRole("dialog").getByRole("link", { name: "Presenter’s window" });
  expect(await link.getAttribute("href")).toBe("/sgd/lecture/?presenter#/stability");
  await press("Escape");
  expect(await page.getByRole("dialog").count()).toBe(0);
});

test("colours, the projector's theme and open code are the same in both windows, and the theme is kept", async () => {
  const { audience, presenter } = await bothWindows(`${sgd}#/two-directions`);
  await presenter.press("h", "d", "c");
  const look = () =>
    audience.page.evaluate(() => [
      document.documentElement.dataset.projector,
      document.documentElement.dataset.theme,
      document.querySelector<HTMLElement>("#slide-two-directions")!.dataset.code,
    ]);
  await expect.poll(look).toEqual(["", "dark", "open"]);
  await audience.press("d", "c");
  await expect.poll(() => presenter.page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
  await audience.page.close();
  await presenter.page.reload();
  await deckOf(presenter.page);
  expect(await presenter.page.evaluate(() => document.documentElement.dataset.projector)).toBe("");
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
test("the presenter's window is accessible", { timeout: 120_000 }, async () => {
  const { page } = await site.open("sgd/lecture/?presenter#/stability", { bypassCSP: true, reducedMotion: "reduce" });
  await page.evaluate(axe);
  expect(
    await page.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> } }
      ).axe.run();
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary.slice(0, 160)}`),
      );
    }),
  ).toEqual([]);
});
