import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { InputSpec } from "../../../src/notebook/types.ts";
import { openBarePage } from "../harness/barePage.ts";
import { openBrowser } from "../harness/browser.ts";

declare const lib: typeof import("./readerEntry.ts");
/** Brings the widgets of the page to these specs, as a run of their cell does. */
declare const update: (specs: InputSpec[]) => void;
/** What the page has heard of moves. */
declare const moves: string[];

const slider = (key: string, value = 5, max = 10): InputSpec => ({ type: "slider", key, label: key, value, min: 0, max, step: 1, scale: "linear" });
const choice: InputSpec = { type: "choice", key: "problem", label: "problem", value: "bowl", options: ["bowl", "ravine"] };
const list: InputSpec = { ...choice, key: "list", options: ["bowl", "b", "c", "d", "e", "f"] };
const number: InputSpec = { type: "number", key: "batch", label: "batch", value: 8, min: 1, max: 64, step: 1, onSteps: true };
const toggle: InputSpec = { type: "toggle", key: "log", label: "log", value: false };
const button: InputSpec = { type: "button", key: "again", label: "again", value: 0 };
const point: InputSpec = { type: "point", key: "start", label: "start", value: [1, 2], x: [0, 10], y: [0, 10], step: 0.1 };

let browser: Browser;
let opened: Awaited<ReturnType<typeof openBarePage>>;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());
afterEach(async () => {
  expect(opened.complaints).toEqual([]);
  await opened.page.context().close();
});

async function page(specs: InputSpec[]): Promise<Page> {
  opened = await openBarePage(browser, {
    entry: "test/site/reader/readerEntry.ts",
    body: '<section class="cell" data-cell="c"><div class="cell-inputs"></div></section>',
  });
  await opened.page.evaluate((specs) => {
    const box = document.querySelector(".cell-inputs")!;
    const moves: string[] = [];
    for (const type of ["input", "click", "change", "keydown"]) {
      document.addEventListener(type, (event) => {
        const move = lib.moveOf(event, lib.outputWords);
        if (move) moves.push(`${move.cell} ${move.key} ${JSON.stringify(move.value)}`);
      });
    }
    Object.assign(globalThis, { moves, update: (specs: InputSpec[]) => lib.updateInputs(box, specs, lib.widget) });
    update(specs);
  }, specs);
  return opened.page;
}
const heard = (page: Page) => page.evaluate(() => moves.splice(0));
const shown = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".input")].map(
      (widget) => `${widget.dataset.key} ${widget.querySelector("input")?.value ?? widget.querySelector("select")?.value}`,
    ),
  );

test("each kind of widget says once where it was moved to", async () => {
  const p = await page([slider("lr"), number, choice, list, toggle, button, point]);
  await p.getByLabel("lr").press("ArrowRight");
  expect(await heard(p)).toEqual(["c lr 6"]);
  await p.getByRole("spinbutton", { name: "batch" }).press("ArrowDown");
  expect(await heard(p)).toEqual(["c batch 7"]);
  await p.getByRole("spinbutton", { name: "batch" }).fill("16");
  expect(await heard(p)).toEqual(["c batch 16"]);
  // The last value stays while what is typed is none.
  for (const text of ["0", "65", "1.5", ""]) await p.getByRole("spinbutton", { name: "batch" }).fill(text);
  expect(await heard(p)).toEqual([]);
  await p.getByLabel("ravine").check();
  expect(await heard(p)).toEqual(['c problem "ravine"']);
  await p.getByRole("combobox").selectOption("e");
  expect(await heard(p)).toEqual(['c list "e"']);
  await p.getByRole("checkbox", { name: "log" }).check();
  expect(await heard(p)).toEqual(["c log true"]);
  await p.getByRole("button", { name: "again" }).click();
  await p.getByRole("button", { name: "again" }).press("Enter");
  expect(await heard(p)).toEqual(["c again 1", "c again 2"]);
  await p.getByRole("spinbutton", { name: "x" }).fill("3");
  expect(await heard(p)).toEqual(["c start [3,2]"]);
  await p.getByRole("spinbutton", { name: "x" }).fill("");
  expect(await heard(p)).toEqual([]);
});

test("a log slider moved to an end says exactly that end", async () => {
  const p = await page([{ type: "slider", key: "lr", label: "lr", value: 0.1, min: 1e-4, max: 1, step: 0.05, scale: "log" }]);
  await p.getByLabel("lr").press("End");
  await p.getByLabel("lr").press("Home");
  expect(await heard(p)).toEqual(["c lr 1", "c lr 0.0001"]);
});

