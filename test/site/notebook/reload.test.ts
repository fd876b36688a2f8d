/** What a page shows is what its code gives, or is marked: after a reload, beside another tab, after a reset and its undo. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite, onPage, type CellOnPage, type ChapterPage } from "./openChapter.ts";

const site = chapterSite();
const didNotEnd = "The last run of this cell did not end, so it waits for you to run it.";
const changedSince = "The site has a new version of this cell, which you have edited.";
const changedElsewhere = "This cell was changed in another tab too. What is here is kept once you choose.";

/** Nothing has run since the page was loaded, and nothing will by itself: all that it does when it is idle is done. */
async function hasRunNothing({ page, states }: ChapterPage, cells: string[]): Promise<void> {
  await page.waitForFunction(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(() => resolve(true)))));
  expect((await states()).filter((state) => cells.some((cell) => new RegExp(`^${cell} (running|done)`).test(state)))).toEqual([]);
}

const stored = (page: Page, cell: string): Promise<Record<string, unknown>> =>
  page.evaluate((cell) => JSON.parse(localStorage.getItem(`notebook/en/sgd/${cell}`) ?? "{}") as Record<string, unknown>, cell);

/** Resolves when it is kept of the cell's code how its run ended. */
const isMarked = (page: Page, cell: string, how: string): Promise<unknown> =>
  page.waitForFunction(([cell, how]) => (localStorage.getItem(`notebook/en/sgd/${cell}`) ?? "").includes(`"how":"${how}"`), [cell, how] as const);

const regimes = (n: number): string => `const regimes = ${n};`;

/** A cell of numbers, and the one that reads it. */
async function openPair(): Promise<ChapterPage & { one: CellOnPage; plot: CellOnPage }> {
  const opened = await site.open();
  return { ...opened, one: opened.cell("one-dimension"), plot: opened.cell("one-dimension-plot") };
}

test("an edit that was run runs again after a reload, and what reads it too", async () => {
  const { page, one, plot } = await openPair();
  await one.runs(regimes(6));
  await plot.runs("regimes * 7");
  await plot.shows("42");
  await isMarked(page, "one-dimension-plot", "ended");
  await page.reload();
  await one.is("done");
  await plot.is("done");
  await plot.shows("42");
  expect(await one.source()).toBe(regimes(6));
  expect(await page.locator("#cell-rate").getAttribute("data-state")).toBe("fresh");
});

test("an edit that was never run says so, and so does what reads it, at once and after a reload; typed back, nothing is marked", async () => {
  const opened = await openPair();
  const { page, one, plot } = opened;
  await one.edit();
  const original = await one.source();
  await one.write(regimes(6));
  await plot.is("stale");
  expect([await one.region.locator(".cell-state").innerText(), await plot.region.locator(".cell-state").innerText()]).toEqual([
    "edited",
    "out of date",
  ]);
  await page.reload();
  await one.is("edited");
  await plot.is("stale");
  await hasRunNothing(opened, ["one-dimension", "one-dimension-plot"]);
  expect([await one.region.locator(".cell-state").innerText(), await plot.region.locator(".cell-state").innerText()]).toEqual([
    "edited",
    "out of date",
  ]);
  await one.write(original);
  await one.is("fresh");
  await plot.is("fresh");
});

test("what was stopped, or what took the page with it, does not run again by itself", async () => {
  const opened = await openPair();
  const { page, one, plot } = opened;
  await one.write("const regimes = 1;\nwhile (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await one.is("running");
  await isMarked(page, "one-dimension", "running");
  await page.reload();
  await one.region.getByText(didNotEnd).waitFor();
  await hasRunNothing(opened, ["one-dimension", "one-dimension-plot"]);
  await one.is("edited");

  await one.button("Run").click();
  await one.is("running");
  expect(await one.region.getByText(didNotEnd).count()).toBe(0);
  await one.button("Stop").click();
  await one.is("stopped");
  await isMarked(page, "one-dimension", "stopped");
  await page.reload();
  await one.is("edited");
  await plot.is("stale");
  await hasRunNothing(opened, ["one-dimension", "one-dimension-plot"]);
  expect(await one.region.getByText(didNotEnd).count()).toBe(0);
});

test("an edit that feeds a cell which had to be stopped waits for the reader", async () => {
  const opened = await openPair();
  const { page, one, plot } = opened;
  await one.runs(regimes(6));
  await plot.write("regimes; while (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await plot.is("running");
  await plot.button("Stop").click();
  await plot.is("stopped");
  await isMarked(page, "one-dimension", "stopped");
  await page.reload();
  await one.is("edited");
  await hasRunNothing(opened, ["one-dimension", "one-dimension-plot"]);
});

test("an unrun edit stays unrun where what it reads runs again after a reload", async () => {
  const { page, one, plot, settled } = await openPair();
  await one.runs(regimes(6));
  await plot.write("regimes * 100");
  await isMarked(page, "one-dimension", "ended");
  await page.reload();
  await one.is("done");
  await settled();
  await plot.is("edited");
  expect(await plot.outputs.innerText()).not.toContain("600");
});

test("a stranger's code that came by a link does not run by itself, even after the reader ran it", async () => {
  const opened = await openPair();
  const { page, one } = opened;
  const link = await page.evaluate(async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ "one-dimension": "const regimes = [];\n'a stranger';" }));
    const packed = new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());
    return btoa(String.fromCharCode(...packed))
      .replaceAll("+", "-")
      .replaceAll("/", "_")
      .replaceAll("=", "");
  });
  await page.evaluate((code) => void (location.hash = `#~code=${code}`), link);
  await page.getByRole("button", { name: "Use it" }).click();
  await one.is("edited");
  await one.button("Run").click();
  await one.shows("a stranger");
  await one.is("done");
  await isMarked(page, "one-dimension", "ended");
  await page.reload();
  await one.is("edited");
  await hasRunNothing(opened, ["one-dimension"]);
});

