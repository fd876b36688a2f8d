/**
 * The built chapter 1 in the machine's Chromium: `npm run build && npm run bench:page [ROUNDS]`. How long a reader waits, as times
 * and beside a bare re-draw of the same plot in the same page; what a page weighs; what moves while it loads.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { openBrowser } from "../site/harness/browser.ts";
import { serve } from "../site/harness/serve.ts";
import { builtPages, chapterPages, dist, htmlOf } from "../site/page/builtPages.ts";

declare const bare: { plot(options: object): Element; line(data: object[], options: object): object };

const rounds = Number(process.argv[2] ?? 30);
const [browser, site] = await Promise.all([openBrowser(), serve(dist)]);
const quantile = (list: readonly number[], q: number): number =>
  list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(q * list.length))];
const say = (name: string, list: readonly number[], base?: number): void => {
  const p50 = quantile(list, 0.5);
  console.log(
    `${name.padEnd(56)}${p50.toFixed(1).padStart(7)}${quantile(list, 0.95).toFixed(1).padStart(9)}${base === undefined ? "" : `${(p50 / base).toFixed(1).padStart(9)} ×`}`,
  );
};

const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, bypassCSP: true })).newPage();
await page.goto(`${site.address}sgd/`);
const id = "one-dimension";
const region = page.locator(`#cell-${id}`);
await region.locator(".cell-source").click();
await region.getByRole("textbox").waitFor();

async function write(source: string): Promise<void> {
  await region.getByRole("textbox").press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}

/** From this key in the editor to the frame after the one in which `done` first holds of the cell's outputs, in milliseconds. */
async function timed(page: Page, key: "Shift" | "Control", done: string): Promise<number> {
  await region.getByRole("textbox").focus();
  // The listener is there before the key is sent: two messages to the page may else change places.
  await page.evaluate((done) => {
    const outputs = document.querySelector("#cell-one-dimension .cell-outputs")!;
    const pressed = new Promise<number>((resolve) =>
      addEventListener("keydown", (event) => event.key === "Enter" && resolve(event.timeStamp), { capture: true }),
    );
    const shown = new Promise<void>((resolve) => {
      const look = () => {
        if (outputs.textContent!.includes(done)) resolve();
      };
      new MutationObserver(look).observe(outputs, { childList: true, subtree: true, characterData: true });
    });
    const painted = shown.then(() => new Promise<number>((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))));
    Object.assign(globalThis, { took: async () => (await painted) - (await pressed) });
  }, done);
  await page.keyboard.press(`${key}+Enter`);
  return page.evaluate(() => (globalThis as unknown as { took(): Promise<number> }).took());
}
const idle = () => page.waitForFunction(() => !document.querySelector('.cell:is([data-state="running"], [data-state="stale"])'));

const rows = (round: number) =>
  `[1, 2, 3, 4].flatMap((k) => Array.from({ length: 1000 }, (_, t) => ({ t, loss: Math.exp((-t * k) / ${1000 + round}), k })))`;
const plotted = (round: number) =>
  `const regimes = [];\nconst benchLines = ${rows(round)};\nPlot.line(benchLines, { x: "t", y: "loss", stroke: "k" }).plot({ caption: "round ${round}" })`;

const warm: number[] = [];
for (let round = 0; round < rounds + 3; round++) {
  await write(plotted(round));
  const took = await timed(page, "Shift", `round ${round}`);
  await idle();
  if (round >= 3) warm.push(took);
}

const { outputFiles } = await build({
  stdin: { contents: `export * from "@observablehq/plot"`, resolveDir: process.cwd() },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "bare",
});
await page.addScriptTag({ content: outputFiles[0].text });
const redraw = await page.evaluate(async (times) => {
  const took: number[] = [];
  const outputs = document.querySelector<HTMLElement>("#cell-one-dimension .cell-outputs")!;
  const box = outputs.parentElement!.appendChild(document.createElement("div"));
  box.append("bare");
  for (let round = 0; round < times; round++) {
    const lines = [1, 2, 3, 4].flatMap((k) => Array.from({ length: 1000 }, (_, t) => ({ t, loss: Math.exp((-t * k) / (1000 + round)), k })));
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    box.lastChild!.replaceWith(
      bare.plot({ marks: [bare.line(lines, { x: "t", y: "loss", stroke: "k" })], width: outputs.clientWidth, caption: `bare ${round}` }),
    );
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    took.push(performance.now() - start);
  }
  box.remove();
  return took;
}, rounds + 3);

