/** The built chapter when the network goes away between the page and what it loads later. */
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const unavailable = "This needs a part of the page that could not be loaded. Is the network there?";

test("a page whose later parts cannot be loaded says so, and works once they can", async () => {
  const { page, cell } = await site.open();
  const blocked = /\/notebook\.json\?/;
  await page.route(blocked, (route) => route.abort());
  const { region } = cell("one-dimension");
  await region.locator(".cell-source").focus();
  await region.getByText(unavailable).waitFor();
  await page.unroute(blocked);
  await cell("one-dimension").button("Run").click();
  await cell("one-dimension").is("done");
  expect(await page.getByText(unavailable).count()).toBe(0);
});
