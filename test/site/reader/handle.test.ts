import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { InputSpec } from "../../../src/notebook/types.ts";
import type { Handles } from "../../../src/reader/handle.ts";
import { openBarePage } from "../harness/barePage.ts";
import { openBrowser } from "../harness/browser.ts";

type Point = Extract<InputSpec, { type: "point" }>;
declare const lib: typeof import("./readerEntry.ts");
declare const handles: Handles;
declare const moves: [string, [number, number]][];
/** Draws the plot over these domains, and puts handles on it. */
declare const redraw: (points: Point[], x?: object, y?: object, width?: number) => void;

const start: Point = { type: "point", key: "start", label: "start", value: [2, 3], x: [0, 10], y: [0, 5], step: 0.1 };

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

async function page(context: BrowserContextOptions = {}): Promise<Page> {
  opened = await openBarePage(browser, {
    entry: "test/site/reader/readerEntry.ts",
    body: '<section class="cell"><div class="cell-code" style="height: 100px"></div><div class="cell-outputs"><div id="box"></div></div></section>',
    ...context,
  });
  await opened.page.evaluate((start) => {
    const moves: [string, [number, number]][] = [];
    const handles = lib.createHandles(document.querySelector<HTMLElement>(".cell")!, lib.outputWords, (key, value) => moves.push([key, value]));
    const redraw = (points: Point[], x: object = { domain: [0, 10] }, y: object = { domain: [0, 5] }, width?: number) =>
      handles.update(points, lib.draw(document.querySelector<HTMLElement>("#box")!, x, y, width));
    Object.assign(globalThis, { moves, handles, redraw });
    redraw([start]);
  }, start);
  return opened.page;
}

/** Where in the window a value of the plot is, from the ticks of its axes: no code of ours takes part. */
const placeOf = (page: Page, x: number, y: number): Promise<[number, number]> =>
  page.evaluate(
    ([x, y]) => {
      const along = (axis: "x" | "y", value: number) => {
        const [a, b] = [...document.querySelectorAll<SVGPathElement>(`#box [aria-label="${axis}-axis tick"] path`)].map((tick, i) => {
          const { left, right, top, bottom } = tick.getBoundingClientRect();
          const text = document.querySelectorAll(`#box [aria-label="${axis}-axis tick label"] text`)[i].textContent!;
          return { at: axis === "x" ? (left + right) / 2 : (top + bottom) / 2, value: Number(text.replace("−", "-")) };
        });
        return a.at + ((b.at - a.at) * (value - a.value)) / (b.value - a.value);
      };
      return [along("x", x), along("y", y)];
    },
    [x, y] as const,
  );

async function middle(page: Page): Promise<[number, number]> {
  const { x, y, width, height } = (await page.getByRole("slider").boundingBox())!;
  return [x + width / 2, y + height / 2];
}
const expectAt = async (page: Page, x: number, y: number): Promise<void> => {
  const [[left, top], [expectedLeft, expectedTop]] = [await middle(page), await placeOf(page, x, y)];
  expect([Math.abs(left - expectedLeft) < 1, Math.abs(top - expectedTop) < 1]).toEqual([true, true]);
};
const lastMove = (page: Page) => page.evaluate(() => moves.at(-1));

test("a handle stands at its value's place on the plot, also where the plot is drawn smaller than its units, and follows what grows above it", async () => {
  const p = await page();
  await expectAt(p, 2, 3);
  await p.evaluate((start) => redraw([{ ...start, value: [7, 1] }]), start);
  await expectAt(p, 7, 1);
  await p.evaluate((start) => redraw([{ ...start, value: [7, 1] }], undefined, undefined, 2000), start);
  await expectAt(p, 7, 1);
  await p.evaluate(async () => {
    document.querySelector<HTMLElement>(".cell-code")!.style.height = "163px";
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  });
  await expectAt(p, 7, 1);
});

test("a drag moves the handle with the pointer, from wherever it was gripped, and says values no finer than a pixel", async () => {
  const p = await page();
  const [x, y] = await middle(p);
  await p.mouse.move(x + 5, y - 4);
  await p.mouse.down();
  expect(await p.evaluate(() => moves.length)).toBe(0);
  const [toX, toY] = await placeOf(p, 6, 1);
  await p.mouse.move(toX + 5, toY - 4, { steps: 5 });
  const [key, value] = (await lastMove(p))!;
  expect(key).toBe("start");
  expect(value.map((v) => Math.round(v * 10) / 10)).toEqual([6, 1]);
  expect(value.every((v) => String(v).length <= 4)).toBe(true);
  await expectAt(p, value[0], value[1]);
  await p.mouse.up();
  const count = await p.evaluate(() => moves.length);
  await p.mouse.move(x, y);
  expect(await p.evaluate(() => moves.length)).toBe(count);
});

