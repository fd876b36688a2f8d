/** What the built chapter remembers of a reader's edits, and what it does where it may not. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { chapterSite } from "./openChapter.ts";

const site = chapterSite();
const changed = "The site has a new version of this cell, which you have edited.";
const notKept = "This browser does not let the page keep your edits: they last until you leave it.";

test("edits and input positions outlast a reload; what was not run does not run by itself", async () => {
  const { page, cell, states, settled } = await site.open();
  await cell("one-alpha").region.getByRole("slider").press("Home");
  await settled();
  await cell("one-dimension").write("const regimes = [];\nwhile (true) {}");
  await page.reload();
  await cell("one-dimension").is("edited");
  await cell("one-alpha").is("done");
  await cell("one-alpha").shows("1.0000");
  expect(await cell("one-dimension").source()).toBe("const regimes = [];\nwhile (true) {}");
  expect(await cell("one-alpha").region.getByRole("slider").getAttribute("aria-valuetext")).toBe("0");
  expect(await page.getByText(changed).count()).toBe(0);
  expect((await states()).filter((state) => /^one-dimension.* (running|done)/.test(state))).toEqual([]);
  await cell("one-dimension").button("Reset").click();
  await cell("one-dimension").is("fresh");
  await page.reload();
  await cell("one-alpha").is("done");
  await cell("one-alpha").shows("1.0000");
  expect(await cell("one-dimension").region.getAttribute("data-state")).toBe("fresh");
  expect(await cell("one-dimension").source()).toContain("parabola");
});

test("an edit of a cell that the site has changed meanwhile is kept and says so, until it is reset", async () => {
  const { page, cell } = await site.open();
  await cell("one-dimension").write("const regimes = [];");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.endsWith("/one-dimension"))!;
    localStorage.setItem(key, JSON.stringify({ ...JSON.parse(localStorage.getItem(key)!), hash: "of another text" }));
  });
  await page.reload();
  await page.getByText(changed).waitFor();
  const notice = cell("one-dimension").region.getByText(changed);
  expect(await cell("one-dimension").source()).toBe("const regimes = [];");
  await cell("one-dimension").button("Run").click();
  await cell("one-dimension").is("done");
  expect(await notice.isVisible()).toBe(true);
  await cell("one-dimension").button("Reset").click();
  await notice.waitFor({ state: "detached" });
  expect(await cell("one-dimension").source()).toContain("parabola");
});

const full = (page: Page) =>
  page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
const forbidden = (page: Page) =>
  page.addInitScript(() => {
    Object.defineProperty(globalThis, "localStorage", {
      get() {
        throw new DOMException("forbidden", "SecurityError");
      },
    });
  });

test.for([
  ["full", full],
  ["forbidden", forbidden],
] as const)("where storage is %s, editing and running go on, and the page says once that it cannot keep", async ([, before]) => {
  const { page, cell, settled } = await site.open({ before });
  const one = cell("one-dimension");
  await one.runs("const regimes = [];\n6 * 7");
  await one.shows("42");
  expect(await page.getByText(notKept).count()).toBe(1);
  expect(await one.region.getByText(notKept).isVisible()).toBe(true);
  await cell("one-alpha").region.getByRole("slider").press("Home");
  await settled();
  await cell("one-alpha").shows("1.0000");
  expect(await page.getByText(notKept).count()).toBe(1);
});

test("what another version or hand has left in storage does no harm", async () => {
  const { page, cell } = await site.open();
  await cell("one-dimension").write("const regimes = [];");
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((key) => key.endsWith("/one-dimension"))!;
    const prefix = key.slice(0, -"one-dimension".length);
    for (const [cell, text] of [
      ["one-dimension", "{"],
      ["descend", "[1]"],
      ["rate", '{"hash":1,"source":2}'],
      ["one-alpha", '{"hash":"x","inputs":{"Learning rate α":"high","gone":3}}'],
      ["no-such-cell", "{}"],
    ]) {
      localStorage.setItem(prefix + cell, text);
    }
  });
  await page.reload();
  await cell("one-alpha").is("done");
  expect(await cell("one-alpha").region.getByRole("slider").getAttribute("aria-valuetext")).toBe("0.07");
  await cell("one-dimension").runs("const regimes = [];\n6 * 7");
  await cell("one-dimension").shows("42");
});
