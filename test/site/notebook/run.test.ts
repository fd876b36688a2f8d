/** Editing and running cells of the built chapter. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const ofCells = (states: string[]): string[] => [...new Set(states.map((state) => state.split(" ")[0]))];

/** Two of the five regimes; the next cell draws them. */
const twoRegimes = `import { sgd, trace } from "optim";
import { quadratic } from "problems";

const parabola = quadratic([1]);
const regimes = [0.5, 1.9].flatMap((lr) =>
  trace(sgd({ lr }), parabola, [1], 10, { name: \`αλ = \${lr}\` }).rows());`;
const legend = (page: Page) => page.locator("#cell-one-dimension-plot .output-plot:visible").locator("[class$=-swatch]");

test("an edit gives a new plot, in the cells that depend on it and in no others", async () => {
  const { page, cell, states, forget, settled } = await site.open();
  const plot = cell("one-dimension-plot").outputs;
  expect(await plot.innerText()).toContain("αλ = 2.1");
  await cell("one-dimension").write(twoRegimes);
  await cell("one-dimension").is("edited");
  expect(await plot.innerText()).toContain("αλ = 2.1");
  await forget();
  await page.keyboard.press("ControlOrMeta+Enter");
  await settled();
  await cell("one-dimension-plot").shows("αλ = 1.9");
  expect(await legend(page).allInnerTexts()).toEqual(["αλ = 0.5", "αλ = 1.9"]);
  expect(await plot.locator("svg:visible path[stroke]").count()).toBeGreaterThan(0);
  const all = await states();
  const [one, dependent] = ["one-dimension", "one-dimension-plot"].map((id) => all.filter((state) => state.startsWith(`${id} `)));
  expect(one).toEqual(["one-dimension stale", "one-dimension running", "one-dimension done"]);
  // It has been out of date since the edit.
  expect(dependent).toEqual(["one-dimension-plot running", "one-dimension-plot done"]);
  expect(all.length).toBe(one.length + dependent.length);
  for (const state of ["running", "done"]) expect(all.indexOf(`one-dimension ${state}`)).toBeLessThan(all.indexOf(`one-dimension-plot ${state}`));
});

test("a cell that says done, or error, shows what it has run to", async () => {
  const { page, cell } = await site.open();
  const one = cell("one-dimension");
  await page.evaluate(() => {
    const element = document.querySelector<HTMLElement>("#cell-one-dimension")!;
    const seen: string[] = [];
    Object.assign(globalThis, { ends: seen });
    new MutationObserver(() => {
      if (/done|error/.test(element.dataset.state!)) seen.push(`${element.dataset.state} ${element.querySelector(".cell-outputs")!.textContent}`);
    }).observe(element, { attributeFilter: ["data-state"] });
  });
  await one.runs("const regimes = [];\ndisplay('first')");
  await one.runs("const regimes = [];\ndisplay('second')");
  await one.runs("const regimes = [];\nthrow new Error('third')");
  const ends = await page.evaluate(() => (globalThis as unknown as { ends: string[] }).ends);
  expect(ends).toEqual(["done first", "done second", expect.stringMatching(/^error .*third/)]);
});

