/** The page of all that a reader has done: what it lists, takes back, writes and reads; and the marks that chapters have by it. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "../notebook/openChapter.ts";
import { complaintsOf, dist } from "./builtPages.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const edit = { hash: "0", source: 'display("mine")', inputs: {}, last: { of: "1", how: "ended" } };
const progress = { at: "the-price-is-the-condition-number", when: 1, read: true, run: true, solved: ["price"], exercises: 4 };

/** The page in a browser that keeps this. */
async function openWork(kept: Record<string, unknown>): Promise<Page> {
  const { page } = await site.open({
    address: "my-work/",
    before: (page) =>
      page.addInitScript((kept) => {
        if (sessionStorage.getItem("filled")) return;
        sessionStorage.setItem("filled", "yes");
        for (const [key, value] of Object.entries(kept)) localStorage.setItem(key, JSON.stringify(value));
      }, kept),
  });
  await page.getByRole("button", { name: "Import" }).waitFor();
  return page;
}
const keys = (page: Page) =>
  page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => /^(notebook|progress)\//.test(key))
      .toSorted(),
  );
async function importFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.getByRole("button", { name: "Import" }).click()]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: typeof content === "string" ? Buffer.from(content) : content });
}
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test("what was edited and solved in a chapter is listed with its place, marked in the contents and on the home page, and gone on with", async () => {
  const { page, cell } = await site.open();
  await cell("price-starter").runs(readFileSync("content/en/01-sgd.mdx", "utf8").split("```ts solution exercise=price\n")[1].split("\n```")[0]);
  await page.waitForFunction(() => localStorage.getItem("progress/en/sgd")?.includes('"price"'));
  await cell("one-dimension").write("const mine = 1;");
  // The contents have the link to the page that the HTML of a chapter goes without.
  await page.locator(".reference-pages").getByRole("link", { name: "My work" }).waitFor();
  await page.locator(".page-ends").scrollIntoViewIfNeeded();
  await page.locator('.on-page [aria-current="true"]').getByText("References").waitFor();
  await page.waitForFunction(() => localStorage.getItem("progress/en/sgd")?.includes('"read":true'));
  await page.goto(`${site.server().address}my-work/`);
  const complaints = complaintsOf(page);
  const items = page.locator(".work-items");
  const hrefs = () => items.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  await expect.poll(hrefs).toEqual(["/sgd/#cell-one-dimension", "/sgd/#cell-price-starter", "/sgd/#exercise-price"]);
  expect(await page.locator(".work-marks").textContent()).toBe("read · run · 1 of 4 solved");
  await page.locator('.my-work .start[href="/sgd/#references"]').waitFor();
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.goto(site.server().address);
  await page.locator(".chapter-list .work-mark").getByText("read · run · 1 of 4 solved").waitFor();
  await page.locator(".contents .work-mark").getByText("read · run · 1 of 4 solved").waitFor();
});

test("a chapter that was read to its end, and whose cells nobody touched, is marked as read, and gone on with where it was left", async () => {
  const { page } = await site.open();
  await page.mouse.wheel(0, 300);
  await page.locator(".page-ends").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => localStorage.getItem("progress/en/sgd")?.includes('"read":true'));
  // No cell was: the session is not there.
  expect(await page.locator(".take-more, .work-mark").count()).toBe(0);
  await page.goto(`${site.server().address}my-work/`);
  expect(await page.locator(".work-marks").textContent()).toBe("read");
  await page.locator('.my-work .start[href="/sgd/#references"]').waitFor();
});

