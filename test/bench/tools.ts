/**
 * What each tool of the built site weighs: `npm run build && npm run bench:tools [-- WORD]`, of those with WORD in their name. All that a page loads,
 * compressed, when a reader first uses it, beyond what the page, and the touch of a cell where the tool stands at one, have loaded before.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Page } from "playwright-core";
import { toCells } from "../../src/notebook/toCell.ts";
import { editionOf } from "../../src/reader/handIn/handInFile.ts";
import { openBrowser } from "../site/harness/browser.ts";
import { serve } from "../site/harness/serve.ts";
import { dist } from "../site/page/builtPages.ts";

interface Tool {
  name: string;
  /** Its page: the first chapter unless another is said. */
  at?: string;
  /** What the reader has done before. */
  before?(page: Page): Promise<unknown>;
  use(page: Page): Promise<unknown>;
}

const cell = (page: Page) => page.locator("#cell-sgd-steps");
/** The first touch of a cell. */
const touch = async (page: Page) => {
  await cell(page).hover();
  await cell(page).getByRole("button", { name: "More", exact: true }).waitFor();
};
const openMenu = async (page: Page) => {
  await touch(page);
  await cell(page).getByRole("button", { name: "More", exact: true }).click();
  await cell(page).locator(".take-menu:popover-open").waitFor();
};
const choose = (page: Page, name: string) => cell(page).locator(".take-menu").getByRole("button", { name, exact: true }).first().click();
const saved = (page: Page, press: () => Promise<unknown>) => Promise.all([page.waitForEvent("download"), press()]);
const answers = Buffer.from(
  JSON.stringify({
    format: "from-sgd-to-adam/hand-in",
    version: 1,
    chapter: "en/sgd",
    edition: editionOf(toCells([])),
    answers: { price: { source: "const bestRate = 1, stepsNeeded = 1;" } },
    inputs: {},
  }),
);

const tools: Tool[] = [
  {
    name: "search, opened",
    before: (page) => page.getByRole("button", { name: "Search", exact: true }).first().waitFor(),
    async use(page) {
      await page.keyboard.press("/");
      await page.getByRole("combobox").waitFor();
    },
  },
  { name: "a cell, touched", use: touch },
  { name: "menu of a cell", before: touch, use: openMenu },
  {
    name: "copy link",
    before: openMenu,
    async use(page) {
      await choose(page, "Copy link");
      await cell(page).locator(".take-said > *").first().waitFor();
    },
  },
  { name: "save SVG", before: openMenu, use: (page) => saved(page, () => choose(page, "Save SVG")) },
  { name: "save PNG", before: openMenu, use: (page) => saved(page, () => choose(page, "Save PNG")) },
  { name: "save CSV", before: openMenu, use: (page) => saved(page, () => choose(page, "Save CSV")) },
  {
    name: "pin run",
    before: openMenu,
    async use(page) {
      await choose(page, "Pin run");
      await cell(page).locator(".cell-pins li").waitFor();
    },
  },
  {
    name: "the same step elsewhere",
    before: openMenu,
    async use(page) {
      await choose(page, "The same step elsewhere");
      await cell(page).locator(".elsewhere-call").waitFor();
    },
  },
  { name: "download chapter", before: touch, use: (page) => saved(page, () => page.getByRole("button", { name: "Download chapter" }).click()) },
  {
    name: "hand in, asked",
    before: touch,
    async use(page) {
      await page.getByRole("button", { name: "Hand in", exact: true }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "handed-in answers, one file",
    at: "hand-in/",
    async use(page) {
      await page.locator("#hand-in input[type=file]").setInputFiles({ name: "a.json", mimeType: "application/json", buffer: answers });
      await page
        .locator("#hand-in [role=status]")
        .getByText(/^All answers have run/)
        .waitFor();
    },
  },
  {
    name: "my work, the page",
    at: "",
    use: (page) => page.goto(`${site.address}my-work/`).then(() => page.getByRole("button", { name: "Import" }).waitFor()),
  },
  {
    name: "reference, an example",
    at: "reference/",
    async use(page) {
      await page.locator("h1").hover();
      await page.getByRole("button", { name: "Open in playground: adam", exact: true }).first().waitFor();
    },
  },
];

const [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
/** Resolves once nothing has been asked for in a second; the browser's own `networkidle` counts the sandbox's frame in, and may never come. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== site.requests.length;) {
    before = site.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}
const kilobytes = (files: string[]): string =>
  (files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(dist, file))).length, 0) / 1024).toFixed(1).padStart(14);
console.log(`${"KB, brotli, at first use".padEnd(34)}${["scripts", "other files"].map((word) => word.padStart(14)).join("")}`);
for (const { name, at = "sgd/", before, use } of tools.filter(({ name }) => name.includes(process.argv[2] ?? ""))) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, permissions: ["clipboard-write"] })).newPage();
  await page.goto(site.address + at);
  await before?.(page);
  await quiet();
  site.forget();
  await use(page);
  await quiet();
  const files = [...new Set(site.requests.map(({ path }) => decodeURIComponent(path.split("?")[0])))].map((path) =>
    path.endsWith("/") ? `${path}index.html` : path,
  );
  console.log(
    `${name.padEnd(34)}${[(file: string) => file.endsWith(".js"), (file: string) => !file.endsWith(".js")].map((is) => kilobytes(files.filter(is))).join("")}`,
  );
  await page.context().close();
}
await browser.close();
await site.close();
