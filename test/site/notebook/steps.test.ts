/** The step-through of the built chapter on momentum: played, stepped and scrubbed, said aloud, and kept in the address. */
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { dist } from "../page/builtPages.ts";
import { openChapter, type ChapterPage, type OpenOptions } from "./openChapter.ts";

let browser: Browser, server: CountingServer;
const pages: Page[] = [],
  thrown: string[] = [];
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), serve(dist)]);
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.context().close();
  expect(thrown.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const id = "momentum-steps";
interface Steps extends ChapterPage {
  region: Locator;
  scrubber: Locator;
  button(name: string): Locator;
  /** Resolves when the cell shows step t: its line, its formula and its table. */
  at(t: number): Promise<void>;
}

async function open(hash = "", options?: OpenOptions): Promise<Steps> {
  const chapter = await openChapter(browser, `${server.address}momentum/${hash}`, thrown, options);
  pages.push(chapter.page);
  const { region } = chapter.cell(id);
  return {
    ...chapter,
    region,
    scrubber: region.getByRole("group", { name: "Step", exact: true }).getByRole("slider", { name: "Step" }),
    button: (name) => region.getByRole("button", { name, exact: true }),
    async at(t) {
      await region.locator(".output-text", { hasText: new RegExp(`^t = ${t} `) }).waitFor();
      await region.getByRole("columnheader", { name: `t = ${t}`, exact: true }).waitFor();
    },
  };
}

const heightOf = (region: Locator) => region.evaluate((element) => element.getBoundingClientRect().height);
/** Resolves when the address has this after #. */
const addressIs = (page: Page, hash: string | RegExp) =>
  expect.poll(() => new URL(page.url()).hash).toMatch(hash instanceof RegExp ? hash : new RegExp(`^${hash.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`));

test("stepped by pointer and keyboard, to both ends and no further", async () => {
  const { page, button, scrubber, at } = await open();
  await button("Step forward").click();
  await at(5);
  await button("Step back").press("Enter");
  await at(4);
  await button("Step forward").press("Space");
  await at(5);
  await scrubber.press("End");
  await at(60);
  await button("Step forward").click();
  await at(60);
  await scrubber.press("Home");
  await at(1);
  await button("Step back").click();
  await at(1);
  await scrubber.press("ArrowRight");
  await at(2);
  const { x, y, width, height } = (await scrubber.boundingBox())!;
  await page.mouse.move(x + 10, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 10 });
  await page.mouse.up();
  const t = Number(await scrubber.inputValue());
  expect(Math.abs(t - 30)).toBeLessThan(3);
  await at(t);
});

test("played and paused, by pointer and by keyboard; at the end it stops, and plays from the start; the cell keeps its height all the while", async () => {
  const { page, button, scrubber, at, region } = await open();
  await button("Step forward").click();
  await at(5);
  await page.evaluate((id) => {
    const cell = document.querySelector(`#cell-${id}`)!,
      heights = new Set<number>(),
      left = new Set<number>();
    Object.assign(globalThis, { heights, left });
    new ResizeObserver(() => heights.add(cell.getBoundingClientRect().height)).observe(cell);
  }, id);
  await button("Play").click();
  await page.waitForFunction((id) => Number(document.querySelector<HTMLInputElement>(`#cell-${id} .input-player input`)!.value) > 20, id);
  await button("Pause").press("Enter");
  const paused = Number(await scrubber.inputValue());
  await at(paused);
  await button("Play").press("Space");
  await at(60);
  await button("Play").waitFor();
  expect(await page.evaluate(() => (globalThis as unknown as { heights: Set<number> }).heights.size)).toBe(1);
  await button("Play").click();
  await button("Pause").waitFor();
  await expect.poll(async () => Number(await scrubber.inputValue())).toBeLessThan(60);
  await button("Pause").click();
  expect(await heightOf(region)).toBeGreaterThan(300);
});

test("an optimizer's options and the start change what is shown, by handle and by number", async () => {
  const { region, at } = await open();
  await region.getByRole("slider", { name: "Decay β" }).press("Home");
  await region.locator("annotation", { hasText: "0 \\cdot" }).waitFor({ state: "attached" });
  await region.getByRole("radio", { name: "y" }).press("Space");
  await region.getByRole("spinbutton", { name: "x" }).fill("0");
  const handle = region.getByRole("slider", { name: "Start" });
  await handle.press("ArrowUp");
  await at(4);
  await expect.poll(async () => Number((await handle.getAttribute("aria-valuetext"))!.match(/-?[\d.]+/)![0])).toBe(0);
  await region.locator(".output-text", { hasText: "x 0 → 0" }).waitFor();
});

