/** The experiment of a chapter in PyTorch, as a reader gets it from the chapter's page. */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notebookChapters, notebookText } from "../../../src/tooling/notebooks.ts";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { chapterPages, dist, htmlOf } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await Promise.all([browser?.close(), site?.close()]);
});

test.for(chapterPages())("%s offers its notebook, if it has one, and the file is there", (path) => {
  const slug = path.split("/").at(-2)!;
  const chapter = notebookChapters().find((name) => name.slice(3) === slug);
  expect(htmlOf(path).includes(`href="${slug}.ipynb"`)).toBe(chapter !== undefined);
  if (chapter) expect(readFileSync(`${dist}${path}${slug}.ipynb`, "utf8")).toBe(notebookText(chapter));
});

test.for([true, false])("a click downloads it, with scripts: %s", async (javaScriptEnabled) => {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await page.goto(`${site.address}sgd/`);
  const link = page.getByRole("link", { name: "PyTorch notebook", exact: true });
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  expect(file.suggestedFilename()).toBe("sgd.ipynb");
  expect(await readFile(await file.path(), "utf8")).toBe(notebookText("01-sgd"));
  const { headers } = await fetch(`${site.address}sgd/sgd.ipynb`);
  expect(headers.get("content-type")).toMatch(/^application\/x-ipynb\+json/);
  await context.close();
});