test("a drag goes on through redraws of the plot, on the new scales, and an older value does not take the handle back", async () => {
  const p = await page();
  await p.mouse.move(...(await middle(p)));
  await p.mouse.down();
  for (const [x, y] of [
    [3, 3],
    [4, 2],
    [5, 4],
  ]) {
    await p.mouse.move(...(await placeOf(p, x, y)));
    const [, value] = (await lastMove(p))!;
    expect(value.map(Math.round)).toEqual([x, y]);
    await p.evaluate((start) => redraw([start]), start);
    await expectAt(p, value[0], value[1]);
  }
  await p.evaluate((start) => redraw([start], { domain: [0, 20] }, { domain: [0, 50] }), start);
  await p.mouse.move(...(await placeOf(p, 8, 2)));
  expect((await lastMove(p))![1].map(Math.round)).toEqual([8, 2]);
  await p.mouse.up();
  await p.evaluate(() => (document.activeElement as HTMLElement).blur());
  await p.evaluate((start) => redraw([start]), start);
  await expectAt(p, 2, 3);
});

test("a handle never leaves its bounds, wherever the pointer goes", async () => {
  const p = await page();
  await p.mouse.move(...(await middle(p)));
  await p.mouse.down();
  for (const [x, y, value] of [
    [5000, 5000, [10, 0]],
    [-5000, -5000, [0, 5]],
  ] as const) {
    await p.mouse.move(x, y);
    expect((await lastMove(p))![1]).toEqual(value);
  }
});

test("the arrow keys move it by its step, with Shift by ten, up to its bounds, and the page does not scroll", async () => {
  const p = await page({ viewport: { width: 640, height: 200 } });
  const handle = p.getByRole("slider", { name: "start", exact: true });
  await handle.evaluate((element) => element.focus({ preventScroll: true }));
  const scrolled = await p.evaluate(() => scrollY);
  for (const [key, value] of [
    ["ArrowRight", [2.1, 3]],
    ["ArrowUp", [2.1, 3.1]],
    ["ArrowLeft", [2, 3.1]],
    ["ArrowDown", [2, 3]],
    ["Shift+ArrowDown", [2, 2]],
    ["Shift+ArrowRight", [3, 2]],
  ] as const) {
    await p.keyboard.press(key);
    expect(await lastMove(p)).toEqual(["start", value]);
    await expectAt(p, value[0], value[1]);
  }
  for (let i = 0; i < 4; i++) await p.keyboard.press("Shift+ArrowDown");
  expect(await lastMove(p)).toEqual(["start", [3, 0]]);
  expect(await p.evaluate(() => [moves.length, scrollY])).toEqual([8, scrolled]);
});

test("a handle is a slider with its label, that says both its numbers", async () => {
  const p = await page();
  const said = () =>
    p
      .getByRole("slider", { name: "start", exact: true })
      .evaluate((element) =>
        ["roledescription", "valuetext", "valuemin", "valuemax", "valuenow"].map((name) => element.getAttribute(`aria-${name}`)),
      );
  expect(await said()).toEqual(["2-D slider", "x 2, y 3", "0", "10", "2"]);
  await p.getByRole("slider").press("ArrowUp");
  expect((await said())[1]).toBe("x 2, y 3.1");
});

test("handles come and go with their points; without scales to stand on they hide", async () => {
  const p = await page();
  await p.evaluate((start) => redraw([start, { ...start, key: "end", label: "end", value: [9, 1] }]), start);
  expect(await p.getByRole("slider").evaluateAll((all) => all.map((element) => element.getAttribute("aria-label")))).toEqual(["start", "end"]);
  await p.evaluate((start) => redraw([{ ...start, key: "end", label: "end" }]), start);
  expect(await p.getByRole("slider").count()).toBe(1);
  await p.evaluate((start) => redraw([start], { type: "band", domain: ["a", "b"] }), start);
  expect(await p.getByRole("slider").count()).toBe(0);
  await p.evaluate((start) => redraw([start]), start);
  await expectAt(p, 2, 3);
  await p.evaluate(() => handles.remove());
  expect(await p.locator(".handle, .handles").count()).toBe(0);
});

test("a finger drags it too, and only on the handle does the page not scroll under the finger", async () => {
  const p = await page({ hasTouch: true });
  expect(
    await p.evaluate(() => ["#box svg", ".cell", ".handle"].map((selector) => getComputedStyle(document.querySelector(selector)!).touchAction)),
  ).toEqual(["auto", "auto", "none"]);
  const client = await p.context().newCDPSession(p);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
    client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
  const [x, y] = await middle(p);
  const [toX, toY] = await placeOf(p, 8, 4);
  await touch("touchStart", [{ x, y }]);
  await touch("touchMove", [{ x: (x + toX) / 2, y: (y + toY) / 2 }]);
  await touch("touchMove", [{ x: toX, y: toY }]);
  await touch("touchEnd", []);
  expect((await lastMove(p))![1].map(Math.round)).toEqual([8, 4]);
});
