/** What a reader passes on of a chapter: a link to a cell or to the page as it stands, a file where a link would be too long; and what others do with it. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { deserialise } from "../../../src/output/serialise.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { longestLink } from "../../../src/reader/sharing/copyLink.ts";
import { dist } from "../page/builtPages.ts";
import { chapterSite, type CellOnPage } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const notebook = deserialise(readFileSync(join(dist, "sgd/notebook.json"), "utf8")) as NotebookData;
const originalOf = (id: string) => notebook.cells.find((cell) => cell.id === id)!.source;
const titleOf = (id: string) => notebook.cells.find((cell) => cell.id === id)!.title;
const permissions = ["clipboard-read", "clipboard-write"];

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());
const moveSlider = async (cell: CellOnPage, label: string, value: string) => {
  await cell.region.getByLabel(label, { exact: true }).fill(value);
};
/** The line under the page's end that says how sharing went. */
const saidAtEnd = (page: Page) => page.locator(".page-ends ~ .cell-notice");
/** The buttons of the page's end come with the session. */
async function atEnd(page: Page, name: string): Promise<void> {
  await page.locator(".take-chapter").hover();
  await page.locator(".page-ends").getByRole("button", { name, exact: true }).click();
}
async function copyOf(cell: CellOnPage): Promise<void> {
  await cell.region.hover();
  await cell.button("More").click();
  await cell.region.locator(".take-menu").getByRole("button", { name: "Copy link", exact: true }).click();
}
const saidInMenu = (cell: CellOnPage) => cell.region.locator(".take-said");
const offerOf = (page: Page, from: "link" | "file") =>
  page.getByRole("region", { name: from === "link" ? "Code in this link" : "Changes in this file" });

/** Gives the page a file by its button, as the file dialog does. */
async function openFile(page: Page, name: string, content: string | Buffer): Promise<void> {
  await page.locator(".take-chapter").hover();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.locator(".page-ends").getByRole("button", { name: "Open file", exact: true }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: "application/json", buffer: typeof content === "string" ? Buffer.from(content) : content });
}

