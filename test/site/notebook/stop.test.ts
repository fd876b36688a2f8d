/** Cells of the built chapter that do not end. */
import { expect, test } from "vitest";
import { expectLive, watchFrames } from "../harness/watchFrames.ts";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();

test.for([
  ["while (true) {}", "while (true) {}"],
  ["for (;;) await 0", "for (;;) await 0;"],
  ["a promise loop", "const again = (): Promise<void> => Promise.resolve().then(again);\nawait again();"],
] as const)(
  "%s is stopped by its button, the page is live meanwhile, what was displayed stays, and the next run follows right away",
  async ([, loop]) => {
    const { page, cell } = await site.open();
    const one = cell("one-dimension");
    await one.runs("const regimes = [];\ndisplay('warm')");
    await one.write(`const regimes = [];\ndisplay("shown before");\ndisplay(Plot.line([[0, 1], [1, 3]]).plot());\n${loop}`);
    const frames = await watchFrames(site.browser(), page, async () => {
      await page.keyboard.press("ControlOrMeta+Enter");
      await one.shows("shown before");
      await one.outputs.locator("svg").first().waitFor();
      expect(await one.region.getAttribute("data-state")).toBe("running");
      // The text goes on under the reader's hand.
      await page.mouse.wheel(0, 600);
      await page.waitForFunction(() => scrollY > 0);
      await page.keyboard.type("1");
      await one.button("Stop").click();
      await one.is("edited");
    });
    expectLive(frames);
    expect(await one.outputs.innerText()).toContain("shown before");
    expect(await one.outputs.locator("svg").count()).toBeGreaterThan(0);
    await one.runs("const regimes = [];\ndisplay(6 * 7)");
    await one.is("done");
    await one.shows("42");
    await one.outputs.getByText("shown before").waitFor({ state: "detached" });
  },
);

test("a stopped run that had displayed nothing leaves what stood there, marked as old", async () => {
  const { page, cell } = await site.open();
  const steps = cell("ravine-steps");
  await steps.write("while (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await steps.is("running");
  await steps.button("Stop").click();
  await steps.is("stopped");
  expect(await steps.outputs.locator("table").count()).toBe(1);
  await page.locator("#cell-ravine-steps .cell-outputs.is-old").waitFor();
});

test("an edited cell that is run again while it hangs replaces the hanging run by itself", async () => {
  const { page, cell } = await site.open();
  const one = cell("one-dimension");
  await one.write("while (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await one.is("running");
  await one.write("const regimes = [];\n6 * 7");
  await page.keyboard.press("ControlOrMeta+Enter");
  await one.shows("42");
  await one.is("done");
});

test("after 10 s without output the page offers to stop or to keep waiting, and after that again", async () => {
  const { page, cell } = await site.open();
  const one = cell("one-dimension");
  await one.runs("const regimes = [];");
  await page.clock.install();
  await one.write("const regimes = [];\nawait new Promise(() => {});");
  await page.keyboard.press("ControlOrMeta+Enter");
  await one.is("running");
  const notice = one.region.locator(".cell-notice");
  await page.clock.runFor(8_000);
  expect(await notice.innerText()).toBe("");
  await page.clock.runFor(2_500);
  await notice.getByText("No output for 10 seconds.").waitFor();
  expect(await notice.getAttribute("role")).toBe("status");
  await notice.getByRole("button", { name: "Keep waiting" }).click();
  expect(await notice.innerText()).toBe("");
  expect(await one.region.getAttribute("data-state")).toBe("running");
  await page.clock.runFor(10_500);
  await notice.getByText(/No output for 2\d seconds\./).waitFor();
  await notice.getByRole("button", { name: "Stop" }).click();
  await one.is("stopped");
  expect(await notice.innerText()).toBe("");
});