test("an item, a chapter and everything are deleted at one click, each with Undo, and nothing else of the storage is", async () => {
  const page = await openWork({
    "notebook/en/sgd/one-dimension": edit,
    "notebook/en/sgd/descend": { ...edit, inputs: { a: 1, b: 2 } },
    "progress/en/sgd": progress,
    theme: "x",
  });
  const all = await keys(page);
  expect(await page.locator(".my-work .start").getAttribute("href")).toBe("/sgd/#the-price-is-the-condition-number");
  const items = page.locator(".work-items li");
  expect(await items.locator("span").allTextContents()).toEqual(["edited", "edited, 2 inputs", "solved"]);
  const undo = page.getByRole("button", { name: "Undo" });

  await items.nth(1).getByRole("button").click();
  expect(await keys(page)).toEqual(all.filter((key) => !key.endsWith("descend")));
  expect(await undo.evaluate((button) => button === document.activeElement)).toBe(true);
  await undo.click();
  await items.nth(2).getByRole("button").click();
  expect(await items.count()).toBe(2);
  await undo.click();
  expect(await items.count()).toBe(3);
  await page.getByRole("button", { name: /^Reset chapter/ }).click();
  expect(await keys(page)).toEqual([]);
  await undo.click();
  await page.getByRole("button", { name: "Delete everything" }).click();
  expect(await keys(page)).toEqual([]);
  await page.getByText("Nothing yet.").waitFor();
  expect(await page.evaluate(() => localStorage.getItem("theme"))).toBe('"x"');
  await undo.click();
  expect(await keys(page)).toEqual(all);
  expect(await page.evaluate(() => localStorage.getItem("notebook/en/sgd/descend"))).toBe(JSON.stringify({ ...edit, inputs: { a: 1, b: 2 } }));
});

test("what one browser exports another imports: it shows what would change, merges or replaces, and the code waits for Run", async () => {
  const from = await openWork({ "notebook/en/sgd/one-dimension": edit, "notebook/en/sgd/descend": edit, "progress/en/sgd": progress });
  const [saved] = await Promise.all([from.waitForEvent("download"), from.getByRole("button", { name: "Export" }).click()]);
  expect(saved.suggestedFilename()).toMatch(/^my-work-\d{4}-\d\d-\d\d\.json$/);
  const file = await readFile(await saved.path(), "utf8");

  const page = await openWork({ "notebook/en/sgd/descend": { ...edit, source: "other" }, "notebook/en/sgd/saddle": edit });
  const sourceOf = (id: string) =>
    page.evaluate((id) => (JSON.parse(localStorage.getItem(`notebook/en/sgd/${id}`)!) as { source: string }).source, id);
  await importFile(page, "work.json", file);
  await page.getByText("It has 1 cell that you have not changed here, 1 that you have changed differently, 0 the same as here.").waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(await keys(page)).toEqual(["notebook/en/sgd/descend", "notebook/en/sgd/saddle"]);

  await importFile(page, "work.json", file);
  await page.getByRole("button", { name: /^Merge/ }).click();
  expect([await sourceOf("descend"), await sourceOf("one-dimension")]).toEqual(["other", edit.source]);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await keys(page)).toEqual(["notebook/en/sgd/descend", "notebook/en/sgd/saddle"]);

  await importFile(page, "work.json", file);
  await page.getByRole("button", { name: /^Replace/ }).click();
  expect(await keys(page)).toEqual(["notebook/en/sgd/descend", "notebook/en/sgd/one-dimension", "progress/en/sgd"]);
  await page.goto(`${site.server().address}sgd/`);
  await page.locator('#cell-descend[data-state="edited"]').waitFor();
  expect(await page.locator("#cell-descend .cell-source").textContent()).toBe(edit.source);
});

