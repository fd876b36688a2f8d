/** The presenter's and the audience's window of the built deck of chapter 1, in one browser: what is done in one stands in both. */
import { expect, test } from "vitest";
import { windowSite } from "./windows.ts";

const site = windowSite();
const id = "one-dimension";
/** The cell that the tests write over gives this name to the plot that depends on it. */
const keep = "const regimes = [];";

test("an edit in the presenter's window stands in the audience's as it is typed; run, both show the same, and one window computes", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  await presenter.write(id, `${keep}\n6 * 7`);
  await expect.poll(() => audience.source(id)).toBe(`${keep}\n6 * 7`);
  await audience.is(id, "edited");
  await presenter.page.keyboard.type("00");
  await expect.poll(() => audience.source(id)).toBe(`${keep}\n6 * 700`);
  await presenter.page.keyboard.press("ControlOrMeta+Enter");
  await audience.shows(id, "4200");
  const stands = await site.inStep(presenter, audience);
  expect(stands[id]).toMatchObject({ state: "done", outputs: expect.stringContaining("4200") });
  expect(stands["one-dimension-plot"]).toMatchObject({ state: "done" });
  const sandboxes = async () => [await presenter.sandboxes(), await audience.sandboxes()];
  const first = await sandboxes();
  expect(first.toSorted()).toEqual([0, 1]);

  // The other way round, and an error.
  await audience.run(id, `${keep}\nthrow new Error("on purpose")`);
  await presenter.is(id, "error");
  await presenter.shows(id, "on purpose");
  await site.inStep(presenter, audience);
  await audience.press(id, "Reset");
  await presenter.is(id, "done");
  const back = await site.inStep(presenter, audience);
  expect(back[id]).toMatchObject({ source: expect.stringContaining("parabola") });
  expect(await sandboxes()).toEqual(first);
});

test("an editor that is open in one window takes what is typed in the other and keeps its caret", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  await audience.write(id, "const regimes = [];\nconst last = 1;");
  await audience.page.keyboard.press("ArrowUp");
  await audience.page.keyboard.press("End");
  await expect.poll(() => presenter.source(id)).toContain("last = 1");
  await presenter.write(id, "// first\nconst regimes = [];\nconst last = 1;");
  await expect.poll(() => audience.source(id)).toContain("first");
  await audience.page.keyboard.type(" // here");
  await expect.poll(() => presenter.source(id)).toBe("// first\nconst regimes = []; // here\nconst last = 1;");
});

test("a slider, a player's step and a choice stand in both windows, and so does what follows from them", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  await presenter.run(
    id,
    `${keep}
const tilt = slider("Rate", { min: 0, max: 100, step: 1, value: 10 });
const tick = player("Step", { min: 0, max: 20, value: 3 });
const side = choice("Which", ["left", "right"]);
display(\`a \${tilt}, t \${tick}, \${side}\`);`,
  );
  await audience.shows(id, "a 10, t 3, left");
  await presenter.cell(id).locator('[data-type="slider"] input').fill("100");
  await audience.shows(id, "a 100, t 3, left");
  await audience.cell(id).locator('[data-type="player"] [data-player="forward"]').click();
  await presenter.shows(id, "a 100, t 4, left");
  await presenter.cell(id).getByText("right", { exact: true }).click();
  await audience.shows(id, "a 100, t 4, right");
  expect((await site.inStep(presenter, audience))[id]).toMatchObject({
    inputs: [
      ["Rate", "100"],
      ["Step", "4"],
      ["Which", "left"],
    ],
  });

  // A drag faster than runs are: the last position stands, in both.
  await presenter.page.evaluate(async () => {
    const range = document.querySelector<HTMLInputElement>('#cell-one-dimension [data-type="slider"] input')!;
    for (let i = 0; i <= 60; i++) {
      range.value = String(i);
      range.dispatchEvent(new Event("input", { bubbles: true }));
      if (i % 3 === 0) await new Promise(requestAnimationFrame);
    }
  });
  await audience.shows(id, "a 60, t 4, right");
  expect((await site.inStep(presenter, audience))[id]).toMatchObject({
    inputs: [
      ["Rate", "60"],
      ["Step", "4"],
      ["Which", "left"],
    ],
  });
});

test("an endless run is stopped from either window, and both say so", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  await presenter.run(id, `${keep}\ndisplay("begun");\nwhile (true) {}`);
  await audience.shows(id, "begun");
  await audience.is(id, "running");
  await audience.press(id, "Stop");
  await Promise.all([presenter.is(id, "stopped"), audience.is(id, "stopped")]);
  await audience.press(id, "Run");
  await presenter.is(id, "running");
  await presenter.press(id, "Stop");
  await audience.is(id, "stopped");
  await presenter.run(id, `${keep}\n6 * 7`);
  await audience.shows(id, "42");
  await site.inStep(presenter, audience);
});