test("to assistive tools: names, roles and values; a step made by hand is said with its loss, one that is played is not", async () => {
  const { page, region, button, scrubber, at } = await open();
  expect(await scrubber.getAttribute("aria-valuetext")).toBe("t = 4");
  for (const name of ["Step back", "Play", "Step forward"]) expect(await button(name).count()).toBe(1);
  expect(await region.getByRole("img").count()).toBe(2);
  expect(await region.getByRole("table").locator("tbody tr").allInnerTexts()).toEqual([
    expect.stringMatching(/^θₜ/),
    expect.stringMatching(/^gₜ/),
    expect.stringMatching(/^mₜ/),
    expect.stringMatching(/^Δₜ/),
    expect.stringMatching(/^θₜ₊₁/),
  ]);
  const status = region.locator('.input-player [role="status"]');
  expect(await status.textContent()).toBe("");
  await button("Step forward").press("Enter");
  await at(5);
  await expect.poll(() => status.textContent()).toMatch(/^t = 5 {3}loss \S+ → \S+\nx /);
  expect(await scrubber.getAttribute("aria-valuetext")).toBe("t = 5");
  await page.evaluate((id) => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const status = document.querySelector(`#cell-${id} .input-player [role="status"]`)!;
    new MutationObserver(() => said.push(status.textContent!)).observe(status, { childList: true, characterData: true, subtree: true });
  }, id);
  await button("Play").press("Enter");
  await at(60);
  await button("Play").waitFor();
  await expect.poll(() => status.textContent()).toMatch(/^t = 60 /);
  const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
  expect(said.filter((text) => !text.startsWith("t = 60 ") && !text.startsWith("t = 5 ") && !text.startsWith("t = 59 "))).toEqual([]);
});

test("what is moved stands in the address, and a link restores it, over what this reader kept; Reset takes it out", async () => {
  const first = await open();
  const entries = await first.page.evaluate(() => globalThis.history.length);
  await first.scrubber.press("End");
  await first.region.getByRole("radio", { name: "y" }).press("Space");
  await first.region.getByRole("spinbutton", { name: "x" }).fill("-6");
  await addressIs(first.page, `#~${id}.Start=-6,-3&${id}.Numbers+of=y&${id}.Step=60`);
  expect(await first.page.evaluate(() => globalThis.history.length)).toBe(entries);
  const link = new URL(first.page.url()).hash;

  const { page, at, region, scrubber, button } = await open();
  await scrubber.press("Home");
  await at(1);
  await addressIs(page, `#~${id}.Step=1`);
  await page.goto("about:blank");
  await page.goto(`${server.address}momentum/${link}`);
  await at(60);
  expect(await region.getByRole("radio", { name: "y" }).isChecked()).toBe(true);
  expect(await region.getByRole("spinbutton", { name: "x" }).inputValue()).toBe("-6");
  await region.locator(".output-text", { hasText: /x -?−?\S+ → / }).waitFor();
  expect(await region.evaluate((element) => Math.abs(element.getBoundingClientRect().top))).toBeLessThan(200);
  // A link is not kept: without it there is what this reader had.
  await page.goto("about:blank");
  await page.goto(`${server.address}momentum/`);
  await at(1);
  expect(await region.getByRole("spinbutton", { name: "x" }).inputValue()).toBe("7");
  await button("Reset").click();
  await at(4);
  await addressIs(page, "");
});

test("an address that is changed under the open page is followed, by a link of the page to a heading nothing is moved", async () => {
  const { page, at, scrubber } = await open();
  await page.evaluate((id) => {
    location.hash = `#~${id}.Step=33`;
  }, id);
  await at(33);
  expect(await scrubber.inputValue()).toBe("33");
  await page.evaluate(() => {
    location.hash = "#one-more-line";
  });
  await expect.poll(() => page.evaluate(() => document.querySelector(":target")?.id)).toBe("one-more-line");
  expect(await scrubber.inputValue()).toBe("33");
  await scrubber.press("ArrowRight");
  await at(34);
  await addressIs(page, `#~${id}.Step=34`);
});

test.for([
  `#~${id}.Step=999`,
  `#~${id}.Step=<img src=x onerror=alert(1)>`,
  `#~${id}.Start=1e999,0&${id}.Decay+%CE%B2=-1&nowhere.x=1`,
  "#~",
  "#~%E0%A4%A",
  "#~__proto__.x=1",
])("a bad address does no harm: %s", async (hash) => {
  const { scrubber, at, button } = await open(hash);
  expect(await scrubber.inputValue()).toBe("4");
  await at(4);
  await button("Step forward").click();
  await at(5);
  await expect.poll(() => scrubber.page().url()).toMatch(/Step=5$/);
});

test("a link runs nothing that the reader edited", async () => {
  const { page, cell, states } = await open();
  const edited = "const spring = [];\nconst springBeta = 0;\nwhile (true) {}";
  const { region } = cell("spring");
  await region.locator("summary").click();
  await cell("spring").write(edited);
  const link = `${server.address}momentum/#~${id}.Step=17`;
  await page.goto("about:blank");
  await page.goto(link);
  await cell(id).is("stale");
  expect(await cell(id).region.locator(".input-player input").inputValue()).toBe("17");
  expect((await states()).filter((state) => /running|done/.test(state))).toEqual([]);
  await page.evaluate((id) => {
    location.hash = `#~${id}.Step=18`;
  }, id);
  await expect.poll(() => cell(id).region.locator(".input-player input").inputValue()).toBe("18");
  expect((await states()).filter((state) => /running|done/.test(state))).toEqual([]);
});
