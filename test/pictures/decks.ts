/**
 * Every deck in pictures, to be looked at: `npm run build && npm run pictures [-- WORD …]`, decks with a WORD in their address alone, and `LOOK=failed,…` these looks alone. Writes
 * `pictures/DECK-LOOK-N.png`, twelve slides a sheet: as built at 1280 × 720, at 1920 × 1080 and in the projector's theme; and with cells that are solved, that have
 * failed, and that loop.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { Cell } from "../../src/notebook/types.ts";
import { openBrowser } from "../site/harness/browser.ts";
import { serve } from "../site/harness/serve.ts";
import { runAll } from "../site/lecture/runAll.ts";
import { builtPages, dist, isDeck } from "../site/page/builtPages.ts";
import { digest } from "../../src/text/digest.ts";

const folder = "pictures";
const perSheet = 12;
const small = { width: 1280, height: 720 };
const large = { width: 1920, height: 1080 };

const words = process.argv.slice(2);
const all = builtPages().filter(isDeck);
const decks = all.filter((page) => words.length === 0 || words.some((word) => page.includes(word)));
if (decks.length === 0) throw new Error(`no deck has ${words.join(" or ")} in its address; those there are: ${all.join(" ")}`);
const [browser, site] = await Promise.all([openBrowser(), serve(dist)]);

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.address + address.slice(1));
  await page.locator("main.reveal.ready[data-started]").waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => {}));
  return page;
}

const idsIn = (page: Page): Promise<string[]> =>
  page.locator("main section.slide").evaluateAll((slides) => slides.map((slide) => (slide as HTMLElement).dataset.slide!));

/** A picture of each slide, with all its steps. */
async function slidesOf(page: Page): Promise<Buffer[]> {
  const shots: Buffer[] = [];
  for (const id of await idsIn(page)) {
    await page.evaluate((to) => {
      location.hash = `#/${to}/99`;
    }, id);
    await page.locator(`#slide-${id}.present`).waitFor();
    shots.push(await page.screenshot({ animations: "disabled" }));
  }
  return shots;
}

/** Keeps code that is added to cells as a reader's edit, before the deck is opened. */
async function keep(context: BrowserContext, chapter: string, cells: readonly Cell[], added: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${site.address}404.html`);
  const entries = cells.map(({ id, source }) => [id, { hash: digest(source), source: `${source}\n${added}`, inputs: {} }] as const);
  await page.evaluate(
    ([chapter, entries]) => {
      for (const [id, entry] of entries) localStorage.setItem(`notebook/${chapter}/${id}`, JSON.stringify(entry));
    },
    [chapter, entries] as const,
  );
  await page.close();
}

interface Deck {
  address: string;
  chapter: string;
  cells: Cell[];
}

const looks: Record<string, (browser: Browser, deck: Deck) => Promise<Buffer[]>> = {
  "1280": async (browser, { address }) => slidesOf(await open(await browser.newContext({ viewport: small }), address)),
  "1920": async (browser, { address }) => slidesOf(await open(await browser.newContext({ viewport: large, colorScheme: "dark" }), address)),
  async projector(browser, { address }) {
    const page = await open(await browser.newContext({ viewport: small }), address);
    await page.keyboard.press("h");
    await page.locator(":root[data-projector]").waitFor({ state: "attached" });
    return slidesOf(page);
  },
  async solved(browser, { address }) {
    const page = await open(await browser.newContext({ viewport: small }), address);
    // Predictions are made, and solutions put into their exercises: by the buttons that readers press on the page.
    await page.evaluate(() => {
      for (const input of document.querySelectorAll("main .exercise .input-prediction, main .exercise .input")) input.querySelector("input")?.click();
      for (const put of document.querySelectorAll<HTMLElement>("main .solution-put, main [data-prediction]")) put.click();
    });
    await runAll(page);
    return slidesOf(page);
  },
  async failed(browser, { address, chapter, cells }) {
    const context = await browser.newContext({ viewport: small });
    await keep(context, chapter, cells, 'display("so far");\nnothing.here;');
    const page = await open(context, address);
    await runAll(page);
    return slidesOf(page);
  },
  async looping(browser, { address, chapter, cells }) {
    const first = await open(await browser.newContext({ viewport: small }), address);
    const shots: Buffer[] = [];
    // A cell that waits for a prediction does not run.
    for (const id of await idsIn(first)) {
      const cell = await first.evaluate(
        (of) => document.querySelector<HTMLElement>(`#slide-${of} .cell:not(.exercise:has(.input-prediction) .cell)`)?.dataset.cell,
        id,
      );
      const looped = cells.find((one) => one.id === cell);
      if (!looped) continue;
      const context = await browser.newContext({ viewport: small });
      await keep(context, chapter, [looped], 'for (let i = 0; ; i++) if (i % 1e7 === 0) console.log("round " + i / 1e7);');
      const page = await open(context, `${address}#/${id}/99`);
      await page.keyboard.press("Shift+Enter");
      await page.locator(`#cell-${looped.id}[data-state="running"]`).waitFor();
      await page.locator(`#cell-${looped.id} .cell-outputs`).getByText("round 12").last().waitFor();
      shots.push(await page.screenshot({ animations: "disabled" }));
      await context.close();
    }
    return shots;
  },
};

const chosen = process.env.LOOK?.split(",") ?? Object.keys(looks);
for (const look of chosen) if (!(look in looks)) throw new Error(`unknown LOOK ${look}; those there are: ${Object.keys(looks).join(", ")}`);

/** Pictures side by side, four in a row. */
async function sheet(shots: readonly Buffer[]): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 1960, height: Math.ceil(shots.length / 4) * 282 + 8 } });
  const images = shots.map((shot) => `<img width="480" height="270" src="data:image/png;base64,${shot.toString("base64")}">`);
  await page.setContent(`<body style="margin:8px;display:grid;grid-template-columns:repeat(4,480px);gap:8px;background:#888">${images.join("")}`);
  const made = await page.screenshot();
  await page.close();
  return made;
}

mkdirSync(folder, { recursive: true });
for (const address of decks) {
  const name = address.replace(/^\/|(?:\/lecture)?\/$/g, "");
  const page = await open(await browser.newContext({ viewport: small }), address);
  const { chapter = "", notebook = "" } = await page.evaluate(() => ({ ...document.querySelector<HTMLElement>("main")!.dataset }));
  const { cells } = (await (await fetch(new URL(notebook, site.address))).json()) as { cells: Cell[] };
  await page.context().close();
  for (const [look, take] of Object.entries(looks)) {
    if (!chosen.includes(look)) continue;
    const shots = await take(browser, { address, chapter, cells });
    for (let i = 0; i < shots.length; i += perSheet)
      writeFileSync(`${folder}/${name.replaceAll("/", "-")}-${look}-${i / perSheet + 1}.png`, await sheet(shots.slice(i, i + perSheet)));
    for (const context of browser.contexts()) await context.close();
    console.log(`${name} ${look}: ${shots.length} slides`);
  }
}
await browser.close();
await site.close();
