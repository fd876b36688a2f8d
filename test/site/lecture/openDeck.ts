import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { dist } from "../page/builtPages.ts";

/** A deck in a window. */
export interface OpenDeck {
  page: Page;
  /** `SLIDE` or `SLIDE/STEPS`, as the deck shows it. */
  place(): Promise<string>;
  /** Resolves when the deck is there. */
  isAt(place: string): Promise<unknown>;
  press(...keys: string[]): Promise<void>;
  /** What the page itself says; Playwright hears of a new address a little later. */
  hash(): Promise<string>;
  /** The state of a cell, once it is this. */
  cellIs(id: string, state: string): Promise<unknown>;
}

export interface DeckSite {
  browser(): Browser;
  server(): CountingServer;
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A deck in a context of its own, unless one is given. `address`: what follows the site's. */
  open(address: string, options?: BrowserContextOptions & { in?: BrowserContext }): Promise<OpenDeck>;
}

/** The built site for tests of decks. After each test its windows are closed; none of them may have thrown. */
export function deckSite(): DeckSite {
  let browser: Browser, server: CountingServer;
  const contexts: BrowserContext[] = [];
  const thrown: string[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), serve(dist)]);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(thrown.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  async function context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const made = await browser.newContext({ viewport: { width: 1280, height: 720 }, serviceWorkers: "block", ...options });
    made.on("page", (page) => page.on("pageerror", (error) => thrown.push(error.stack ?? error.message)));
    contexts.push(made);
    return made;
  }
  return {
    browser: () => browser,
    server: () => server,
    context,
    async open(address, { in: given, ...options } = {}) {
      const page = await (given ?? (await context(options))).newPage();
      await page.goto(server.address + address);
      return deckOf(page);
    },
  };
}

/** The deck of a window that is open; resolves when it can be turned. */
export async function deckOf(page: Page): Promise<OpenDeck> {
  await page.locator("main.reveal.ready").waitFor();
  const place = () =>
    page.evaluate(() => {
      const slide = document.querySelector<HTMLElement>("main section.slide.present")!;
      const steps = new Set([...slide.querySelectorAll<HTMLElement>(".fragment.visible")].map(({ dataset }) => dataset.fragmentIndex)).size;
      return slide.dataset.slide! + (steps > 0 ? `/${steps}` : "");
    });
  return {
    page,
    place,
    isAt: (wanted) => expect.poll(place, { timeout: 20_000 }).toBe(wanted),
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    hash: () => page.evaluate(() => location.hash),
    cellIs: (id, state) => page.locator(`#cell-${id}[data-state="${state}"]`).waitFor(),
  };
}

/** The ids of a deck's slides, each with how many steps it has, in order. */
export const stepsIn = (page: Page): Promise<[string, number][]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("main section.slide")].map((slide) => [
      slide.dataset.slide!,
      new Set([...slide.querySelectorAll<HTMLElement>(".fragment")].map(({ dataset }) => dataset.fragmentIndex)).size,
    ]),
  );
