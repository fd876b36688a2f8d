/**
 * The search of the built site: `npm run build && npm run bench:search [ROUNDS]`. What it adds to the site, what a page loads at its first use, and how long
 * reading the index and a query take, in this process and in the machine's Chromium.
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { find, readIndex } from "../../src/search/searchIndex.ts";
import { openBrowser } from "../site/harness/browser.ts";
import { serve } from "../site/harness/serve.ts";
import { dist } from "../site/page/builtPages.ts";

const rounds = Number(process.argv[2] ?? 20);
const queries = ["bias correction", "beta1", "Polyak", "偏差修正", "condition numbr", "weight dec", "learning rate"];
const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)];
const size = (name: string, data: Buffer): void =>
  console.log(
    `${name.padEnd(44)}${[data.length, gzipSync(data).length, brotliCompressSync(data).length].map((n) => (n / 1024).toFixed(1).padStart(10)).join("")}`,
  );
const timed = (task: () => unknown): number => {
  const start = performance.now();
  task();
  return performance.now() - start;
};

console.log(`${"KB".padEnd(44)}${["raw", "gzip", "brotli"].map((word) => word.padStart(10)).join("")}`);
const indexes = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => /(^|[/\\])search\.json$/.test(file));
for (const file of indexes) size(`index ${file}`, readFileSync(join(dist, file)));

const [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(site.address, { waitUntil: "networkidle" });
site.forget();
await page.keyboard.press("/");
await page.getByRole("combobox").waitFor();
await page.waitForLoadState("networkidle");
for (const path of new Set(site.requests.map(({ path }) => path.split("?")[0])))
  if (!path.endsWith(".json")) size(`loaded at first use: ${path}`, readFileSync(join(dist, path)));

const json = readFileSync(join(dist, "search.json"), "utf8");
const index = readIndex(json);
console.log(`\n${"ms, median".padEnd(44)}${"here".padStart(10)}${"typed".padStart(10)}`);
console.log(
  `${"reading the index".padEnd(44)}${median(Array.from({ length: rounds }, () => timed(() => readIndex(json))))
    .toFixed(1)
    .padStart(10)}`,
);
for (const query of queries) {
  const here = median(Array.from({ length: rounds }, () => timed(() => find(index, query))));
  // From the field's event to the list in the document.
  const typed = await page.getByRole("combobox").evaluate(
    (field: HTMLInputElement, { query, rounds }) => {
      const times = Array.from({ length: rounds }, () => {
        field.value = query;
        const start = performance.now();
        field.dispatchEvent(new Event("input"));
        return performance.now() - start;
      });
      return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
    },
    { query, rounds },
  );
  console.log(`${query.padEnd(44)}${here.toFixed(1).padStart(10)}${typed.toFixed(1).padStart(10)}`);
}
await browser.close();
await site.close();
