/** The search on the built pages: its index, its dialog, its keys. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { find, readIndex } from "../../../src/search/searchIndex.ts";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { openReader, visit } from "../offline/visit.ts";
import { builtPages, chapterPages, complaintsOf, dist, htmlOf } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const address = (path: string): string => site.address + path.slice(1);
const dialog = (page: Page) => page.getByRole("dialog", { name: "Search" });
const field = (page: Page) => page.getByRole("combobox", { name: "Search the course" });
const button = (page: Page) => page.getByRole("button", { name: "Search", exact: true });

/** Opens a page, ready to be searched from. */
async function open(path: string, width = 1280, colorScheme: "light" | "dark" = "light"): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme, reducedMotion: "reduce" });
  await page.goto(address(path));
  await button(page).first().waitFor();
  return page;
}

/** Types a query and waits for what is found. */
async function ask(page: Page, query: string): Promise<void> {
  await field(page).fill(query);
  await page.getByRole("option").first().waitFor();
}

/** The address that the chosen option leads to. */
const chosen = (page: Page): Promise<string> =>
  field(page).evaluate((field) => (document.getElementById(field.getAttribute("aria-activedescendant")!) as HTMLAnchorElement).href);

test("the index of the built site has its chapters, and every place leads to an element of a page", () => {
  const json = readFileSync(join(dist, "search.json"), "utf8");
  const stored = JSON.parse(json) as { documentIds: Record<string, string> };
  const hrefs = Object.values(stored.documentIds);
  for (const page of chapterPages().filter((page) => !page.startsWith("/zh-hant/"))) expect(hrefs).toContain(page.slice(1));
  const pages = new Map<string, string>();
  for (const href of hrefs) {
    const [path, id] = href.split("#");
    if (!pages.has(path)) pages.set(path, htmlOf(`/${path}`));
    if (id !== undefined) expect(pages.get(path)!.includes(` id="${id}"`), href).toBe(true);
  }
  const index = readIndex(json);
  expect(find(index, "bias correction").places[0].href).toBe("glossary/#bias-correction");
  expect(find(index, "beta1").places[0].href).toBe("glossary/#symbol-beta1");
  expect(find(index, "Polyak").places[0].href).toBe("references/#polyak1964");
  expect(find(index, "Playground").places[0].href).toBe("playground/");
  expect(find(index, "偏差修正").places[0].href).toBe("glossary/#bias-correction");
  expect(find(index, "oscillates across the ravine").places.map(({ kind }) => kind)).toContain("section");
});

test("nothing of the search is loaded before it is opened, but its buttons and keys", async () => {
  site.forget();
  const page = await open("/references/");
  await page.waitForLoadState("networkidle");
  expect(site.requests.filter(({ path }) => /search\.json|dialog/.test(path))).toEqual([]);
  await page.keyboard.press("/");
  await ask(page, "momentum");
  expect(site.requests.filter(({ path }) => /search\.json/.test(path))).toHaveLength(1);
  await page.close();
});

