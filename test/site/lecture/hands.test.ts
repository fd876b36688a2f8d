/** Shows of hands beside cells: what stands on their slides, and what the truth brings with it. */
import { expect, test } from "vitest";
import { builtPages } from "../page/builtPages.ts";
import { deckSite } from "./openDeck.ts";

const site = deckSite();

test("a slide asks once: hands, or a reader's prediction, in every deck", async () => {
  const decks = builtPages().filter((page) => page.endsWith("/lecture/"));
  const { page } = await site.open("momentum/lecture/");
  const asked = await page.evaluate(async (paths) => {
    const both: string[] = [];
    for (const path of paths) {
      const parsed = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
      for (const slide of parsed.querySelectorAll(".slide:has(.hands):has(.input-prediction)")) both.push(`${path} ${slide.id}`);
    }
    return both;
  }, decks);
  expect(asked).toEqual([]);
});

test("what was counted comes with the truth, and is counted again where the code has changed since", async () => {
  const { page, press, isAt, cellIs } = await site.open("momentum/lecture/#/more-beta");
  const counted = page.locator("#cell-more-beta-counted");
  expect(await counted.isVisible()).toBe(false);
  await press("PageDown");
  await isAt("more-beta/1");
  expect(await counted.isVisible()).toBe(true);
  const built = await counted.locator(".cell-outputs").textContent();
  expect(built).toMatch(/0\.99/);
  await press("PageUp");
  await isAt("more-beta");
  expect(await counted.isVisible()).toBe(false);

  // Edited elsewhere, and not run.
  await page.evaluate(() => {
    const source = 'display("counted anew")';
    localStorage.setItem("notebook/en/momentum/more-beta-counted", JSON.stringify({ hash: "", source, inputs: {} }));
  });
  await page.goto("about:blank");
  await page.goto(`${site.server().address}momentum/lecture/#/more-beta`);
  await page.locator('#cell-more-beta-counted[data-state="edited"]').waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Show the truth" }).click();
  await cellIs("more-beta-counted", "done");
  expect(await counted.textContent()).toContain("counted anew");
});

test("the presenter sees what was counted in the picture of the step that brings the truth, and not before", async () => {
  const { page, press, isAt } = await site.open("momentum/lecture/?presenter#/more-beta");
  await page.locator("#cell-more-beta-counted.is-untold").waitFor({ state: "attached" });
  const pictured = page.locator("#next-cell-more-beta-counted");
  await press("PageUp");
  await pictured.waitFor({ state: "hidden" });
  expect(await pictured.count()).toBe(1);
  await press("PageDown");
  await isAt("more-beta");
  await pictured.waitFor();
  expect(await page.locator("#cell-more-beta-counted").isVisible()).toBe(false);
});