/** Shows where its slider stands, and goes on until it is stopped, or for a while. */
const long = (rest: string) => `${keep}
const from = slider("From", { min: 0, max: 9, step: 1, value: 1 });
display(\`begun from \${from}\`);
${rest}
display(\`ended from \${from}\`);`;
const endless = long("while (true);");
const aWhile = long("const restingTill = Date.now() + 1500;\nwhile (Date.now() < restingTill);");

test("who comes late, or comes back, has the run under way and all before it; where the window goes that computes, another runs it again", async () => {
  const presenter = await site.open("lecture/?presenter");
  await presenter.run(id, long(""));
  await presenter.shows(id, "ended from 1");
  await presenter.cell(id).locator('[data-type="slider"] input').fill("9");
  await presenter.shows(id, "ended from 9");
  await presenter.run(id, endless);
  await presenter.is(id, "running");
  const late = await site.open();
  await late.is(id, "running");
  await late.shows(id, "begun from 9");
  expect(await late.source(id)).toBe(endless);
  expect(await late.cell(id).locator('[data-type="slider"] input').inputValue()).toBe("9");

  // The window that computes is loaded again in the middle of the run: the other one computes from now on.
  await presenter.page.reload();
  await presenter.is(id, "running");
  await presenter.shows(id, "begun from 9");
  await expect.poll(() => late.sandboxes()).toBe(1);
  expect(await presenter.sandboxes()).toBe(0);
  await presenter.press(id, "Stop");
  await late.is(id, "stopped");
  await site.inStep(presenter, late);

  // And that one is closed for good, in the middle of a run that was asked for here.
  await presenter.run(id, aWhile);
  await late.is(id, "running");
  await late.close();
  await presenter.is(id, "done");
  await presenter.shows(id, "ended from 9");
  await expect.poll(() => presenter.sandboxes()).toBe(1);

  // Alone, a reload has what the page has: edits and positions, which wait for Run.
  await presenter.page.reload();
  await presenter.is(id, "edited");
  expect(await presenter.source(id)).toBe(aWhile);
});

test("an audience's window that is loaded again in the middle of a run misses nothing, and the run goes on", async () => {
  const [presenter, audience] = [await site.open("lecture/?presenter"), await site.open()];
  await presenter.run(id, endless);
  await audience.shows(id, "begun");
  await audience.page.reload();
  await audience.is(id, "running");
  await audience.shows(id, "begun from 1");
  await presenter.is(id, "running");
  await audience.press(id, "Stop");
  await presenter.is(id, "stopped");
  await site.inStep(presenter, audience);
});

test("the chapter's page and its deck take over each other's edits and positions, which wait for Run; a cell under the reader's hand is left alone", async () => {
  const [chapter, presenter, audience] = [await site.open(""), await site.open("lecture/?presenter"), await site.open()];
  await chapter.cell(id).hover();
  await presenter.write(id, `${keep}\n"of the deck"`);
  await chapter.is(id, "edited");
  expect(await chapter.source(id)).toBe(`${keep}\n"of the deck"`);
  await chapter.write(id, `${keep}\n"of the page"`);
  await expect.poll(() => audience.source(id)).toBe(`${keep}\n"of the page"`);
  // The page's cell has the focus: it keeps what stands there.
  await expect.poll(() => chapter.page.evaluate(() => document.activeElement?.closest(".cell")?.id)).toBe("cell-one-dimension");
  await audience.run(id, `${keep}\n"of the audience"`);
  await presenter.shows(id, "of the audience");
  expect(await chapter.source(id)).toBe(`${keep}\n"of the page"`);
  // In a browser with a person before it, one window has the focus; here each has.
  for (const { page } of [presenter, audience]) await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await chapter.press(id, "Reset");
  await expect.poll(() => audience.source(id)).toContain("parabola");
  await expect.poll(() => presenter.source(id)).toContain("parabola");
});

test("where a browser has no locks between windows, each says once that it goes its own way, and works", async () => {
  const without = (page: import("playwright-core").Page) =>
    page.addInitScript(() => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }));
  const [presenter, audience] = [await site.open("lecture/?presenter", without), await site.open("lecture/", without)];
  const said = audience.page.getByText("This browser cannot keep several windows in step");
  expect(await said.count()).toBe(1);
  await audience.page.getByRole("status").getByRole("button", { name: "Close" }).click();
  expect(await said.count()).toBe(0);
  await presenter.run(id, `${keep}\n6 * 7`);
  await presenter.shows(id, "42");
  await audience.run(id, `${keep}\n6 * 8`);
  await audience.shows(id, "48");
  expect([await presenter.sandboxes(), await audience.sandboxes()]).toEqual([1, 1]);
});