test("what cells show of a run is drawn in animation frames, that of two cells in one", async () => {
  const { page, cell, settled } = await site.open({
    before: (page) =>
      page.addInitScript(() => {
        // The frame under way: from its first callback to the first task after it.
        let frames = 0,
          inFrame = false;
        const after = new MessageChannel();
        after.port1.onmessage = () => (inFrame = false);
        const request = requestAnimationFrame;
        globalThis.requestAnimationFrame = (callback) =>
          request((time) => {
            if (!inFrame) frames++;
            inFrame = true;
            after.port2.postMessage(null);
            callback(time);
          });
        Object.assign(globalThis, { frameNow: () => (inFrame ? frames : undefined) });
      }),
  });
  const slider = cell("one-alpha").region.getByRole("slider");
  await slider.press("ArrowRight");
  await settled();
  await page.evaluate(() => {
    const drawn: [string, number | undefined][] = [];
    Object.assign(globalThis, { drawn });
    for (const id of ["one-alpha", "one-alpha-error"]) {
      const box = document.querySelector(`#cell-${id} .cell-outputs`)!;
      new MutationObserver(() => drawn.push([id, (globalThis as unknown as { frameNow(): number | undefined }).frameNow()])).observe(box, {
        childList: true,
      });
    }
  });
  for (let i = 1; i <= 10; i++) {
    await slider.press("ArrowLeft");
    await page.waitForFunction(
      (i) => (globalThis as unknown as { drawn: [string][] }).drawn.filter(([id]) => id === "one-alpha-error").length >= i,
      i,
    );
  }
  const drawn = await page.evaluate(() => (globalThis as unknown as { drawn: [string, number | undefined][] }).drawn);
  const framesOf = (of: string) => drawn.filter(([id]) => id === of).map(([, frame]) => frame);
  expect(drawn.map(([, frame]) => frame)).not.toContain(undefined);
  // Not each time: a run on a busy machine may take longer than a frame.
  expect(framesOf("one-alpha").filter((frame) => framesOf("one-alpha-error").includes(frame)).length).toBeGreaterThan(0);
});

test("a cell whose edit is far up the graph brings what depends on it, through the cells between, each once and after what it reads", async () => {
  const { cell, states } = await site.open();
  const descend = cell("descend");
  await descend.edit();
  await descend.runs((await descend.source()).replace("1e-6 * norm(start)", "1e-3 * norm(start)"));
  const ran = (await states()).filter((state) => state.endsWith("done")).map((state) => state.split(" ")[0]);
  expect(new Set(ran).size).toBe(ran.length);
  expect(ran).toEqual(expect.arrayContaining(["descend", "ravine-steps", "condition-number", "condition-number-plot"]));
  expect(ran[0]).toBe("descend");
  expect(ran.indexOf("condition-number")).toBeLessThan(ran.indexOf("condition-number-plot"));
  for (const other of ["one-dimension", "one-dimension-plot", "one-alpha", "rate", "units", "round"])
    expect(ofCells(await states())).not.toContain(other);
});

test("what a cell shows stays until what takes its place is there: no moment without a plot", async () => {
  const { page, cell, settled, forget } = await site.open();
  await cell("one-dimension").write(twoRegimes);
  await page.evaluate(() => {
    const box = document.querySelector<HTMLElement>("#cell-one-dimension-plot .cell-outputs")!;
    const heights: number[] = [];
    Object.assign(globalThis, { heights });
    const look = () => {
      heights.push(box.querySelectorAll("svg").length === 0 ? 0 : box.offsetHeight);
    };
    new MutationObserver(look).observe(box, { childList: true, subtree: true });
    look();
  });
  await forget();
  await page.keyboard.press("ControlOrMeta+Enter");
  await settled();
  await cell("one-dimension-plot").shows("αλ = 1.9");
  const heights = await page.evaluate(() => (globalThis as unknown as { heights: number[] }).heights);
  expect(heights.length).toBeGreaterThan(1);
  expect(Math.min(...heights)).toBeGreaterThan(100);
});