async function violations(page: Page, ...include: string[]): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate((include) => {
    const { run } = (window as unknown as { axe: { run(context: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } })
      .axe;
    return run({ include });
  }, include);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test("a cell's link has its edit, its inputs and those of the cells that it rests on, and takes another reader there; nothing runs before Run", async () => {
  const { page, cell } = await site.open({ permissions });
  await moveSlider(cell("one-alpha"), "Learning rate α", "0.05");
  await cell("one-alpha-error").runs(`${originalOf("one-alpha-error")}\ndisplay("from the link");`);
  await cell("descend").write("const elsewhere = 1;");
  await copyOf(cell("one-alpha-error"));
  const said = saidInMenu(cell("one-alpha-error"));
  await said.getByText(/^The link is in the clipboard: 1 edited cell, 1 input, [\d,]+ characters\.$/).waitFor();
  const link = await clipboard(page);
  expect(await said.textContent()).toContain(` ${link.length.toLocaleString("en")} characters`);
  expect(link).toMatch(/\/sgd\/#\/cell-one-alpha-error~one-alpha\.Learning\+rate\+%CE%B1=0\.05&code=[\w-]+$/);

  const there = await site.open({ address: link.slice(site.server().address.length) });
  const offer = offerOf(there.page, "link");
  await offer.getByText(`This link carries changed code for: ${titleOf("one-alpha-error")}.`).waitFor();
  await expect.poll(() => there.cell("one-alpha-error").region.evaluate((cell) => cell.getBoundingClientRect().top < innerHeight / 2)).toBe(true);
  expect(await there.cell("one-alpha").region.getByLabel("Learning rate α", { exact: true }).inputValue()).toBe("0.05");
  await offer.getByRole("button", { name: "Use it" }).click();
  await there.cell("one-alpha-error").is("edited");
  expect(await there.cell("one-alpha-error").outputs.getByText("from the link").count()).toBe(0);
  await there.cell("one-alpha-error").button("Run").click();
  await there.cell("one-alpha-error").shows("from the link");
  expect(await there.cell("descend").source()).toBe(originalOf("descend"));
});

test("the page's link has all that was changed; of an untouched page, and cell, it is the address alone", async () => {
  const { page, cell } = await site.open({ permissions });
  await atEnd(page, "Copy link");
  await saidAtEnd(page)
    .getByText(/^The link is in the clipboard: no changes, \d+ characters\.$/)
    .waitFor();
  expect(await clipboard(page)).toBe(`${site.server().address}sgd/`);
  await copyOf(cell("rate"));
  await saidInMenu(cell("rate"))
    .getByText(/no changes/)
    .waitFor();
  expect(await clipboard(page)).toBe(`${site.server().address}sgd/#cell-rate`);
  await page.keyboard.press("Escape");

  await moveSlider(cell("one-alpha"), "Learning rate α", "0.05");
  await cell("descend").write("const mine = 1;");
  await cell("saddle").write("const mine = 2;");
  await atEnd(page, "Copy link");
  await saidAtEnd(page)
    .getByText(/: 2 edited cells, 1 input, /)
    .waitFor();
  expect(await violations(page, ".page-ends", ".page-ends + .cell-notice")).toEqual([]);
  const there = await site.open({ address: (await clipboard(page)).slice(site.server().address.length) });
  await offerOf(there.page, "link")
    .getByText(`carries changed code for: ${titleOf("descend")}, ${titleOf("saddle")}.`)
    .waitFor();
});

test("cells that the reader has added go with a link: they are shown, added once, wait for Run, and nobody's own gives way", async () => {
  const { page, cell } = await site.open({ permissions });
  const add = async (below: CellOnPage, name: "Add cell" | "Add note") => {
    await below.region.hover();
    await below.region.locator("> .cell-add").getByRole("button", { name, exact: true }).click();
    await page.locator(".cell-own .cm-content:focus").waitFor();
  };
  await add(cell("one-dimension"), "Add cell");
  await cell("own-1").runs('const twice = regimes.length * 2;\ndisplay("twice: " + twice);');
  await add(cell("own-1"), "Add note");
  await page.keyboard.insertText("What **if** it were three?");
  await page.keyboard.press("ControlOrMeta+Enter");
  await cell("own-2").shows("What if it were three?");
  await add(cell("descend"), "Add cell");
  await cell("own-3").runs("twice + 1");
  await cell("own-3").shows("111");

  // A cell's link has what it rests on, and leads to the chapter's cell at its place.
  await copyOf(cell("own-3"));
  await saidInMenu(cell("own-3"))
    .getByText(/: 2 cells of your own, /)
    .waitFor();
  expect(await clipboard(page)).toMatch(/\/sgd\/#\/cell-descend~code=[\w-]+$/);
  await page.keyboard.press("Escape");
  await atEnd(page, "Copy link");
  await saidAtEnd(page)
    .getByText(/: 3 cells of your own, /)
    .waitFor();
  const address = (await clipboard(page)).slice(site.server().address.length);

  const there = await site.open({
    before: (page) => page.addInitScript(() => self === top && localStorage.setItem("notebook/en/sgd/+", '[{"id":"own-1"}]')),
  });
  const open = () => there.page.evaluate((hash) => void (location.hash = hash), address.slice(address.indexOf("#")));
  await there.cell("own-1").runs("const mine = 1;");
  await open();
  const offer = offerOf(there.page, "link");
  await offer.getByText("This link adds 3 cells of the sender’s own.").waitFor();
  await offer.getByText(`Added cell 1, after: ${titleOf("one-dimension")}`).click();
  expect((await offer.locator("details[open] ins").allTextContents()).join("")).toContain("const twice");
  expect(await offer.locator("del").count()).toBe(0);
  expect(await violations(there.page, ".link-offer")).toEqual([]);
  await offer.getByRole("button", { name: "Use it" }).click();
  const own = () => there.page.locator(".cell-own").evaluateAll((cells) => cells.map((cell) => [cell.id, (cell as HTMLElement).dataset.state]));
  expect(await own()).toEqual([
    ["cell-own-2", "edited"],
    ["cell-own-3", "edited"],
    ["cell-own-4", "edited"],
    ["cell-own-1", "done"],
  ]);
  expect(await there.cell("own-1").source()).toBe("const mine = 1;");
  expect(await there.page.locator("#cell-own-3.folded .cell-source").textContent()).toBe("What **if** it were three?");
  await there.cell("own-2").button("Run").click();
  await there.cell("own-2").shows("twice: 110");

  // What stands there already is not added again.
  await open();
  await there.page.locator("#cell-own-2[data-state=done]").waitFor();
  await there.page.waitForFunction(() => !location.hash.includes("code="));
  expect(await offer.count()).toBe(0);
  expect(await own()).toHaveLength(4);
});

test("where the page may not copy, the link stands selected in a field", async () => {
  const refuse = (page: Page) =>
    page.addInitScript(() =>
      Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new DOMException("no", "NotAllowedError")) } }),
    );
  const { page, cell } = await site.open({ before: refuse });
  await cell("descend").write("const mine = 1;");
  await copyOf(cell("descend"));
  await saidInMenu(cell("descend"))
    .getByText(/^This browser does not let the page copy\. Copy the link from here: 1 edited cell, \d+ characters\.$/)
    .waitFor();
  expect(await page.evaluate(() => getSelection()?.toString())).toMatch(/\/sgd\/#\/cell-descend~code=/);
  expect(await violations(page, ".take-menu")).toEqual([]);
  await page.keyboard.press("Escape");
  await atEnd(page, "Copy link");
  const field = saidAtEnd(page).getByRole("textbox", { name: "Link" });
  expect(await field.inputValue()).toMatch(/\/sgd\/#~code=/);
  expect(await page.evaluate(() => getSelection()?.toString())).toBe(await field.inputValue());
});

/** Code that packs badly. */
const noise = (length: number): string => {
  let state = 1;
  return Array.from({ length }, () => String.fromCharCode(97 + ((state = (state * 48271) % 2147483647) % 26))).join("");
};

test("what is too long for a link is saved as a file, which another reader opens by its button or by a drop, is asked about, and can take back", async () => {
  const { page, cell } = await site.open({ permissions });
  const long = `const mine = "${noise(20_000)}";\ndisplay("from the file");`;
  await cell("one-alpha-error").write(long);
  await moveSlider(cell("one-alpha"), "Learning rate α", "0.05");
  await atEnd(page, "Copy link");
  const said = saidAtEnd(page);
  await said.getByText(/^A link would have [\d,]+ characters \(1 edited cell, 1 input\), and more than 8,000 may be cut on the way\./).waitFor();
  expect(longestLink).toBe(8_000);
  const [saved] = await Promise.all([page.waitForEvent("download"), said.getByRole("button", { name: "Save file" }).click()]);
  expect(saved.suggestedFilename()).toBe("sgd-changes.json");
  await said.getByText(/^sgd-changes\.json is in your downloads/).waitFor();
  const file = await readFile(await saved.path(), "utf8");

  const there = await site.open();
  const offer = offerOf(there.page, "file");
  const one = there.cell("one-alpha-error");
  await openFile(there.page, "sgd-changes.json", file);
  await offer.getByText(`This file carries changed code for: ${titleOf("one-alpha-error")}.`).waitFor();
  await offer.getByText("It moves 1 input.").waitFor();
  await offer.getByText(/^What it changes in/).click();
  expect((await offer.locator("ins").allTextContents()).join("")).toContain("from the file");
  expect(await violations(there.page, ".link-offer")).toEqual([]);
  await offer.getByRole("button", { name: "Keep what is here" }).click();
  expect(await one.source()).toBe(originalOf("one-alpha-error"));

  const transfer = await there.page.evaluateHandle((text) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "sgd-changes.json", { type: "application/json" }));
    return data;
  }, file);
  await there.page.locator("#cell-descend").dispatchEvent("drop", { dataTransfer: transfer });
  await offer.getByRole("button", { name: "Use it" }).click();
  await one.is("edited");
  expect(await one.source()).toBe(long);
  await there.page.locator("#cell-one-alpha[data-state=done]").waitFor();
  expect(await there.cell("one-alpha").region.getByLabel("Learning rate α", { exact: true }).inputValue()).toBe("0.05");
  await one.button("Run").click();
  await one.shows("from the file");
  await one.button("Reset").click();
  await one.is("done");
  expect(await one.source()).toBe(originalOf("one-alpha-error"));
});

