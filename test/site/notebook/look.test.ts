/** Plots of the built chapter when the window or its colours change, and what the page loads at the first sign of intent. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const plot = (page: Page) => page.locator("#cell-one-alpha .output-plot:visible svg[viewBox]").last();
const widthOf = (page: Page) => plot(page).evaluate((svg) => Number(svg.getAttribute("viewBox")!.split(" ")[2]));
const lineColour = (page: Page) =>
  plot(page)
    .locator('[aria-label="line"] path')
    .last()
    .evaluate((path) => getComputedStyle(path).stroke);

test("a plot is drawn again for another width and other colours, without a run", async () => {
  const { page, cell, settled, states, forget } = await site.open({ colorScheme: "light" });
  await cell("one-alpha").button("Run").click();
  await settled();
  await page.locator("#cell-one-alpha .plot-static").first().waitFor({ state: "detached" });
  await forget();
  const [wide, light] = [await widthOf(page), await lineColour(page)];
  await page.setViewportSize({ width: 390, height: 800 });
  await page.waitForFunction(
    (wide) =>
      [...document.querySelectorAll("#cell-one-alpha svg[viewBox]")].every((svg) => Number(svg.getAttribute("viewBox")!.split(" ")[2]) < wide),
    wide,
  );
  expect(await widthOf(page)).toBeLessThanOrEqual(390);
  expect(await cell("one-alpha").outputs.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await lineColour(page)).not.toBe(light);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.waitForFunction(
    (wide) =>
      [...document.querySelectorAll("#cell-one-alpha svg[viewBox]")].some((svg) => Number(svg.getAttribute("viewBox")!.split(" ")[2]) === wide),
    wide,
  );
  expect(await states()).toEqual([]);
});

test.for(["pointer", "focus"])("the sandbox is loaded at the first sign of intent, a %s on a cell, and not before", async (sign) => {
  const { page, cell } = await site.open();
  await page.waitForLoadState("networkidle");
  const loaded = () => site.server().requests.some(({ path }) => path.includes("sandbox.html"));
  site.server().forget();
  await page.mouse.move(5, 5);
  expect(loaded()).toBe(false);
  const asked = page.waitForResponse((response) => response.url().includes("sandbox.html"));
  if (sign === "pointer") await cell("one-dimension").region.hover();
  else await cell("one-alpha").region.getByRole("slider").focus();
  await asked;
  expect(await cell("one-dimension").editor.count()).toBe(0);
});
