/** The showdown's grid in the built page: over several workers, with progress, a Stop that keeps what is done, and the stored numbers. */
import { expect, test } from "vitest";
import { expectLive, watchFrames } from "../harness/watchFrames.ts";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const address = "showdown/";

/** The chapter with the grid cut to two optimizers, three rates and two seeds. */
async function openSmall() {
  const opened = await site.open({ address });
  const { cell, page } = opened;
  const line = cell("line-up");
  await line.edit();
  const source = await line.source();
  await line.write(source.replace(/(NAG|AdaGrad|RMSProp|Adam): \{.*\n/g, "").replace("length: 7", "length: 3"));
  const grid = cell("whole-grid");
  await grid.edit();
  await grid.write((await grid.source()).replace("value: 8", "value: 2"));
  const progress = async () => (await grid.outputs.locator(".output-progress").innerText()).replaceAll("\n", " ");
  const done = async () => Number(/(\d+) of 12/.exec(await progress())?.[1]);
  return { ...opened, page, grid, progress, done };
}

test("a reduced grid runs over all processors with progress, time left and a map that fills; the page is live, and the numbers are the stored ones", async () => {
  const { page, grid, cell, progress } = await openSmall();
  const said = new Set<string>();
  const frames = await watchFrames(site.browser(), page, async () => {
    await page.keyboard.press("ControlOrMeta+Enter");
    await grid.outputs.locator(".output-progress").waitFor();
    while ((await grid.region.getAttribute("data-state")) !== "done") said.add(await progress());
  });
  expectLive(frames);
  expect([...said].some((text) => /\d+ of 12, about \d+ s left/.test(text))).toBe(true);
  expect(await progress()).toContain("12 of 12");
  expect(await grid.outputs.locator(".output-plot").count()).toBe(1);
  expect(await grid.outputs.locator('svg g[aria-label="cell"]').first().locator("rect").count()).toBe(6);
  await cell("compare").button("Run").click();
  await cell("compare").is("done");
  const [numbers, agree] = await cell("compare").outputs.locator("tbody td").allInnerTexts();
  expect([numbers, agree]).toEqual(["120", "120"]);
});

test("Stop keeps what is done: the map stays, and the next run does only the rest", async () => {
  const { page, grid, done } = await openSmall();
  await page.keyboard.press("ControlOrMeta+Enter");
  await grid.outputs.locator(".output-progress").waitFor();
  while ((await done()) < 4);
  await grid.button("Stop").click();
  await grid.is("stopped");
  const before = await done();
  expect(before).toBeGreaterThanOrEqual(4);
  expect(before).toBeLessThan(12);
  await grid.outputs.locator("svg").first().waitFor();
  await page.evaluate(() => {
    const box = document.querySelector("#cell-whole-grid .cell-outputs")!;
    Object.assign(globalThis, { least: Infinity });
    new MutationObserver(() => {
      const found = /(\d+) of 12/.exec(box.textContent ?? "");
      // The first word of a run is said before what is kept has been asked for.
      if (found && found[1] !== "0")
        (globalThis as unknown as { least: number }).least = Math.min((globalThis as unknown as { least: number }).least, Number(found[1]));
    }).observe(box, { childList: true, subtree: true, characterData: true });
  });
  await grid.button("Run").click();
  await grid.is("running");
  await grid.is("done");
  expect(await page.evaluate(() => (globalThis as unknown as { least: number }).least)).toBeGreaterThanOrEqual(before);
  expect(await done()).toBe(12);
});

test("a reader's optimizer joins the race, and more seeds run only what is new", async () => {
  const { page, cell, settled } = await site.open({ address });
  const mine = cell("mine");
  await mine.edit();
  await mine.runs((await mine.source()).replace(/rates: \[.*\]/, "rates: [0.01, 0.03]").replace("psi: meanSize", "psi: () => 1"));
  const rows = () => cell("mine-race").outputs.locator("tbody tr").allInnerTexts();
  expect((await rows()).filter((row) => row.includes("yours")).length).toBe(1);
  expect((await rows()).find((row) => row.includes("yours"))).toContain("one seed");
  const slider = cell("mine-race").region.getByRole("slider");
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /4 of 4/.test(document.querySelector("#cell-mine-race .cell-outputs")?.textContent ?? ""));
  await settled();
  expect((await rows()).find((row) => row.includes("yours"))).toContain("seeds differ: 2");
});

test("nothing of all this asks a server for more than the data that the chapter reads", async () => {
  const { page, cell } = await site.open({ address });
  site.server().forget();
  await cell("mine").edit();
  await page.keyboard.press("ControlOrMeta+Enter");
  await cell("mine-race").is("done");
  const data = site
    .server()
    .requests.map(({ path }) => path.split("?")[0])
    .filter((path) => path.includes("/data/"));
  expect(data.toSorted()).toEqual(["/data/mnist.bin", "/data/showdown.json"]);
});
