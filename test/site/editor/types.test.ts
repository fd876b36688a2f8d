/** Types in the editor, by TypeScript in its worker, on the built chapter. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page, Worker } from "playwright-core";
import { describe, expect, test } from "vitest";
import { dist } from "../page/builtPages.ts";
import { chapterSite, type CellOnPage } from "../notebook/openChapter.ts";

const site = chapterSite();

const marks = (cell: CellOnPage): Locator => cell.region.locator(".cm-lintRange-error");
const card = (page: Page): Locator => page.locator(".cm-tooltip-hover");
const list = (page: Page): Locator => page.getByRole("listbox", { name: "Completions" });
const described = (cell: CellOnPage): Promise<string | null> =>
  cell.editor.evaluate((field) => document.getElementById(field.getAttribute("aria-describedby")!)!.textContent);

/** What of TypeScript has been asked for. */
function watchTypes(page: Page): { files: string[]; workers: Worker[] } {
  const seen = { files: [] as string[], workers: [] as Worker[] };
  page.on("request", (request) => /types\.json|typesClient|typesWorker|typeMarks/.test(request.url()) && seen.files.push(request.url()));
  page.on("worker", (worker) => worker.url().includes("typesWorker") && seen.workers.push(worker));
  return seen;
}

/** Resolves once the page has been idle, and what it then asked for has been seen: a request that it sends later comes after that. */
const idle = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(fetch("/favicon.svg?barrier")))));

/** Opens the chapter's first cell with an error of types in it, and waits for its mark. */
async function withError() {
  const opened = await site.open({ types: true });
  const cell = opened.cell("descend");
  await cell.write('const text = "a";\nconst wrong: number = text;\n40 + 2');
  await marks(cell).waitFor();
  return { ...opened, cell };
}

describe("a type error", () => {
  test("is marked, says what it is under the pointer, to a screen reader and by F8, and is gone once mended", async () => {
    const { page, cell } = await withError();
    expect(await marks(cell).allTextContents()).toEqual(["wrong"]);
    const message = "Type 'string' is not assignable to type 'number'.";
    await expect.poll(() => described(cell)).toContain(`line 2: ${message}`);
    expect(await cell.editor.getAttribute("aria-invalid")).toBe("true");
    await marks(cell).hover();
    await card(page).getByText(message).waitFor();
    await card(page).getByText("const wrong: number").waitFor();
    await page.mouse.move(0, 0);
    await card(page).waitFor({ state: "detached" });
    await page.keyboard.press("F8");
    await card(page).getByText(message).waitFor();
    await cell.region.locator(".cm-announced", { hasText: `line 2: ${message}` }).waitFor({ state: "attached" });

    await cell.write('const text = "a";\nconst right: string = text;\n40 + 2');
    await marks(cell).waitFor({ state: "detached" });
    await expect.poll(() => described(cell)).not.toContain("line 2");
    expect(await cell.editor.getAttribute("aria-invalid")).toBeNull();
  });

  test("does not stop a run", async () => {
    const { page, cell, forget, settled } = await withError();
    await forget();
    await page.keyboard.press("ControlOrMeta+Enter");
    await settled();
    await cell.shows("42");
    expect(await cell.error.count()).toBe(0);
    await marks(cell).waitFor();
  });

  test("comes and goes with what another cell defines", async () => {
    const { cell } = await site.open({ types: true });
    const [first, second] = [cell("descend"), cell("one-dimension")];
    await first.write("const shared = 1;");
    await second.write("const twice: number = shared * 2;\nnotThere;");
    await expect.poll(() => marks(second).allTextContents()).toEqual(["notThere"]);
    await first.write('const shared = ["one"];');
    await expect.poll(() => marks(second).allTextContents()).toEqual(["shared", "notThere"]);
  });
});