test("it opens by its button, by / and by Ctrl+K, and closes by Escape and its button; the focus goes back to where it was", async () => {
  const page = await open("/glossary/");
  const complaints = complaintsOf(page);
  await button(page).click();
  await field(page).waitFor();
  expect(await field(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  expect(await button(page).evaluate((button) => button === document.activeElement)).toBe(true);
  for (const key of ["/", "Control+k", "Meta+k"]) {
    await page.keyboard.press(key);
    await field(page).waitFor();
    expect(await field(page).inputValue(), key).toBe("");
    await dialog(page).getByRole("button", { name: "Close" }).click();
    await dialog(page).waitFor({ state: "hidden" });
  }
  expect(complaints).toEqual([]);
  await page.close();
});

test("by keys alone: arrows choose, round the end too, and Enter opens the place, on another page and on this one", async () => {
  const page = await open("/glossary/");
  await page.keyboard.press("/");
  await ask(page, "Polyak");
  expect(await chosen(page)).toBe(address("/references/#polyak1964"));
  await page.keyboard.press("ArrowUp");
  const last = await chosen(page);
  expect(await page.getByRole("option").last().getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const second = await chosen(page);
  expect(new Set([last, second, address("/references/#polyak1964")]).size).toBe(3);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/references/#polyak1964");
  expect(await page.locator("#polyak1964").evaluate((work) => work.matches(":target"))).toBe(true);

  await button(page).first().waitFor();
  await page.keyboard.press("/");
  await ask(page, "Robbins Monro stochastic approximation");
  expect(await chosen(page)).toBe(address("/references/#robbins1951"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/references/#robbins1951");
  await dialog(page).waitFor({ state: "hidden" });
  await page.close();
});

test("what is typed shows, marked, with the number of places; nothing found is said", async () => {
  const page = await open("/glossary/");
  await page.keyboard.press("/");
  await ask(page, "偏差修正");
  expect(await page.getByRole("option").first().textContent()).toContain("bias correction");
  await ask(page, "condition numbr");
  expect(await page.getByRole("option").first().locator("mark").allTextContents()).toEqual(["condition", "number"]);
  expect(await dialog(page).getByRole("status").textContent()).toMatch(/^\d+ places(, the best 20 listed)?$/);
  await field(page).fill("zqxj");
  await dialog(page).getByText("Nothing found").waitFor();
  expect(await page.getByRole("listbox").isVisible()).toBe(false);
  expect(await field(page).getAttribute("aria-expanded")).toBe("false");
  await page.keyboard.press("Enter");
  expect(await dialog(page).isVisible()).toBe(true);
  await page.close();
});

test("keys that are typed into a cell's editor stay there", async () => {
  const page = await open(chapterPages()[0]);
  const cell = page.locator(".cell:not(.folded) .cell-source").first();
  await cell.click();
  const editor = page.locator(".cell").getByRole("textbox", { name: /^Code of / });
  await editor.waitFor();
  await editor.press("Control+Home");
  await page.keyboard.type("// ");
  await page.keyboard.press("Control+k");
  expect(await editor.textContent()).toMatch(/^\/\/ /);
  expect(await page.locator("dialog.search").count()).toBe(0);
  await page.close();
});

test.for([
  ["missing", { status: 404, body: "not here" }],
  ["malformed", { status: 200, body: '{"documentCount": 1' }],
  ["of another make", { status: 200, body: '{"serializationVersion": 99}' }],
] as const)("an index that is %s is said plainly, and asked for again the next time", async ([, answer]) => {
  const page = await open("/glossary/");
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.route("**/search.json*", (route) => route.fulfill(answer));
  await page.keyboard.press("/");
  await dialog(page).getByText("Search is not available now: its index could not be loaded.").waitFor();
  await field(page).fill("adam");
  await page.unroute("**/search.json*");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "hidden" });
  await page.keyboard.press("/");
  // Escape may have cleared the field before it closed the dialog.
  await field(page).fill("adam");
  await page.getByRole("option").first().waitFor();
  expect(errors).toEqual([]);
  await page.close();
});

test("it opens again in the moment after it was closed, where the focus is still in what is not shown any more", async () => {
  const page = await open("/glossary/");
  await page.keyboard.press("/");
  await field(page).waitFor();
  const isInField = await page.evaluate(() => {
    const { activeElement } = document;
    activeElement!.closest("dialog")!.close();
    activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
    return activeElement!.matches("input");
  });
  expect(isInField).toBe(true);
  await field(page).waitFor();
  await page.close();
});

test("it works without a network after one visit", async () => {
  const reader = await openReader(browser);
  const page = await visit(reader, address("/glossary/"));
  await reader.setOffline(true);
  await page.keyboard.press("/");
  await ask(page, "Polyak");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/references/#polyak1964");
  await reader.close();
});

test("a deck's keys are its own, and paper has no search", async () => {
  for (const part of ["lecture/", "handout/"]) {
    const path = builtPages().find((page) => page.endsWith(part))!;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(address(path), { waitUntil: "networkidle" });
    await page.keyboard.press("/");
    await page.keyboard.press("Control+k");
    expect(await button(page).count(), part).toBe(0);
    expect(await page.locator("dialog.search").count(), part).toBe(0);
    await page.close();
  }
});

const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

test.for([
  [390, "light"],
  [1280, "dark"],
] as const)("the open dialog is accessible and fits, %i pixels wide, %s", { timeout: 300_000 }, async ([width, scheme]) => {
  const page = await open("/glossary/", width, scheme);
  await page.keyboard.press("/");
  await ask(page, "learning rate");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  const box = (await dialog(page).boundingBox())!;
  expect(box.x >= 0 && box.x + box.width <= width && box.y + box.height <= 800).toBe(true);
  await page.evaluate(axe);
  const findings = await page.evaluate(async () => {
    type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
    const { run } = (window as unknown as { axe: { run(context: string): Promise<{ violations: Violation[] }> } }).axe;
    const { violations } = await run("dialog.search");
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`));
  });
  expect(findings).toEqual([]);
  await page.close();
});

test("the button, made by a script, moves nothing", async () => {
  for (const width of [390, 1280]) {
    const page = await browser.newPage({ viewport: { width, height: 800 } });
    const place = () => page.evaluate(() => [...document.querySelectorAll("nav, h1")].map((element) => element.getBoundingClientRect().top));
    await page.route("**/_astro/*.js", (route) => route.abort());
    await page.goto(address("/glossary/"));
    await page.evaluate(() => document.fonts.ready);
    const before = await place();
    await page.unroute("**/_astro/*.js");
    await page.reload();
    await button(page).first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    expect(await place(), `${width} pixels`).toEqual(before);
    await page.close();
  }
});