const fileOf = (rest: object) =>
  JSON.stringify({ format: "from-sgd-to-adam/changes", version: 1, chapter: "en/sgd", cells: {}, inputs: {}, ...rest });

test("a file never goes over the reader's own code, nor moves what only that has", async () => {
  const { page, cell } = await site.open();
  await cell("descend").write("const mine = 1;");
  await openFile(page, "a.json", fileOf({ cells: { descend: "const theirs = 1;", saddle: "2" }, inputs: { descend: { own: 3 } } }));
  const offer = offerOf(page, "file");
  await offer.getByText(`You have changed this yourself, and your code stays: ${titleOf("descend")}.`).waitFor();
  expect(await offer.getByText("It moves").count()).toBe(0);
  await offer.getByRole("button", { name: "Use it" }).click();
  await cell("saddle").is("edited");
  expect(await cell("descend").source()).toBe("const mine = 1;");

  // Nor over what was written while the question stood.
  await openFile(page, "b.json", fileOf({ cells: { rate: "3", "one-alpha": "5" } }));
  await offer.getByText("This file carries changed code").waitFor();
  await cell("rate").write("const later = 1;");
  await offer.getByRole("button", { name: "Use it" }).click();
  await cell("one-alpha").is("edited");
  expect(await cell("rate").source()).toBe("const later = 1;");
});