test("behind a full stop stands what a value has, by its inferred type, each name with its type", async () => {
  const { page, cell } = await withError();
  await cell.write("const pairs = [1, 2].map((n) => ({ half: n / 2, whole: [n] }));\n");
  await page.keyboard.type("pairs[0].");
  await expect.poll(() => list(page).getByRole("option").allTextContents()).toEqual(["half", "whole"]);
  await page.locator(".cm-completionInfo", { hasText: "half: number" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type(".fla");
  await list(page).getByRole("option", { name: "flatMap" }).waitFor();
});

test("a name under the pointer says its inferred type; what is imported says its options with their defaults still", async () => {
  const { page, cell } = await withError();
  await cell.write('import { adam } from "optim";\nconst halves = [1, 2].map((n) => n / 2);\nadam({ beta1: 0.5 });');
  await cell.editor.getByText("halves", { exact: true }).hover();
  await card(page).getByText("const halves: number[]").waitFor();
  await cell.editor.getByText("adam", { exact: true }).last().hover();
  await card(page).getByText("beta2 = 0.999").waitFor();
});

describe("TypeScript is loaded", () => {
  test("after the first edit, not before", async () => {
    const { page, cell } = await site.open({ types: true });
    const seen = watchTypes(page);
    const { editor, edit, write } = cell("descend");
    await edit();
    await editor.press("ControlOrMeta+End");
    await idle(page);
    expect(seen.files).toEqual([]);
    await write("const wrong: string = 1;");
    await marks(cell("descend")).waitFor();
    expect(seen.workers).toHaveLength(1);
  });

  test("not while the switch is off, which is kept; turned on, it marks at once", async () => {
    const { page, cell } = await withError();
    const more = () => cell.region.getByRole("button", { name: "More", exact: true }).click();
    const item = (pressed: boolean) => page.getByRole("button", { name: "Types", pressed });
    await more();
    await item(true).click();
    await page.getByRole("status").getByText("Off: TypeScript is not loaded.").waitFor();
    await item(false).waitFor();
    await marks(cell).waitFor({ state: "detached" });
    await expect.poll(() => page.workers().filter((worker) => worker.url().includes("typesWorker"))).toEqual([]);

    await page.reload();
    const seen = watchTypes(page);
    await cell.write("const wrong: string = 1;\nwrong");
    await page.keyboard.press("ControlOrMeta+Enter");
    await cell.shows("1");
    await idle(page);
    expect(seen.files).toEqual([]);
    await more();
    await item(false).click();
    await marks(cell).waitFor();
  });

  test("not for who saves data", async () => {
    const { page, cell } = await site.open({
      types: true,
      before: (page) => page.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } })),
    });
    const seen = watchTypes(page);
    await cell("descend").runs("const wrong: string = 1;\nwrong + 1");
    await cell("descend").shows("2");
    await idle(page);
    expect(seen.files).toEqual([]);
  });
});

test("what is stored for offline has no TypeScript in it: it is as large as a quarter of the rest", () => {
  const worker = readFileSync(join(dist, "sw.js"), "utf8");
  expect(worker).toContain("library.json");
  expect(worker).not.toMatch(/typesWorker|"types\.json/);
  const scripts = readdirSync(join(dist, "_astro")).filter((file) => file.endsWith(".js"));
  expect(scripts.filter((file) => readFileSync(join(dist, "_astro", file), "utf8").includes("createLanguageService"))).toEqual([
    expect.stringMatching(/^typesWorker-/),
  ]);
});

test("where it cannot be loaded the editor has the names of the library, and says nothing", async () => {
  const { page, cell } = await site.open({ types: true });
  await page.route(/types\.json/, (route) => route.abort());
  const refused = page.waitForEvent("requestfailed", (request) => request.url().includes("types.json"));
  await cell("descend").write("const wrong: string = 1;\n");
  await refused;
  await expect.poll(() => page.workers().filter((worker) => worker.url().includes("typesWorker"))).toEqual([]);
  await page.keyboard.type("Math.");
  await list(page).getByRole("option", { name: "sqrt", exact: true }).waitFor();
  expect(await marks(cell("descend")).count()).toBe(0);
});
