/**
 * Completion on the built chapter `/sgd/`: `npm run build && npm run bench:completion [ROUNDS]`. What a page loads when a reader first opens an editor, and how long
 * it takes from a key to the list in the document, in the machine's Chromium; the same of TypeScript, which the first edit loads.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { timeList } from "../site/editor/timeList.ts";
import { openBrowser } from "../site/harness/browser.ts";
import { serve } from "../site/harness/serve.ts";
import { dist } from "../site/page/builtPages.ts";

const rounds = Number(process.argv[2] ?? 10);
const sizes = (data: Buffer): number[] => [data.length, gzipSync(data).length, brotliCompressSync(data).length];
const row = (name: string, cells: readonly number[]): void =>
  console.log(`${name.padEnd(44)}${cells.map((n) => n.toFixed(1).padStart(10)).join("")}`);

const [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.goto(`${site.address}sgd/`, { waitUntil: "networkidle" });
const cell = page.locator("#cell-descend");
await cell.hover();
await page.waitForLoadState("networkidle");
site.forget();
await cell.locator(".cell-source").click({ position: { x: 60, y: 14 } });
await cell.getByRole("textbox").waitFor();
await page.waitForLoadState("networkidle");

function tellLoaded(when: string): void {
  console.log(`${`KB, ${when}`.padEnd(44)}${["raw", "gzip", "brotli"].map((word) => word.padStart(10)).join("")}`);
  const loaded = [...new Set(site.requests.map(({ path }) => path.split("?")[0]))].filter((path) => /\.js(on)?$/.test(path));
  const all = loaded.map((path) => ({ path, bytes: sizes(readFileSync(join(dist, path))) }));
  for (const { path, bytes } of all)
    row(
      path,
      bytes.map((n) => n / 1024),
    );
  row(
    "together",
    [0, 1, 2].map((i) => all.reduce((sum, { bytes }) => sum + bytes[i], 0) / 1024),
  );
}
tellLoaded("when an editor is first opened");

site.forget();
const edited = performance.now();
await page.keyboard.press("ControlOrMeta+a");
await page.keyboard.insertText("const wrong: string = 1;");
await cell.locator(".cm-lintRange-error").waitFor();
console.log(`\n${((performance.now() - edited) / 1000).toFixed(1)} s from the first edit to the mark of a type error`);
await page.waitForLoadState("networkidle");
tellLoaded("after the first edit");

const list = page.getByRole("listbox", { name: "Completions" });
console.log(`\n${"ms, from a key to the list".padEnd(44)}${["median", "largest"].map((word) => word.padStart(10)).join("")}`);
for (const code of [
  "sl",
  "Plot.",
  "Math.",
  "const x = r",
  "Plot.plot({ ",
  "import { a",
  "const rows = [{ half: 0.5 }];\nrows.",
  "const rows = [{ half: 0.5 }];\nrows.map((row) => row.",
]) {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.insertText(code.slice(0, -1));
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    times.push(await timeList(page, code.at(-1)!));
  }
  times.sort((a, b) => a - b);
  row(code.replace("\n", " "), [times[Math.floor(rounds / 2)], times.at(-1)!]);
}
await browser.close();
await site.close();
