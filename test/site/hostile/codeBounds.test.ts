/** The two bounds of `reader/codeLimits.test.ts` that are not met yet on two cores: 200 ms without a frame. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { deserialise } from "../../../src/output/serialise.ts";
import type { NotebookData } from "../../../src/reader/notebookData.ts";
import { packCode } from "../../../src/reader/sharing/carriedCode.ts";
import { expectLive, watchFrames } from "../harness/watchFrames.ts";
import { chapterSite } from "../notebook/openChapter.ts";
import { dist } from "../page/builtPages.ts";

const site = chapterSite();
const notebook = deserialise(readFileSync(join(dist, "sgd/notebook.json"), "utf8")) as NotebookData;
const originals = new Map(notebook.cells.map(({ id, source }) => [id, source]));
const mostMs = 200;

/** Goes to a link with this code on the open page, and gives its panel. The session is there already, as for a link within the site. */
async function follow(page: Page, source: string, cell = "one-dimension") {
  const packed = await packCode({ [cell]: source }, originals);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `~code=${packed}`);
  const offer = page.getByRole("region", { name: "Code in this link" });
  await offer.waitFor();
  return offer;
}

/** An open chapter whose cell has shown what it has to show once. */
async function openAwake() {
  const opened = await site.open();
  const one = opened.cell("one-dimension");
  await one.button("Run").click();
  await one.is("done");
  return { ...opened, one };
}

test.each([["600 short statements, which are highlighted", "zza + 1;\n".repeat(600), "unknown name: zza"]])(
  "a link with %s: the page stays live while it is looked at, used, run and edited, and Reset ends within a second",
  async (_, source, message) => {
    const { page, one } = await openAwake();
    const frames = await watchFrames(site.browser(), page, async () => {
      const offer = await follow(page, source);
      await offer.getByText(/^What it changes in/).click();
      await offer.getByRole("button", { name: "Use it" }).click();
      await one.is("edited");
      await one.button("Run").click();
      await one.error.getByText(message).waitFor();
      await one.edit();
      await page.keyboard.type("(");
      const start = performance.now();
      await one.button("Reset").click();
      await one.is("done");
      return performance.now() - start;
    });
    expectLive(frames, mostMs);
    expect(frames.result).toBeLessThan(1_000);
    expect(await one.source()).toBe(originals.get("one-dimension"));
  },
);

test("4 MB that are pasted do not go in: a notice says so, and what stood there stays", async () => {
  const { page, one } = await openAwake();
  await one.edit();
  const before = await one.source();
  const frames = await watchFrames(site.browser(), page, async () => {
    await one.editor.evaluate((editor) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "const a = 1;\n".repeat(300_000));
      editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    });
    await one.region.getByText("Not put in: the code of a cell can have 200 KB and 3,000 lines at most.").waitFor();
  });
  expectLive(frames, mostMs);
  expect(await one.source()).toBe(before);
});
