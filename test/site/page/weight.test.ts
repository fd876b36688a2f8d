import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { chapterPages, dist, htmlOf } from "./builtPages.ts";

let browser: Browser, site: CountingServer;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const compressed = (data: string | Buffer): number => brotliCompressSync(data).length;

test.for(chapterPages())("all JavaScript of %s before a reader touches it is 5 KB compressed at most", async (path) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  site.forget();
  await page.goto(site.address + path.slice(1), { waitUntil: "networkidle" });
  const fetched = site.requests.filter(({ kind, path }) => kind === "script" || path.endsWith(".js")).map(({ path }) => path);
  const inline = [...htmlOf(path).matchAll(/<script(?![^>]*(?:src=|json))[^>]*>([^]*?)<\/script>/g)].map(([, text]) => text);
  expect(fetched.length).toBeGreaterThan(0);
  expect(inline.length).toBeGreaterThan(0);
  const total = [...new Set(fetched)]
    .map((file) => compressed(readFileSync(join(dist, file))))
    .concat(inline.map(compressed))
    .reduce((a, b) => a + b, 0);
  expect(total).toBeLessThanOrEqual(5 * 1024);
  await page.close();
});

test.for([...chapterPages(), "/reference/"])("the HTML of %s is 60 KB compressed at most", (path) => {
  expect(compressed(htmlOf(path))).toBeLessThanOrEqual(60 * 1024);
});
