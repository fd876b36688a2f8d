/** Cells that a reader adds to a chapter: they are cells as the others are, wherever they are put, and nothing of them is lost unasked. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, onPage, type CellOnPage, type ChapterPage } from "./openChapter.ts";

const site = chapterSite();
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/** Resolves when the editor of a new cell is open. */
const isOpen = (page: Page) => page.locator(".cell-own .cm-content:focus").waitFor();

/** Adds a cell below this one as a reader with a mouse does. */
async function addBelow({ region }: CellOnPage, name: "Add cell" | "Add note" = "Add cell"): Promise<void> {
  await region.hover();
  await region.locator("> .cell-add").getByRole("button", { name, exact: true }).click();
  await isOpen(region.page());
}

const pressAdd = (page: Page) => page.locator(".page-ends").getByRole("button", { name: "Add cell", exact: true }).click();

async function addAtEnd(page: Page): Promise<void> {
  await pressAdd(page);
  await isOpen(page);
}

const order = (page: Page): Promise<string[]> =>
  page.locator("[data-cell]").evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell!));

/** The reader's cells, each with what stands before it. */
async function places(page: Page): Promise<string[]> {
  const all = await order(page);
  return all.flatMap((id, i) => (id.startsWith("own-") ? [`${all[i - 1]} > ${id}`] : []));
}

const lastRun = (page: Page, id: string) =>
  page.waitForFunction((id) => localStorage.getItem(`notebook/en/sgd/${id}`)?.includes('"how":"ended"'), id);

const isFocused = (page: Page, name: string) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent)).toBe(name);

/** A cell below `one-dimension` that uses a name of the chapter's, and one at the end that uses its name. */
async function withTwo(): Promise<ChapterPage & { one: CellOnPage; first: CellOnPage; last: CellOnPage }> {
  const opened = await site.open();
  const { page, cell } = opened;
  const [one, first, last] = [cell("one-dimension"), cell("own-1"), cell("own-2")];
  await addBelow(one);
  await first.runs("const twice = regimes.length * 2;\ntwice");
  await first.shows("110");
  await addAtEnd(page);
  await last.runs("twice + 1");
  await last.shows("111");
  return { ...opened, one, first, last };
}

test("a cell between two, and one at the end: they use the chapter's names and each other's, follow what changes, and are there after a reload", async () => {
  const { page, cell, one, first, last } = await withTwo();
  expect(await places(page)).toEqual(["one-dimension > own-1", "saddle-noise-plot > own-2"]);
  expect(await first.region.getAttribute("aria-label")).toBe("My cell 1");

  // What rests on an edit says so at once, before it runs.
  await one.write("const regimes = [1, 2, 3];");
  await Promise.all([first.is("stale"), last.is("stale")]);
  await page.keyboard.press("ControlOrMeta+Enter");
  await first.shows("6");
  await last.shows("7");
  await one.button("Reset").click();
  await last.shows("111");
  await Promise.all([lastRun(page, "own-1"), lastRun(page, "own-2")]);

  await addBelow(first, "Add cell");
  await cell("own-3").write("throw new Error('never run')");
  await page.reload();
  await last.shows("111");
  await last.is("done");
  await cell("own-3").is("edited");
  expect(await places(page)).toEqual(["one-dimension > own-1", "own-1 > own-3", "saddle-noise-plot > own-2"]);
  expect(await first.source()).toBe("const twice = regimes.length * 2;\ntwice");

  // Run all is for them too.
  await page.getByRole("button", { name: "Run all" }).click();
  await cell("own-3").error.getByText("never run").waitFor();
  // A name of the author's stays the author's.
  await cell("own-3").runs("const regimes = 1;");
  await cell("own-3").error.getByText("regimes is defined in two cells").waitFor();
  await first.shows("110");
});