test("Solved comes back after a reload, falls back when the code changes, and comes back with the code", async () => {
  const { page, cell } = await site.open();
  const [starter, check] = [cell("price-starter"), cell("price-check")];
  const right = "const bestRate = 2 / 20.2;\nconst stepsNeeded = 50 * Math.log(1e6);";
  await starter.runs(right);
  expect(await check.outputs.innerText()).toContain("Solved");
  await isMarked(page, "price-starter", "ended");
  await page.reload();
  await check.is("done");
  expect(await check.outputs.innerText()).toContain("Solved");
  await starter.write(`${right} // or not`);
  await check.is("stale");
  expect(await check.outputs.innerText()).toBe("Not tried yet");
  await starter.write(right);
  await check.is("done");
  expect(await check.outputs.innerText()).toContain("Solved");
});

test("a prediction is kept, and asked for anew when the code that asks has changed", async () => {
  const { page, cell, settled, forget } = await site.open();
  const [guess, verdict] = [cell("at-the-limit-guess"), cell("at-the-limit-verdict")];
  await forget();
  await guess.region.getByRole("radio", { name: "fewer" }).check();
  await guess.region.locator("[data-prediction]").click();
  await settled();
  await isMarked(page, "at-the-limit-guess", "ended");
  await page.reload();
  await verdict.shows("Predicted otherwise");
  await verdict.is("done");
  await guess.edit();
  await guess.write(`${await guess.source()}\n// another question`);
  await verdict.is("stale");
  expect(await verdict.outputs.innerText()).toBe("Not tried yet");
  await page.keyboard.press("ControlOrMeta+Enter");
  await guess.region.locator(".input-prediction:not([data-answered])").waitFor();
});

/** The site has another source of the cell than the edit began on. */
const publish = (page: Page) =>
  page.evaluate(() => {
    const key = "notebook/en/sgd/one-dimension";
    localStorage.setItem(key, JSON.stringify({ ...(JSON.parse(localStorage.getItem(key)!) as object), hash: "of another text" }));
  });

test("where the author has changed an edited cell, the reader compares, and keeps the one or takes the other", async () => {
  const { page, one } = await openPair();
  await one.runs(regimes(6));
  await isMarked(page, "one-dimension", "ended");
  await publish(page);
  await page.reload();
  await one.region.getByText(changedSince).waitFor();
  await one.is("done");
  await one.button("Compare").click();
  const comparison = one.region.getByRole("group", { name: "Both versions, side by side" });
  await comparison.waitFor();
  expect(await comparison.getByRole("columnheader").allInnerTexts()).toEqual(["Theirs", "Mine"]);
  expect(await comparison.locator("del").allInnerTexts()).toContain("const parabola = quadratic([1]); // λ = 1, so αλ is simply α");
  expect(await comparison.locator("ins").allInnerTexts()).toEqual([regimes(6)]);
  await one.button("Keep mine").click();
  expect([await comparison.count(), await one.region.getByText(changedSince).count()]).toEqual([0, 0]);
  expect(await one.source()).toBe(regimes(6));
  await isMarked(page, "one-dimension", "ended");
  await page.reload();
  await one.is("done");
  expect(await one.region.getByText(changedSince).count()).toBe(0);

  await publish(page);
  await page.reload();
  await one.is("done");
  await one.button("Take theirs").click();
  await one.is("done");
  expect(await one.source()).toContain("parabola");
  await one.button("Undo").click();
  expect(await one.source()).toBe(regimes(6));
});

