/** Answers handed in as a file at a chapter's end, and the page that runs the checks of such files again. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { brotliCompressSync } from "node:zlib";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { editionOf } from "../../../src/reader/handIn/handInFile.ts";
import { toCells } from "../../../src/notebook/toCell.ts";
import { collectChapter, parseChapter } from "../../../src/tooling/readChapter.ts";
import { chapterSite } from "../notebook/openChapter.ts";
import { complaintsOf, dist, htmlOf } from "./builtPages.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const text = readFileSync("content/en/01-sgd.mdx", "utf8");
const solutionOf = (exercise: string) => text.split(`\`\`\`ts solution exercise=${exercise}\n`)[1].split("\n```")[0];
const right = solutionOf("price");
const wrong = "const bestRate = 2 / 20;\nconst stepsNeeded = 691;";
const prediction = "With α = 0.0799 it takes";

type Answers = Record<string, { source?: string; claim?: string }>;
/** A file as somebody may have written it, who is bound by nothing. */
const fileOf = (name: string, answers: Answers, more: object = {}) => ({
  name: `${name}.handin.json`,
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify({ format: "from-sgd-to-adam/hand-in", version: 1, chapter: "en/sgd", edition: "0", made: "", name, answers, inputs: {}, ...more }),
  ),
});
/** What the site gives away itself, in the wrong place. */
const zip = Buffer.from(zipSync({ "sgd/chapter.json": strToU8("{}") }));
const pythonNotebook = readFileSync(join(dist, "sgd/sgd.ipynb"));
const raw = (name: string, content: string | Buffer) => ({
  name,
  mimeType: "application/json",
  buffer: typeof content === "string" ? Buffer.from(content) : content,
});

async function openPage(): Promise<{ page: Page; complaints: string[] }> {
  let complaints: string[] = [];
  const { page } = await site.open({ address: "hand-in/", before: (page) => Promise.resolve((complaints = complaintsOf(page))) });
  return { page, complaints };
}
const choose = (page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) =>
  page.locator("#hand-in input[type=file]").setInputFiles(files);
const finished = (page: Page) =>
  page
    .locator("#hand-in [role=status]")
    .getByText(/^All answers have run/)
    .waitFor({ timeout: 120_000 });
const rowOf = (page: Page, name: string): Locator =>
  page.locator("#hand-in tbody tr").filter({ has: page.locator("bdi").getByText(name, { exact: true }) });