test("a deleted cell comes back by Undo as it was, and what read it knows each time", async () => {
  const { page, first, last, settled, forget } = await withTwo();
  await forget();
  await first.button("Delete cell").focus();
  await page.keyboard.press("Enter");
  await isFocused(page, "Undo");
  await page.getByRole("status").getByText("“My cell 1” is deleted.").waitFor();
  await last.error.getByText("unknown name: twice").waitFor();
  expect(await places(page)).toEqual(["saddle-noise-plot > own-2"]);
  await settled();
  await page.keyboard.press("Enter");
  await last.is("done");
  await first.is("done");
  await first.shows("110");
  expect(await last.outputs.innerText()).toBe("111");
  expect(await places(page)).toEqual(["one-dimension > own-1", "saddle-noise-plot > own-2"]);
  await lastRun(page, "own-1");
  await page.reload();
  await first.shows("110");

  // One that runs without end is stopped by it, and what was deleted does not come back by itself.
  await first.write("while (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await first.is("running");
  await first.button("Delete cell").click();
  await last.error.getByText("unknown name: twice").waitFor();
  await last.runs("6 * 7");
  await last.shows("42");
  await lastRun(page, "own-2");
  expect(await page.evaluate(() => localStorage.getItem("notebook/en/sgd/own-1"))).toBe(null);
  await page.reload();
  await last.shows("42");
  expect(await places(page)).toEqual(["saddle-noise-plot > own-2"]);
});

test("a cell is moved past its neighbours, keeps code, output and focus, and stands there after a reload", async () => {
  const { page, first, last } = await withTwo();
  await first.button("Move down").focus();
  await page.keyboard.press("Enter");
  expect(await places(page)).toEqual(["one-dimension-plot > own-1", "saddle-noise-plot > own-2"]);
  await isFocused(page, "Move down");
  for (const _ of [1, 2]) await first.button("Move up").click();
  expect(await places(page)).toEqual(["sgd-steps > own-1", "saddle-noise-plot > own-2"]);
  expect(await last.button("Move down").count()).toBe(0);
  await last.button("Move up").click();
  await last.button("Move up").click();
  expect(await places(page)).toEqual(["sgd-steps > own-1", "saddle-noise > own-2"]);
  expect(await first.outputs.innerText()).toBe("110");
  await first.is("done");
  await page.reload();
  await last.shows("111");
  expect(await places(page)).toEqual(["sgd-steps > own-1", "saddle-noise > own-2"]);
});

test("keyboard: B adds a cell below the one with the focus, opened; the list of keys says so; J and K come to it", async () => {
  const { page, cell } = await site.open();
  await cell("one-dimension").region.locator(".cell-source").focus();
  await page.keyboard.press("b");
  await expect.poll(() => cell("own-1").editor.evaluate((editor) => editor === document.activeElement)).toBe(true);
  await page.keyboard.type("1 + 1");
  await page.keyboard.press("Shift+Enter");
  await cell("own-1").shows("2");
  expect(await cell("own-1").source()).toBe("1 + 1");
  await cell("one-dimension").region.locator(".cell-source").focus();
  await page.keyboard.press("b");
  await cell("own-2").editor.waitFor();
  expect(await cell("own-2").source()).toBe("");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keys" }).getByText("add a cell below").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await expect.poll(() => cell("own-1").region.evaluate((region) => region.contains(document.activeElement))).toBe(true);
});

test("touch: the cell's menu adds a cell and a note below it", async () => {
  const { page, cell } = await site.open({ viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true });
  const one = cell("one-dimension");
  await one.region.locator(".cell-source").tap();
  await one.button("More").tap();
  await one.region.getByRole("button", { name: "Add cell below" }).tap();
  await cell("own-1").editor.waitFor();
  await one.button("More").tap();
  await one.region.getByRole("button", { name: "Add note below" }).tap();
  await page.getByRole("region", { name: "My note 2" }).waitFor();
  expect(await places(page)).toEqual(["one-dimension > own-2", "own-2 > own-1"]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});

test("a note is Markdown with formulas, is shown, kept, and never read as HTML", async () => {
  const { page, cell } = await site.open();
  await addBelow(cell("one-dimension"), "Add note");
  const note = cell("own-1");
  const editor = note.region.getByRole("textbox", { name: "Text of My note 1" });
  await editor.waitFor();
  const text = "## A `title`\n\nThe factor is $1 - \\alpha\\lambda$, **so** <img src=x onerror=alert(1)>";
  await page.keyboard.insertText(text);
  await page.keyboard.press("ControlOrMeta+Enter");
  await note.is("done");
  const shown = note.outputs.locator(".output-note");
  expect(await shown.locator("strong").allInnerTexts()).toEqual(["A title", "so"]);
  expect(await shown.locator(".katex").count()).toBe(1);
  expect(await shown.locator("img").count()).toBe(0);
  expect(await shown.innerText()).toContain("<img src=x onerror=alert(1)>");
  await lastRun(page, "own-1");
  await page.reload();
  await shown.locator(".katex").waitFor();
  expect(await note.region.locator("details[open]").count()).toBe(0);
  await note.region.locator("summary").click();
  expect(await note.region.locator(".cell-source").innerText()).toBe(text);
});

test("Reset chapter takes added cells away too, and its Undo gives all back", async () => {
  const { page, one, first, last } = await withTwo();
  await one.runs("const regimes = [1];");
  await last.shows("3");
  await page.getByRole("button", { name: "Reset chapter" }).click();
  await page.getByText("All cells of this chapter are the site's again. Those that you added are deleted.").waitFor();
  await one.is("done");
  expect(await places(page)).toEqual([]);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("notebook/")))).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await last.shows("3");
  await Promise.all([one, first, last].map((one) => one.is("done")));
  expect(await places(page)).toEqual(["one-dimension > own-1", "saddle-noise-plot > own-2"]);
  expect(await one.source()).toBe("const regimes = [1];");
  await page.getByRole("button", { name: "Reset everything" }).click();
  expect(await places(page)).toEqual([]);
  await page.getByRole("button", { name: "Undo" }).click();
  await last.shows("3");
});