test.each([
  ["no JSON", "<script>alert(1)</script>", /^“(.*)” is damaged, or was not made by “Copy link”\. Nothing here has changed\.$/],
  ["a cut file", fileOf({ cells: { descend: "x" } }).slice(0, -9), /is damaged, or was not made/],
  ["the site's own zip", Buffer.from(zipSync({ "sgd/chapter.json": strToU8(fileOf({ cells: { descend: "x" } })) })), /is damaged, or was not made/],
  ["a notebook for Jupyter", readFileSync(join(dist, "sgd/sgd.ipynb")), /is damaged, or was not made/],
  ["1 MB", fileOf({ cells: { descend: "x".repeat(1_000_000) } }), /is larger than any file that “Copy link” makes/],
  ["another version", fileOf({ version: 99 }), /was made by a newer version of this site/],
  [
    "another chapter",
    fileOf({ chapter: "en/Your account is locked" }),
    /^“(.*)” belongs to another page: open it there\. Nothing here has changed\.$/,
  ],
])("a file with %s is named, and changes nothing", async (_, content, sentence) => {
  const { page, cell } = await site.open();
  await cell("descend").write("const mine = 1;");
  const name = `<img src=x onerror=alert(1)>${"long".repeat(50)}.json`;
  await openFile(page, name, content);
  const offer = offerOf(page, "file");
  await offer.getByText(sentence).waitFor();
  const says = (await offer.textContent())!;
  expect(says).toContain(`“${name.slice(0, 79)}…”`);
  expect(says).not.toContain("account");
  expect(await offer.locator("img").count()).toBe(0);
  await offer.getByRole("button", { name: "Close" }).click();
  expect(await cell("descend").source()).toBe("const mine = 1;");
  expect(await page.locator('.cell[data-state="edited"]').count()).toBe(1);
});

test("a link's place that is none, or broken, takes the reader nowhere", async () => {
  for (const place of ["/no-such-place~x.y=1", "/%E0%A4%A~x.y=1", "/cell-descend%22%5D~x.y=1"]) {
    const { page } = await site.open({ address: `sgd/#${place}` });
    await page.locator(".take-chapter").waitFor();
    await page.locator("#cell-one-alpha").hover();
    await page.locator(".take-more").first().waitFor();
    expect(await page.evaluate(() => scrollY)).toBeLessThan(1500);
  }
});