/** What stands in the row of a file, its name aside: right, then for each exercise what was found, and what the file says. */
const cellsOf = (page: Page, name: string) =>
  rowOf(page, name)
    .locator("td")
    .evaluateAll((cells) => cells.map((cell) => [...cell.childNodes].map((node) => node.textContent).join(" | ")));
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() =>
    (window as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run(),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

test("what a reader hands in at a chapter's end is found right and wrong again on the page, as it says, and is a table, its code and a CSV", async () => {
  const { page, cell } = await site.open();
  await cell("price-starter").runs(right);
  await cell("running-sgd-starter").runs((await cell("running-sgd-starter").source()).replace("0.1", "1 / memory"));
  await cell("at-the-limit-guess").region.getByRole("radio", { name: "30 times as many" }).check();
  await cell("at-the-limit-guess").region.locator("[data-prediction]").click();
  await cell("at-the-limit-verdict").is("done");
  await page.getByRole("button", { name: "Hand in" }).click();
  const dialog = page.getByRole("dialog", { name: "Hand in your answers" });
  await dialog.getByText("The file has your answers to 3 of the chapter’s 4 exercises").waitFor();
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel("Your name").fill("Ada <b>Lovelace</b>");
  const [saved] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save file" }).click()]);
  expect(saved.suggestedFilename()).toBe("ada-b-lovelace-b-sgd.handin.json");
  await page.locator(".page-ends").getByText("ada-b-lovelace-b-sgd.handin.json is in your downloads.").waitFor();
  const content = await readFile(await saved.path(), "utf8");
  const cells = toCells(
    collectChapter(parseChapter(text), "content/en/01-sgd.mdx").cells.map((one) => ({ ...one, lang: "ts", meta: `cell id=${one.id}` })),
  );
  expect(JSON.parse(content)).toMatchObject({
    chapter: "en/sgd",
    edition: editionOf(cells),
    name: "Ada <b>Lovelace</b>",
    answers: {
      price: { source: right, claim: "right" },
      "one-over-b": { claim: "none" },
      "running-sgd": { claim: "wrong" },
      "at-the-limit": { claim: "right" },
    },
    inputs: { "at-the-limit-guess": { [prediction]: "30 times as many" } },
  });

  const opened = await openPage();
  await choose(opened.page, raw(saved.suggestedFilename(), content));
  await finished(opened.page);
  expect(await cellsOf(opened.page, "Ada <b>Lovelace</b>")).toEqual([
    "2 of 4",
    "right | file says: right",
    "right | file says: right",
    "no answer",
    "wrong | file says: wrong",
  ]);
  await opened.page.getByText("Answers of").click();
  const details = opened.page.locator("#hand-in details");
  expect(await details.locator("pre").first().textContent()).toBe(right);
  await details.getByText(`${prediction} → "30 times as many"`).waitFor();
  await details.getByText("nothing moves").waitFor();
  expect(await violations(opened.page)).toEqual([]);
  const [csv] = await Promise.all([opened.page.waitForEvent("download"), opened.page.getByRole("button", { name: "Save CSV" }).click()]);
  expect(csv.suggestedFilename()).toMatch(/^hand-in-\d{4}-\d\d-\d\d\.csv$/);
  const lines = (await readFile(await csv.path(), "utf8")).split("\r\n");
  expect(lines[0]).toMatch(/^file,name,chapter,made,edition,problem,right,exercises,differs,en\/sgd at-the-limit,en\/sgd at-the-limit claimed,/);
  expect(lines[1]).toMatch(
    /^ada-b-lovelace-b-sgd.handin.json,Ada <b>Lovelace<\/b>,en\/sgd,\d{4}-[^,]*,this,,2,4,0,right,right,right,right,none,none,wrong,wrong$/,
  );
  expect(opened.complaints).toEqual([]);
});

test("a right, a wrong, an endless and a forged answer: each file's answers run again after one another, and a claim that is not so is marked", async () => {
  const { page, complaints } = await openPage();
  await page.getByText("What a file says of its results can be forged").waitFor();
  await page.getByLabel("Seconds for each answer").fill("5");
  await choose(
    page,
    fileOf("Right", { price: { source: right, claim: "right" } }),
    fileOf("Wrong", { price: { source: wrong, claim: "wrong" } }),
    fileOf("Endless", { price: { source: "const bestRate = 0.099, stepsNeeded = 691;\nfor (;;);", claim: "right" } }),
    fileOf("Pending", { price: { source: "const bestRate = 0.099, stepsNeeded = 691;\nawait new Promise(() => {});" } }),
    fileOf("Forged", { price: { source: wrong, claim: "right" }, "one-over-b": { claim: "right" } }),
    fileOf("Throwing", { price: { source: 'throw new Error("<img src=x>");', claim: "error" } }),
    fileOf("Last", { price: { source: right, claim: "right" } }, { inputs: { "at-the-limit-guess": { [prediction]: "<b>none</b>" } } }),
  );
  await finished(page);
  const price = async (name: string) => (await cellsOf(page, name))[2];
  expect(await price("Right")).toBe("right | file says: right");
  expect(await price("Wrong")).toBe("wrong | file says: wrong");
  expect(await price("Endless")).toBe("endless | ≠ file says: right");
  expect(await price("Pending")).toBe("endless");
  expect(await cellsOf(page, "Forged")).toEqual(["0 of 4", "no answer", "wrong | ≠ file says: right", "no answer | ≠ file says: right", "no answer"]);
  expect(await price("Throwing")).toBe("error | file says: error");
  expect(await cellsOf(page, "Last")).toEqual(["1 of 4", "no answer", "right | file says: right", "no answer", "no answer"]);
  await page.getByText("3 differ from what the file says.").waitFor();
  expect(await rowOf(page, "Right").getByText("another edition of the chapter").count()).toBe(1);
  await page.getByText("Answers of Throwing").click();
  await page.locator("#hand-in details .output-error").getByText("<img src=x>").waitFor();
  expect(await page.locator("#hand-in img, #hand-in b").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("forty files at once are forty rows and forty lines of the CSV, each with its own answer's verdict", async () => {
  const { page, complaints } = await openPage();
  // Most hand in nothing, so that the test does not take minutes.
  const answers = new Map([
    [0, right],
    [13, wrong],
    [39, right],
  ]);
  const files = Array.from({ length: 40 }, (_, i) =>
    fileOf(`Student ${i + 1}`, answers.has(i) ? { price: { source: answers.get(i), claim: "right" } } : {}),
  );
  await choose(page, ...files);
  await finished(page);
  const rows = await page.locator("#hand-in tbody tr td:nth-child(4)").evaluateAll((cells) => cells.map((cell) => cell.firstChild?.textContent));
  expect(rows).toEqual(files.map((_, i) => (answers.has(i) ? (answers.get(i) === right ? "right" : "wrong") : "no answer")));
  await page.getByText("1 differs from what the file says.").waitFor();
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save CSV" }).click()]);
  expect((await readFile(await csv.path(), "utf8")).trimEnd().split("\r\n")).toHaveLength(41);
  expect(complaints).toEqual([]);
});

test("no answer has a hand in its own verdict, or in that of the next file", async () => {
  const { page } = await openPage();
  const values = "const bestRate = 2, stepsNeeded = 3;";
  await choose(
    page,
    fileOf("own check", { price: { source: `${values}\ncheck("the best α", 1, 1);`, claim: "right" } }),
    fileOf("another check", { price: { source: `${values}\nconst check = () => {};`, claim: "right" } }),
    fileOf("names of the check", { price: { source: `${values}\nconst train = () => ({ t: 3 });`, claim: "right" } }),
    fileOf("intrinsics", { price: { source: `${values}\nMath.abs = () => 0;`, claim: "right" } }),
    fileOf("posts", { price: { source: `${values}\nglobalThis.postMessage?.({ type: "finished", run: 1 });`, claim: "right" } }),
    fileOf(
      "check in the file",
      { price: { source: values, claim: "right" } },
      { cells: { "price-check": 'check("x", 1, 1)' }, check: 'check("x", 1, 1)' },
    ),
    fileOf("Last", { price: { source: right, claim: "right" } }),
  );
  await finished(page);
  const rows = await page.locator("#hand-in tbody tr td:nth-child(4)").evaluateAll((cells) => cells.map((cell) => cell.firstChild?.textContent));
  expect(rows.slice(0, -1).filter((verdict) => verdict !== "wrong" && verdict !== "error")).toEqual([]);
  expect(rows.slice(-1)).toEqual(["right"]);
  await page.getByText("6 differ from what the file says.").waitFor();
});

test("files that are none are named with the reason, whatever they are called, and the others of the choice are opened", async () => {
  const { page, complaints } = await openPage();
  await choose(
    page,
    raw("<b>x</b>.json", "<img src=x onerror=alert(1)>"),
    raw(
      "cut.json",
      fileOf("cut", { price: { source: right } })
        .buffer.toString()
        .slice(0, -20),
    ),
    raw("large.json", JSON.stringify({ text: "x".repeat(1_000_000) })),
    raw("sgd.zip", zip),
    raw("sgd.ipynb", pythonNotebook),
    raw("deep.json", `${"[".repeat(50_000)}`),
    raw("newer.json", '{"format":"from-sgd-to-adam/hand-in","version":2}'),
    raw("work.json", '{"format":"from-sgd-to-adam/work","version":1,"chapters":{}}'),
    fileOf("elsewhere", {}, { chapter: "<i>en/none</i>" }),
    fileOf("proto", {}, { chapter: "__proto__" }),
    fileOf("keys", JSON.parse('{"__proto__":{"source":"1","claim":"right"},"constructor":{"claim":"right"}}') as Answers),
  );
  await finished(page);
  expect(await page.locator(".hand-in-refused li").allTextContents()).toEqual([
    "“<b>x</b>.json” is damaged, or was not made by “Hand in”.",
    "“cut.json” is damaged, or was not made by “Hand in”.",
    "“large.json” is larger than 200 KB, more than “Hand in” makes.",
    "“sgd.zip” is damaged, or was not made by “Hand in”.",
    "“sgd.ipynb” is damaged, or was not made by “Hand in”.",
    "“deep.json” is damaged, or was not made by “Hand in”.",
    "“newer.json” was made by a newer version of this site. Reload the page, then open it again.",
    "“work.json” is damaged, or was not made by “Hand in”.",
    "“elsewhere.handin.json” is of a chapter that this site does not have: “<i>en/none</i>”.",
    "“proto.handin.json” is of a chapter that this site does not have: “__proto__”.",
  ]);
  expect(await cellsOf(page, "keys")).toEqual(["0 of 4", "no answer", "no answer", "no answer", "no answer"]);
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save CSV" }).click()]);
  expect((await readFile(await csv.path(), "utf8")).split("\r\n")).toHaveLength(13);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test("Stop ends the answer that runs and keeps the others for later, by keyboard too; a drop opens files as a choice does", async () => {
  const { page } = await openPage();
  const transfer = await page.evaluateHandle(
    (content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], "dropped.json", { type: "application/json" }));
      return data;
    },
    fileOf("Endless", { price: { source: "for (;;);" }, "running-sgd": { source: "1" } }).buffer.toString(),
  );
  await page.locator("#hand-in").dispatchEvent("drop", { dataTransfer: transfer });
  await rowOf(page, "Endless").locator("td").nth(2).getByText("running").waitFor();
  await page.getByRole("button", { name: "Stop" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#hand-in [role=status]").getByText("Stopped.").waitFor();
  expect(await cellsOf(page, "Endless")).toEqual(["0 of 4", "no answer", "waiting", "waiting", "waiting"]);
  const goOn = page.getByRole("button", { name: "Go on" });
  expect(await goOn.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByLabel("Seconds for each answer").fill("1");
  await goOn.click();
  await finished(page);
  expect((await cellsOf(page, "Endless"))[2]).toBe("endless");
  await page.getByRole("button", { name: "Run all again" }).click();
  await rowOf(page, "Endless").locator("td").nth(2).getByText("running").waitFor();
  await finished(page);
});

test("before a file is chosen the page loads 5 KB of scripts at most; My work leads to it", async () => {
  const { page: work } = await site.open({ address: "my-work/" });
  expect(await work.getByRole("link", { name: "Handed-in answers" }).getAttribute("href")).toBe("/hand-in/");
  const server = site.server();
  server.forget();
  const { page } = await openPage();
  await page.waitForLoadState("networkidle");
  const size = (data: string | Buffer): number => brotliCompressSync(data).length;
  const scriptsOf = () => [...new Set(server.requests.map(({ path }) => path).filter((path) => path.endsWith(".js")))];
  const sizeOf = (paths: string[]) => paths.reduce((sum, path) => sum + size(readFileSync(join(dist, path))), 0);
  const inline = [...htmlOf("/hand-in/").matchAll(/<script(?![^>]*(?:src=|json))[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text);
  const before = scriptsOf();
  expect(before.length).toBeGreaterThan(0);
  expect(sizeOf(before) + inline.reduce((sum, text) => sum + size(text), 0)).toBeLessThanOrEqual(5 * 1024);
  await choose(page, fileOf("Right", { price: { source: right } }));
  await finished(page);
  const all = scriptsOf();
  console.log(`hand-in: ${sizeOf(before)} B of scripts at once, ${sizeOf(all) - sizeOf(before)} B when files are opened`);
  expect(sizeOf(all)).toBeLessThanOrEqual(60 * 1024);
});
