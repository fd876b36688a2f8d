/** Code of any size and shape, by link, by storage and by hand: the page stays live, Run says what is wrong with it, and Reset ends at once. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { deserialise } from "../../../src/output/serialise.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { packCode } from "../../../src/reader/sharing/carriedCode.ts";
import { expectLive, watchFrames } from "../harness/watchFrames.ts";
import { chapterSite, type CellOnPage } from "../notebook/openChapter.ts";
import { dist } from "../page/builtPages.ts";

const site = chapterSite();
const notebook = deserialise(readFileSync(join(dist, "sgd/notebook.json"), "utf8")) as NotebookData;
const originals = new Map(notebook.cells.map(({ id, source }) => [id, source]));
const mostMs = 200;

/*
 * While a page is watched, things on it are found by their elements: for a role or a text the driver looks at all that there is, on the page's own thread,
 * and its time would be measured.
 */
const inBar = (cell: CellOnPage, name: string) => cell.region.locator("css:light=.cell-bar button", { hasText: name });
const whatChanges = (offer: Locator) => offer.locator("css:light=summary", { hasText: /^What it changes in/ });
const useIt = (offer: Locator) => offer.locator("css:light=button", { hasText: /^Use it$/ });

/** Goes to a link with this code on the open page, and gives its panel. The session is there already, as for a link within the site. */
async function follow(page: Page, source: string, cell = "one-dimension") {
  const packed = await packCode({ [cell]: source }, originals);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `~code=${packed}`);
  const offer = page.locator('[role="region"][aria-label="Code in this link"]');
  await offer.waitFor();
  return offer;
}

/** An open chapter whose cell has shown what it has to show once. */
async function openAwake() {
  const opened = await site.open();
  const one = opened.cell("one-dimension");
  await one.button("Run").click();
  await one.is("done");
  return { ...opened, one };
}

test.each([
  ["100,000 brackets", "(".repeat(100_000), "the code has 100,000 brackets open at once (at most 200)"],
  ["100,000 brackets that close", `${"[".repeat(50_000)}${"]".repeat(50_000)}`, "the code has 50,000 brackets open at once (at most 200)"],
  ["arrow functions, as many as there can be", "a=>".repeat(66_000), "the code is nested too deeply"],
  ["3,300 arrow functions", "a=>".repeat(3_300), "the code is nested too deeply"],
  ["10,000 signs", "!".repeat(9_999), "the code is nested too deeply"],
  ["3,000 lines", "zza\n".repeat(2_999), "unknown name: zza"],
  ["one line of 200,000 characters", `"${"x ".repeat(99_990)}`, "unterminated string constant"],
  ["600 short statements, which are highlighted", "zza + 1;\n".repeat(600), "unknown name: zza"],
  ["20,000 names", Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(";"), "the code has 20,000 different names (at most 5,000)"],
])("a link with %s: the page stays live while it is looked at, used, run and edited, and Reset ends within a second", async (_, source, message) => {
  const { page, one } = await openAwake();
  const frames = await watchFrames(site.browser(), page, async () => {
    const offer = await follow(page, source);
    await whatChanges(offer).click();
    await useIt(offer).click();
    await one.is("edited");
    await inBar(one, "Run").click();
    await one.error.filter({ hasText: message }).waitFor();
    await one.edit();
    await page.keyboard.type("(");
    const start = performance.now();
    await inBar(one, "Reset").click();
    await one.is("done");
    return performance.now() - start;
  });
  expectLive(frames, mostMs);
  expect(frames.result).toBeLessThan(1_000);
  expect(await one.source()).toBe(originals.get("one-dimension"));
});

test.each([
  ["100,000 arrow functions", "()=>".repeat(60_000)],
  ["120,000 lines", "\n".repeat(120_000)],
])("a link with %s is more than a cell can have: it is left out, and says so", async (_, source) => {
  const { page, one } = await openAwake();
  const frames = await watchFrames(site.browser(), page, async () => {
    const offer = await follow(page, source);
    await offer.getByText(/^The link has more code than a cell can have, so this is left out/).waitFor();
    expect(await useIt(offer).count()).toBe(0);
    await page.keyboard.press("Escape");
  });
  expectLive(frames, mostMs);
  expect(await one.source()).toBe(originals.get("one-dimension"));
});

test("what a link changes in very much code is shown in part: the rest is counted, and no change hides behind unchanged lines", async () => {
  const { page } = await openAwake();
  // Of few lines that stay, all are shown.
  const [longest, code] = [...originals].reduce((a, b) => (b[1].length > a[1].length ? b : a));
  expect(code.split("\n").length).toBeGreaterThan(10);
  const frames = await watchFrames(site.browser(), page, async () => {
    const offer = await follow(page, `${code}\n${"let a;\n".repeat(2_900)}`, longest);
    await whatChanges(offer).click();
    await offer.getByText(/^2,?\d{3} more lines are not shown here/).waitFor();
    expect(await offer.locator("ins").count()).toBeGreaterThan(300);
    return offer.getByText(/lines stay as before/).count();
  });
  expect(frames.result).toBe(1);
  expectLive(frames, mostMs);
});

test("4 MB kept in the browser are not used and not lost; a notice offers to delete them", async () => {
  const { page, cell } = await site.open();
  await cell("one-dimension").write("1 + 1");
  const key = await page.evaluate(() => Object.keys(localStorage).find((name) => name.endsWith("/one-dimension"))!);
  const kept = JSON.stringify({ hash: "0", source: "x".repeat(4_000_000), inputs: {} });
  await page.evaluate(([name, text]) => localStorage.setItem(name, text), [key, kept]);
  await page.goto("about:blank");
  await page.goto(`${site.server().address}sgd/`);
  const one = cell("one-dimension");
  const frames = await watchFrames(site.browser(), page, async () => {
    await one.region.hover();
    await one.region.getByText(/^Code that was kept for this cell is too long to be used/).waitFor();
  });
  expectLive(frames, mostMs);
  expect(await one.source()).toBe(originals.get("one-dimension"));
  expect(await page.evaluate((name) => localStorage.getItem(name)?.length, key)).toBe(kept.length);
  await one.button("Delete it").click();
  expect(await page.evaluate((name) => localStorage.getItem(name), key)).toBeNull();
  expect(await one.region.getByText(/too long to be used/).count()).toBe(0);
});

test("4 MB that are pasted do not go in: a notice says so, and what stood there stays", async () => {
  const { page, one } = await openAwake();
  await one.edit();
  const before = await one.source();
  const frames = await watchFrames(site.browser(), page, async () => {
    await one.editor.evaluate((editor) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "const a = 1;\n".repeat(300_000));
      editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    const notice = "Not put in: the code of a cell can have 200 KB and 3,000 lines at most.";
    await one.region.locator("css:light=.cell-notice", { hasText: notice }).waitFor();
  });
  expectLive(frames, mostMs);
  expect(await one.source()).toBe(before);
});

test("code over which the parser sits for hours is reset as any other: the run that reads it gives way at once", async () => {
  const { page, one } = await openAwake();
  const frames = await watchFrames(site.browser(), page, async () => {
    await one.write(`${"((a=".repeat(40)}1${")=>1)".repeat(40)}`);
    await page.keyboard.press("ControlOrMeta+Enter");
    const start = performance.now();
    await inBar(one, "Reset").click();
    await one.is("done");
    return performance.now() - start;
  });
  expectLive(frames, mostMs);
  expect(frames.result).toBeLessThan(1_000);
});