const again: number[] = [];
for (let round = 0; round < Math.min(rounds, 10); round++) {
  await write("const regimes = [];\nwhile (true) {}");
  await page.keyboard.press("ControlOrMeta+Enter");
  await page.locator(`#cell-${id}[data-state="running"]`).waitFor();
  await write(plotted(10_000 + round));
  again.push(await timed(page, "Control", `round ${10_000 + round}`));
  await idle();
}
await page.context().close();

// As many moves of the lead figure's slider as frames allow, in seconds one by one, on a page just opened: each output is drawn from a new run of 1,000 steps.
const fresh = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
await fresh.goto(`${site.address}sgd/`);
// The pointer is on it, as it is in a drag: what lights up there, and what the browser looks for under it, takes its time too.
await fresh.locator("#cell-one-alpha").evaluate((cell) => cell.scrollIntoView({ behavior: "instant" }));
await fresh.locator("#cell-one-alpha").getByRole("slider").hover();
const seconds = await fresh.evaluate(async (windows) => {
  const cell = document.querySelector("#cell-one-alpha")!;
  const slider = cell.querySelector<HTMLInputElement>("input[type=range]")!;
  const box = cell.querySelector(".cell-outputs")!;
  let outputs = 0,
    shown = "";
  new MutationObserver(() => {
    const text = box.querySelector(".output-text")!.textContent!;
    if (text !== shown) outputs++;
    shown = text;
  }).observe(box, { childList: true, subtree: true });
  const found: { outputs: number; frames: number }[] = [];
  for (let i = 0; found.length < windows;) {
    outputs = 0;
    const start = performance.now();
    let frames = 0;
    for (; performance.now() - start < 1000; frames++) {
      slider.value = String(0.02 + (i++ % 100) * 0.0005);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
    const per = 1000 / (performance.now() - start);
    found.push({ outputs: outputs * per, frames: frames * per });
  }
  return found;
}, 11);
await fresh.context().close();
// The first seconds load the sandbox and the libraries.
const perSecond = quantile(
    seconds.slice(2).map((second) => second.outputs),
    0.5,
  ),
  frames = quantile(
    seconds.slice(2).map((second) => second.frames),
    0.5,
  );

console.log(`${"".padEnd(56)} p50 ms   p95 ms   p50 / bare`);
const base = quantile(redraw.slice(3), 0.5);
say("bare re-draw of 4 × 1,000 points", redraw.slice(3), base);
say("warm Shift+Enter to the same plot painted", warm, base);
say("hanging cell run again with that plot, to it painted", again, base);
console.log(
  `outputs a second while a slider of a 1,000-step run moves, p50: ${perSecond.toFixed(0)} of ${frames.toFixed(0)} frames (goal ≥ 30: ${perSecond >= 30 ? "met" : "not met"})`,
);

const compressed = (data: string | Buffer): number => brotliCompressSync(data).length;
console.log(`\n${"page".padEnd(24)}HTML, KB br   JS before interaction, KB br   layout shift`);
for (const path of builtPages()) {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await opened.addInitScript(() => {
    Object.assign(globalThis, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) (globalThis as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  site.forget();
  await opened.goto(site.address + path.slice(1), { waitUntil: "networkidle" });
  const scripts = new Set(site.requests.filter((request) => request.path.endsWith(".js")).map((request) => request.path));
  const inline = [...htmlOf(path).matchAll(/<script(?![^>]*(?:src=|json))[^>]*>([^]*?)<\/script>/g)].map(([, text]) => compressed(text));
  const js = [...scripts]
    .map((file) => compressed(readFileSync(join(dist, file))))
    .concat(inline)
    .reduce((a, b) => a + b, 0);
  const shift = await opened.evaluate(() => (globalThis as unknown as { shift: number }).shift);
  console.log(
    path.padEnd(24) + (compressed(htmlOf(path)) / 1024).toFixed(1).padStart(11) + (js / 1024).toFixed(1).padStart(31) + shift.toFixed(4).padStart(15),
  );
  await opened.close();
}
const { files } = JSON.parse(/^const build=(.*);$/m.exec(readFileSync(join(dist, "sw.js"), "utf8"))![1]) as { files: Record<string, string> };
const contents = Object.keys(files).map((file) => readFileSync(join(dist, file)));
const megabytes = (sizes: number[]): string => (sizes.reduce((a, b) => a + b, 0) / 1e6).toFixed(1);
console.log(
  `\nthe whole site offline: ${contents.length} files, ${megabytes(contents.map(({ length }) => length))} MB as stored, ${megabytes(contents.map((content) => Math.min(content.length, compressed(content))))} MB compressed; its worker ${(compressed(readFileSync(join(dist, "sw.js"))) / 1024).toFixed(1)} KB`,
);

if (chapterPages().length === 0) throw new Error("missing chapters in dist");
await browser.close();
await site.close();