test("two tabs: what one adds, moves and deletes, the other does too; code that was typed there is asked about first", async () => {
  const { page, cell, first } = await withTwo();
  const second = onPage(await page.context().newPage());
  await second.page.goto(page.url());
  await second.cell("own-2").shows("111");
  await addAtEnd(second.page);
  await second.cell("own-3").write("const third = 3;");
  await expect.poll(() => cell("own-3").source()).toBe("const third = 3;");
  await second.cell("own-3").button("Move up").click();
  await expect.poll(() => places(page)).toEqual(["one-dimension > own-1", "saddle-noise-plot > own-3", "own-3 > own-2"]);
  await second.cell("own-3").button("Delete cell").click();
  await expect.poll(() => places(page)).toEqual(["one-dimension > own-1", "saddle-noise-plot > own-2"]);

  // The first tab's own cells were typed there.
  const asked = first.region.getByText("This cell was changed in another tab too.");
  await second.cell("own-1").button("Delete cell").click();
  await asked.waitFor();
  expect(await first.source()).toBe("const twice = regimes.length * 2;\ntwice");
  await first.button("Keep mine").click();
  await expect.poll(() => places(second.page)).toEqual(["one-dimension > own-1", "saddle-noise-plot > own-2"]);
  await expect.poll(() => second.cell("own-1").source()).toBe("const twice = regimes.length * 2;\ntwice");
  await second.cell("own-1").button("Delete cell").click();
  await asked.waitFor();
  await first.button("Take theirs").click();
  await expect.poll(() => places(page)).toEqual(["saddle-noise-plot > own-2"]);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await first.source()).toBe("const twice = regimes.length * 2;\ntwice");
  await expect.poll(() => second.cell("own-1").source()).toBe("const twice = regimes.length * 2;\ntwice");
});

test("two tabs: a cell that is asked about stays alive while cells are added beside it; what read a deleted one is marked where it was not deleted", async () => {
  const { page, first } = await withTwo();
  const second = onPage(await page.context().newPage());
  await second.page.goto(page.url());
  await second.cell("own-2").shows("111");
  await second.cell("own-1").button("Delete cell").click();
  await first.region.getByText("This cell was changed in another tab too.").waitFor();
  await addAtEnd(page);
  const all = ["one-dimension > own-1", "saddle-noise-plot > own-2", "own-2 > own-3"];
  expect(await places(page)).toEqual(all);
  await first.button("Keep mine").click();
  await expect.poll(() => places(second.page)).toEqual(all);
  await first.runs("const twice = 7;");
  await lastRun(page, "own-1");
  await page.reload();
  await first.is("done");
  expect(await first.source()).toBe("const twice = 7;");
  expect(await places(page)).toEqual(all);

  await page.locator("#cell-own-2").getByText("8").waitFor();
  await second.cell("own-1").button("Delete cell").click();
  await expect.poll(() => places(page)).toEqual(["saddle-noise-plot > own-2", "own-2 > own-3"]);
  await onPage(page).cell("own-2").is("stale");
});