test("cells that the reader has added are listed at their places, deleted with Undo, exported, and merged beside those that are here", async () => {
  const from = await openWork({
    "notebook/en/sgd/one-dimension": edit,
    "notebook/en/sgd/+": [
      { id: "own-1", after: "one-dimension" },
      { id: "own-2", note: true },
    ],
    "notebook/en/sgd/own-1": { ...edit, source: "theirs" },
    "notebook/en/sgd/own-2": { ...edit, source: "md`a note`" },
  });
  const items = from.locator(".work-items li");
  const all = await keys(from);
  const title = (await items.nth(0).getByRole("link").textContent())!;
  expect(await items.locator("a, span").allTextContents()).toEqual([
    title,
    "edited",
    "My cell 1",
    `after “${title}”`,
    "My note 2",
    "at the page’s end",
  ]);
  expect(await violations(from)).toEqual([]);
  await items.nth(1).getByRole("button", { name: "Delete cell: My cell 1" }).click();
  await from.getByText("“My cell 1” is deleted.").waitFor();
  expect(await from.evaluate(() => localStorage.getItem("notebook/en/sgd/+"))).toBe('[{"id":"own-2","note":true}]');
  await from.getByRole("button", { name: "Undo" }).click();
  expect(await keys(from)).toEqual(all);
  const [saved] = await Promise.all([from.waitForEvent("download"), from.getByRole("button", { name: "Export" }).click()]);
  const file = await readFile(await saved.path(), "utf8");
  await from.getByRole("button", { name: "Delete everything" }).click();
  expect(await keys(from)).toEqual([]);

  const page = await openWork({ "notebook/en/sgd/+": [{ id: "own-1" }], "notebook/en/sgd/own-1": { ...edit, source: 'display("mine")' } });
  await importFile(page, "work.json", file);
  await page.getByText("2 cells of your own that are not here").click();
  await page.getByText(/: My cell 3$/).waitFor();
  await page.getByRole("button", { name: /^Merge/ }).click();
  const here = page.locator(".work-items li");
  expect(await here.getByRole("link").allTextContents()).toEqual([title, "My cell 3", "My cell 1", "My note 2"]);
  await here.getByRole("link", { name: "My cell 3" }).click();
  const cell = page.locator("#cell-own-3");
  await page.locator("#cell-own-3[data-state=edited]").waitFor();
  await expect.poll(() => cell.evaluate((cell) => Math.abs(cell.getBoundingClientRect().top) < innerHeight / 2)).toBe(true);
  expect(await page.locator(".cell-own .cell-source").allTextContents()).toEqual(["theirs", 'display("mine")', "a note"]);

  await page.goto(`${site.server().address}my-work/`);
  await importFile(page, "work.json", file);
  await page.getByRole("button", { name: /^Merge/ }).click();
  expect(await here.count()).toBe(4);
});

test.each([
  ["no JSON", "<img src=x>", /^“<b>work<\/b>\.json” is damaged, or was not made by “Export” on this page\. Nothing was changed\./],
  ["a cut file", '{"format":"from-sgd-to-adam/work","version":1,"chap', /is damaged/],
  ["a zip", Buffer.from(zipSync({ "work.json": strToU8('{"format":"from-sgd-to-adam/work","version":1,"chapters":{}}') })), /is damaged/],
  ["a notebook for Jupyter", readFileSync(join(dist, "sgd/sgd.ipynb")), /is damaged/],
  ["1 MB of something else", JSON.stringify({ format: "x", text: "x".repeat(1_000_000) }), /is damaged/],
  ["6 MB", " ".repeat(6_000_000), /is larger than any file/],
  ["a newer version", '{"format":"from-sgd-to-adam/work","version":2,"chapters":{}}', /was made by a newer version/],
])("a file with %s is named, and changes nothing", async (_, content, sentence) => {
  const page = await openWork({ "notebook/en/sgd/descend": edit });
  await importFile(page, "<b>work</b>.json", content);
  await page.locator(".work-said").getByText(sentence).waitFor();
  expect(await keys(page)).toEqual(["notebook/en/sgd/descend"]);
});

test("a browser that keeps nothing, or has no room, loses nothing and says so", async () => {
  const { page } = await site.open({
    address: "my-work/",
    before: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(globalThis, "localStorage", {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        }),
      ),
  });
  await page.getByText("Nothing yet.").waitFor();
  await importFile(
    page,
    "work.json",
    JSON.stringify({ format: "from-sgd-to-adam/work", version: 1, chapters: { "en/sgd": { cells: { descend: edit } } } }),
  );
  await page.getByRole("button", { name: /^Merge/ }).click();
  await page.getByText("The browser has no room for all of it, so nothing was changed.").waitFor();
});
