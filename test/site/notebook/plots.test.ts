/** What a plot says besides its picture: to the pointer, by keyboard and to a screen reader, in its legend and on its axes. */
import { expect, test } from "vitest";
import { chapterSite, type CellOnPage } from "./openChapter.ts";

const site = chapterSite();

/** Where, on the screen, the middle of the first line of a cell's plot is. */
const onLine = ({ outputs }: CellOnPage) =>
  outputs
    .locator("svg:visible [aria-label=line] path")
    .first()
    .evaluate((path: SVGPathElement) => {
      path.scrollIntoView({ block: "center", behavior: "instant" });
      const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM()!);
      return { x, y };
    });

test("a plot as built answers the pointer with values that its table, opened by keyboard, has too", async () => {
  const { page, cell } = await site.open();
  const plot = cell("penguin-descent-plot");
  const tip = page.locator(".plot-tip");
  const { x, y } = await onLine(plot);
  let by = 0;
  // What reads plots is loaded at the first sign of intent: the pointer goes on moving until it answers.
  await expect.poll(async () => (await page.mouse.move(x + (by = 1 - by), y), tip.isVisible())).toBe(true);
  const [series, ...values] = (await tip.innerText()).split("\n");
  expect(await plot.outputs.locator("[class$=-swatch]:visible").allInnerTexts()).toContain(series);
  expect(values).toHaveLength(2);
  await page.mouse.move(2, 2);
  await tip.waitFor({ state: "hidden" });

  await plot.region.locator(".cell-source").focus();
  await plot.button("More").press("Enter");
  await plot.region.getByRole("button", { name: "Data as table", exact: true }).press("Enter");
  const rows = (await page.getByRole("dialog").locator("tr").allInnerTexts()).map((row) => row.split("\t"));
  const short = (text: string) => Number(Number(text.replaceAll(",", "").replace("−", "-")).toPrecision(4));
  const numbers = values.map((line) => short(line.slice(line.indexOf(": ") + 2)));
  expect(rows.some((row) => row.includes(series) && numbers.every((number) => row.some((entry) => short(entry) === number)))).toBe(true);
});

test("an author's tip: false turns the pointer off; legends have the dash and width of their lines, and ticks are written out", async () => {
  const { page, cell } = await site.open();
  const plot = cell("one-alpha-error");
  const code = (tip: boolean) =>
    `const rows = [[1, 0.02], [2, 0.05], [3, 0.2]].flatMap(([t, loss]) => ["a", "b"].map((run, i) => ({ t, loss: loss + i / 10, run })));
Plot.plot({ x: { ticks: [1, 2, 3] }, y: { type: "log", ticks: 4 }, color: { legend: true },
  marks: [Plot.line(rows, { x: "t", y: "loss", stroke: "run", strokeWidth: 3, strokeDasharray: "5 4", tip: ${tip} })] })`;
  const tip = page.locator(".plot-tip");
  for (const isOn of [true, false]) {
    await plot.runs(code(isOn));
    const { x, y } = await onLine(plot);
    await page.mouse.move(x, y);
    await page.mouse.move(x + 1, y);
    expect(await tip.isVisible(), `tip: ${isOn}`).toBe(isOn);
  }
  const looks = (selector: string) =>
    plot.outputs
      .locator(selector)
      .evaluateAll((lines) =>
        lines.map((line) => [getComputedStyle(line).stroke, getComputedStyle(line).strokeDasharray, getComputedStyle(line).strokeWidth]),
      );
  const drawn = await looks("svg:visible [aria-label=line] path");
  expect(drawn.map(([, ...look]) => look)).toEqual(Array(2).fill(["5px, 4px", "3px"]));
  expect(await looks("[class$=-swatch] path")).toEqual(drawn);
  // Of a log axis not each tick has a text.
  const ticks = (await plot.outputs.locator("[aria-label='y-axis tick label'] text").allTextContents()).filter(Boolean);
  expect(ticks.length).toBeGreaterThan(1);
  expect(ticks.filter((tick) => !/^0\.\d+$/.test(tick))).toEqual([]);
});