test("the chapter's archive has them, and runs them with Node", async () => {
  const { page, cell } = await withTwo();
  await addBelow(cell("own-1"), "Add note");
  await page.getByRole("textbox", { name: "Text of My note 3" }).waitFor();
  await page.keyboard.insertText("Twice as many as `regimes`.");
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download chapter" }).click()]);
  const folder = mkdtempSync(join(tmpdir(), "chapter-"));
  try {
    for (const [path, bytes] of Object.entries(unzipSync(readFileSync(await file.path())))) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    const at = join(folder, "sgd");
    // The project's packages stand in for installed ones: nothing is fetched.
    symlinkSync(join(import.meta.dirname, "../../../node_modules"), join(at, "node_modules"));
    const { stdout, status } = spawnSync("npm", ["start", "--silent"], {
      cwd: at,
      encoding: "utf8",
      env: { ...process.env, npm_config_offline: "true" },
    });
    expect(status, stdout).toBe(0);
    expect(stdout).toContain("── My cell 1 (own-1)\n110\n\n── My note 3 (own-3)\nTwice as many as `regimes`.");
    expect(stdout).toContain("── My cell 2 (own-2)\n111\n");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("there are 50 at most, and none is added beyond; what another hand has stored does no harm", async () => {
  const list = [...Array.from({ length: 49 }, (_, i) => ({ id: `own-${i + 1}`, after: i === 0 ? "gone" : undefined })), { id: "loss" }, 7];
  const { page } = await site.open({
    // Not in the frames of the sandbox.
    before: (page) =>
      page.addInitScript((text) => {
        if (window === top) localStorage.setItem("notebook/en/sgd/+", text);
      }, JSON.stringify(list)),
  });
  await page.locator("#cell-own-49").waitFor();
  expect((await places(page))[0]).toBe("saddle-noise-plot > own-1");
  await addAtEnd(page);
  await page.locator("#cell-own-50").waitFor();
  await pressAdd(page);
  await page.getByText("Not added: a page can have 50 cells of your own at most. Delete one first.").waitFor();
  expect(await places(page)).toHaveLength(50);
});

test("where nothing can be stored, cells are added all the same, and the page says that they last until it is left", async () => {
  const { page, cell } = await site.open({
    before: (page) =>
      page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      }),
  });
  await addBelow(cell("one-dimension"));
  await cell("own-1").region.getByText("This browser does not let the page keep your edits").waitFor();
  await cell("own-1").runs("6 * 7");
  await cell("own-1").shows("42");
  await addBelow(cell("own-1"));
  expect(await places(page)).toEqual(["one-dimension > own-1", "own-1 > own-2"]);
  await cell("own-1").button("Delete cell").click();
  await page.getByRole("button", { name: "Undo" }).click();
  await cell("own-1").shows("42");
});

test("a deck shows the author's cells alone, and works beside them", async () => {
  const { page } = await withTwo();
  await page.goto(new URL("lecture/", page.url()).href);
  await page.locator('[data-cell="one-dimension"]').first().waitFor({ state: "attached" });
  expect(await page.locator('[data-cell^="own-"]').count()).toBe(0);
});

test.for(["light", "dark"] as const)("what is added is accessible, %s", async (colorScheme) => {
  const { page, cell } = await site.open({ colorScheme, reducedMotion: "reduce" });
  await addBelow(cell("one-dimension"), "Add note");
  await cell("own-1").region.getByRole("textbox").waitFor();
  await page.keyboard.insertText("A *note*, $x^2$:\n\n$$\\sum_t g_t$$\n\n- one\n- two");
  await page.keyboard.press("ControlOrMeta+Enter");
  await cell("own-1").is("done");
  await addBelow(cell("own-1"));
  await cell("own-2").runs("1 + 1");
  await page.evaluate(axe);
  const findings = await page.evaluate(async () => {
    const { violations } = await (
      window as unknown as { axe: { run(place: string): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run("#cell-own-1, #cell-own-2, .page-ends");
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
  expect(findings).toEqual([]);
});