test("two tabs: what was typed in neither follows the other; what was typed in both is asked about, and neither is lost", async () => {
  const { page, one } = await openPair();
  const second = onPage(await page.context().newPage());
  await second.page.goto(page.url());
  const other = second.cell("one-dimension");
  await other.region.hover();
  await page.bringToFront();
  await one.write(regimes(6));
  await expect.poll(() => other.source()).toBe(regimes(6));
  expect(await other.region.getByText(changedElsewhere).count()).toBe(0);

  await second.page.bringToFront();
  await other.write(regimes(7));
  await one.region.getByText(changedElsewhere).waitFor();
  expect(await one.source()).toBe(regimes(6));
  await one.button("Compare").click();
  await one.region.locator(".comparison ins").waitFor();
  expect([await one.region.locator("del").innerText(), await one.region.locator("ins").innerText()]).toEqual([regimes(7), regimes(6)]);
  // Until the reader has chosen, typing on does not take the place of what the other tab has kept.
  await one.write(regimes(66));
  expect(await stored(page, "one-dimension")).toMatchObject({ source: regimes(7) });
  await one.button("Take theirs").click();
  expect(await one.source()).toBe(regimes(7));
  await one.button("Undo").click();
  expect(await one.source()).toBe(regimes(66));
  await other.region.getByText(changedElsewhere).waitFor();
  await other.button("Keep mine").click();
  await one.region.getByText(changedElsewhere).waitFor();
  expect([await one.source(), await other.source()]).toEqual([regimes(66), regimes(7)]);
  await one.button("Keep mine").click();
  await expect.poll(async () => (await stored(page, "one-dimension")).source).toBe(regimes(66));
});

test("Reset of a cell keeps the focus, and its Undo gives back code, position and output", async () => {
  const { page, one, plot, cell, settled } = await openPair();
  await one.runs(regimes(6));
  await plot.runs("regimes * 7");
  await one.button("Reset").focus();
  await page.keyboard.press("Enter");
  await one.is("done");
  expect(await one.button("Reset").evaluate((button) => button === document.activeElement)).toBe(true);
  await plot.shows("NaN");
  for (const name of ["More", "Undo"]) {
    await page.keyboard.press("Tab");
    expect(await one.button(name).evaluate((button) => button === document.activeElement)).toBe(true);
  }
  expect(await one.button("Reset").isVisible()).toBe(false);
  await page.keyboard.press("Enter");
  await plot.shows("42");
  expect(await one.source()).toBe(regimes(6));
  await isMarked(page, "one-dimension", "ended");

  const moved = cell("one-alpha");
  await moved.region.getByRole("slider").press("Home");
  await settled();
  await moved.shows("1.0000");
  await moved.button("Reset").click();
  await moved.shows("0.9300");
  await moved.button("Undo").click();
  await moved.shows("1.0000");
  expect(await moved.region.getByRole("slider").getAttribute("aria-valuetext")).toBe("0");
});

test("a chapter, and all chapters, are reset at once, each with Undo", async () => {
  const { page, one, plot } = await openPair();
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  expect([await button("Reset chapter").count(), await button("Reset everything").count()]).toEqual([0, 0]);
  await page.evaluate(() => localStorage.setItem("notebook/en/adam/x", '{"hash":"","source":"1","inputs":{}}'));
  await one.runs(regimes(6));
  await plot.runs("regimes * 7");
  const keys = () =>
    page.evaluate(() =>
      Object.keys(localStorage)
        .filter((key) => key.startsWith("notebook/"))
        .sort(),
    );
  const all = ["notebook/en/adam/x", "notebook/en/sgd/one-dimension", "notebook/en/sgd/one-dimension-plot"];
  for (const [name, left] of [
    ["Reset chapter", all.slice(0, 1)],
    ["Reset everything", []],
  ] as const) {
    await button(name).click();
    await one.is("done");
    expect(await one.source()).toContain("parabola");
    await plot.outputs.locator("svg").first().waitFor();
    expect(await keys()).toEqual(left);
    expect(await button("Reset chapter").isVisible()).toBe(false);
    await page.locator("main > .cell-notice").getByRole("button", { name: "Undo" }).click();
    await plot.shows("42");
    expect(await keys()).toEqual(all);
    expect([await one.source(), await plot.source()]).toEqual([regimes(6), "regimes * 7"]);
  }
});

test("an old error goes when the next run starts", async () => {
  const { page, one } = await openPair();
  await one.runs("const regimes = [];\nnull.x;");
  await one.error.waitFor();
  await one.write("const regimes = [];\nwhile (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await one.is("running");
  await one.error.waitFor({ state: "detached" });
  await one.is("running");
  await one.button("Stop").click();
  await one.is("stopped");
});

test.for([390, 1280])("nothing floats over code that is edited, at a width of %i", async (width) => {
  const { cell } = await site.open({ viewport: { width, height: 800 } });
  for (const id of ["one-dimension", "one-alpha"]) {
    const { editor, edit, region } = cell(id);
    await edit();
    await region.hover();
    const covered = await editor.evaluate((editor) => {
      const { left, top, right, bottom } = editor.getBoundingClientRect();
      const own = editor.closest(".cell-code")!;
      const places = [top + 2, top + 10, (top + bottom) / 2, bottom - 2].flatMap((y) =>
        [left + 2, (left + right) / 2, right - 12, right - 80].map((x) => [x, y] as const),
      );
      return places
        .filter(([, y]) => y > 0 && y < innerHeight)
        .map(([x, y]) => document.elementFromPoint(x, y))
        .filter((at) => at && !own.contains(at) && !at.contains(own))
        .map((at) => at!.outerHTML.slice(0, 80));
    });
    expect(covered, id).toEqual([]);
  }
});