test("Run all runs every cell once, and what the cells then show is what the page had shown before", async () => {
  const { page, states, settled } = await site.open();
  const shown = () =>
    page
      .locator(".cell-outputs")
      .evaluateAll((boxes) =>
        boxes
          .flatMap((box) =>
            [...box.querySelectorAll(".output:is(.output-table, .output-tex, .output-text, .output-value), figcaption")].map(
              (output) => `${box.parentElement!.id}: ${output.textContent}`,
            ),
          )
          .filter((text, i, all) => all.indexOf(text) === i),
      );
  const before = await shown();
  expect(before.length).toBeGreaterThan(20);
  await page.getByRole("button", { name: "Run all" }).click();
  await settled();
  // The verdict on a prediction waits for it.
  const ids = await page.locator('.cell:not([data-state="stale"])').evaluateAll((cells) => cells.map((cell) => (cell as HTMLElement).dataset.cell));
  expect(ids.length).toBeGreaterThan(30);
  expect((await states()).filter((state) => state.endsWith(" done")).sort()).toEqual(ids.map((id) => `${id} done`).sort());
  await page.waitForFunction(() => document.querySelectorAll(".plot-static").length === 0);
  expect(await shown()).toEqual(before);
});

test("Reset brings back the code as written and what it showed; without a change there is nothing to reset", async () => {
  const { page, cell, forget, settled } = await site.open();
  const one = cell("one-dimension");
  await one.edit();
  const written = await one.source();
  expect(await one.button("Reset").count()).toBe(0);
  await one.runs(twoRegimes);
  await cell("one-dimension-plot").shows("αλ = 1.9");
  await forget();
  await one.button("Reset").click();
  await settled();
  expect(await one.source()).toBe(written);
  await cell("one-dimension-plot").shows("αλ = 2.1");
  expect(await legend(page).count()).toBe(5);
  expect(await one.button("Reset").count()).toBe(0);
});

test("an edit that was never run is reset without a run", async () => {
  const { cell, states } = await site.open();
  const one = cell("one-dimension");
  await one.write("const regimes = [];");
  await one.is("edited");
  await one.button("Reset").click();
  await one.is("fresh");
  expect(await states()).toEqual(["one-dimension edited", "one-dimension-plot stale", "one-dimension fresh", "one-dimension-plot fresh"]);
});

test("a cell says its state, to a person and in data-state, and how long it took", async () => {
  const { page, cell } = await site.open();
  const [first, second] = [cell("one-dimension"), cell("one-dimension-plot")];
  const said = (id: string) => cell(id).region.locator(".cell-state").innerText();
  expect(await said("one-dimension")).toBe("");
  await first.write(twoRegimes.replace("const regimes", "await new Promise(() => {});\nconst regimes"));
  await first.is("edited");
  expect(await said("one-dimension")).toBe("edited");
  await page.keyboard.press("ControlOrMeta+Enter");
  await first.is("running");
  expect([await said("one-dimension"), await said("one-dimension-plot"), await first.region.getAttribute("aria-busy")]).toEqual([
    "running",
    "out of date",
    "true",
  ]);
  await first.button("Stop").click();
  await first.is("stopped");
  expect([await said("one-dimension"), await said("one-dimension-plot"), await first.region.getAttribute("aria-busy")]).toEqual([
    "stopped",
    "out of date",
    "false",
  ]);
  expect(await second.region.getAttribute("data-state")).toBe("stale");
  await first.runs("const regimes = [].at(0).rows();");
  await first.is("error");
  expect([await said("one-dimension"), await said("one-dimension-plot")]).toEqual(["error", "error"]);
  await first.runs(twoRegimes);
  expect([await said("one-dimension"), await said("one-dimension-plot")]).toEqual(["done", "done"]);
  expect(await first.region.locator(".cell-elapsed").innerText()).toMatch(/^\d+(\.\d+)?\s(ms|s)$/);
});

test("folded code stands on the page without colours, and has them once it is unfolded", async () => {
  const { page } = await site.open();
  const code = page.locator("details.cell-code").first();
  const text = await code.locator(".cell-source").textContent();
  expect(text!.length).toBeGreaterThan(10);
  expect(await code.locator(".cell-source span").count()).toBe(0);
  await code.locator("summary").click();
  await expect.poll(() => code.locator(".cell-source .tok-keyword").count()).toBeGreaterThan(0);
  expect(await code.locator(".cell-source").textContent()).toBe(text);
});