test("a run that answers with an older value leaves a slider alone while the pointer drags it or it has the focus, and moves it else", async () => {
  const p = await page([slider("lr"), slider("beta")]);
  const { x, y, width, height } = (await p.getByLabel("lr").boundingBox())!;
  await p.mouse.move(x + width / 2, y + height / 2);
  await p.mouse.down();
  await p.mouse.move(x + width * 0.8, y + height / 2);
  // Safari gives a dragged slider no focus.
  await p.evaluate(() => (document.activeElement as HTMLElement).blur());
  const held = await p.getByLabel("lr").inputValue();
  await p.evaluate(([a, b]) => update([a, b]), [slider("lr", 2), slider("beta", 3)]);
  expect(await shown(p)).toEqual([`lr ${held}`, "beta 3"]);
  await p.mouse.move(x + width * 0.95, y + height / 2);
  expect(Number(await p.getByLabel("lr").inputValue())).toBeGreaterThan(Number(held));
  await p.mouse.up();
  await p.evaluate(([a, b]) => update([a, b]), [slider("lr", 2), slider("beta", 3)]);
  expect(await shown(p)).toEqual(["lr 2", "beta 3"]);
  await p.getByLabel("beta").focus();
  await p.evaluate(([a, b]) => update([a, b]), [slider("lr", 1), slider("beta", 9)]);
  expect(await shown(p)).toEqual(["lr 1", "beta 3"]);
  expect(await p.getByLabel("lr").getAttribute("aria-valuetext")).toBe("1");
});

test("a player that plays counts on, whatever older step a run answers with, until it is paused", async () => {
  const player: InputSpec = { type: "player", key: "t", label: "t", value: 0, min: 0, max: 100 };
  const p = await page([player]);
  await p.clock.install();
  await p.getByRole("button", { name: "Play" }).click();
  await p.evaluate(() => (document.activeElement as HTMLElement).blur());
  for (let i = 0; i < 5; i++) {
    await p.clock.runFor(100);
    await p.evaluate((player) => update([player]), player);
  }
  const steps = await heard(p);
  expect(steps.length).toBeGreaterThanOrEqual(5);
  expect(steps).toEqual(steps.map((_, i) => `c t ${i + 1}`));
  await p.getByRole("button", { name: "Pause" }).click();
  await p.evaluate(() => (document.activeElement as HTMLElement).blur());
  await p.evaluate((player) => update([player]), player);
  await p.clock.runFor(1000);
  expect(await shown(p)).toEqual(["t 0"]);
});

test("a drag goes on while widgets before and after it appear, change and go", async () => {
  const p = await page([slider("a"), slider("lr"), slider("z")]);
  const thumb = async () => (await p.getByLabel("lr").boundingBox())!;
  let box = await thumb();
  await p.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await p.mouse.down();
  for (const specs of [
    [slider("new"), slider("a"), slider("lr"), slider("z")],
    [slider("a", 5, 20), slider("lr"), slider("z", 5, 20)],
    [slider("lr")],
    [slider("lr"), slider("z")],
  ]) {
    await p.evaluate((specs) => (moves.splice(0), update(specs)), specs);
    expect((await shown(p)).map((text) => text.split(" ")[0])).toEqual(specs.map(({ key }) => key));
    expect(await p.evaluate(() => document.activeElement!.closest<HTMLElement>(".input")?.dataset.key)).toBe("lr");
    box = await thumb();
    await p.mouse.move(box.x + box.width * 0.1, box.y + box.height / 2);
    await p.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
    expect((await heard(p)).length).toBeGreaterThan(0);
  }
});

test("a widget whose bounds change is made anew, in its place and with its focus", async () => {
  const p = await page([slider("a"), slider("lr"), slider("z")]);
  await p.getByLabel("lr").focus();
  await p.evaluate((specs) => update(specs), [slider("a"), slider("lr", 15, 20), slider("z")]);
  expect(await shown(p)).toEqual(["a 5", "lr 15", "z 5"]);
  await p.keyboard.press("ArrowRight");
  expect(await heard(p)).toEqual(["c lr 16"]);
});

test("widgets that the build wrote are taken over as they stand, not made anew", async () => {
  const p = await page([]);
  const same = await p.evaluate((spec) => {
    const box = document.querySelector(".cell-inputs")!;
    box.innerHTML = lib.widget(spec).outerHTML;
    const built = box.firstChild;
    lib.adoptInputs(box, [spec]);
    update([{ ...spec, value: 7 } as InputSpec]);
    return box.firstChild === built;
  }, slider("lr"));
  expect(same).toBe(true);
  expect(await shown(p)).toEqual(["lr 7"]);
});
