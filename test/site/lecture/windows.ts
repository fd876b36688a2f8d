import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { dist } from "../page/builtPages.ts";

/** What a window says of a cell. */
export interface Stands {
  state: string;
  source: string;
  /** Key and position. */
  inputs: [string, string][];
  outputs: string;
  isOld: boolean;
  elapsed: string;
  notice: string;
}

/** One of several windows of a browser that show cells of chapter 1: the presenter's, the audience's, or the chapter itself. */
export interface Window {
  page: Page;
  cell(id: string): Locator;
  /** Presses a button of the cell, wherever the slide has it. */
  press(id: string, name: string): Promise<void>;
  /** Puts `source` into the cell's editor as a hand does. */
  write(id: string, source: string): Promise<void>;
  /** `write`, and Run. */
  run(id: string, source: string): Promise<void>;
  is(id: string, state: string): Promise<void>;
  shows(id: string, text: string): Promise<void>;
  source(id: string): Promise<string>;
  /** All that the window says of its cells. */
  stands(): Promise<Record<string, Stands>>;
  /** How many sandboxes it has: each has workers of its own. */
  sandboxes(): Promise<number>;
  close(): Promise<void>;
}

/** The slide with two cells, `one-dimension` and the plot that depends on it, of which the tests write the former. */
const slide = "one-dimension";

/** The windows of a new context, opened one after the other; the built site must be there. */
export interface WindowSite {
  /** `at` is behind the chapter's address. */
  open(at?: "lecture/" | "lecture/?presenter" | "", before?: (page: Page) => Promise<unknown>): Promise<Window>;
  /** Resolves when all these windows say the same of their cells, and none is running. */
  inStep(...windows: Window[]): Promise<Record<string, Stands>>;
}

export function windowSite(): WindowSite {
  let browser: Browser, server: CountingServer, context: BrowserContext | undefined;
  const thrown: string[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), serve(dist)]);
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
    expect(thrown.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  return {
    async open(at = "lecture/", before) {
      context ??= await browser.newContext({ viewport: { width: 1280, height: 720 } });
      const page = await context.newPage();
      page.on("pageerror", (error) => thrown.push(error.stack ?? error.message));
      await before?.(page);
      await page.goto(`${server.address}sgd/${at}${at ? `#/${slide}` : ""}`);
      return windowOf(page);
    },
    async inStep(...windows) {
      let first: Record<string, Stands> = {};
      await expect
        .poll(
          async () => {
            const all = await Promise.all(windows.map((window) => window.stands()));
            first = all[0];
            expect(Object.values(first).filter(({ state }) => state === "running")).toEqual([]);
            for (const other of all) expect(other).toEqual(first);
            return true;
          },
          { timeout: 20_000 },
        )
        .toBe(true);
      return first;
    },
  };
}

function windowOf(page: Page): Window {
  const cell = (id: string) => page.locator(`main .cell#cell-${id}`);
  const editor = (id: string) => cell(id).getByRole("textbox", { name: /^Code of / });
  const window: Window = {
    page,
    cell,
    // In the cell's bar: a run that is quiet for ten seconds, as on a slow machine, offers a second Stop among its outputs.
    press: (id, name) =>
      cell(id)
        .locator(".cell-bar")
        .getByRole("button", { name, exact: true })
        .evaluate((button: HTMLElement) => button.click()),
    async write(id, source) {
      if (!(await editor(id).isVisible())) {
        if (!(await cell(id).locator(".cell-source").isVisible())) await cell(id).locator(".cell-open").click();
        await cell(id)
          .locator(".cell-source")
          .click({ position: { x: 60, y: 14 } });
      }
      await editor(id).press("ControlOrMeta+a");
      await page.keyboard.insertText(source);
    },
    async run(id, source) {
      await window.write(id, source);
      await page.keyboard.press("ControlOrMeta+Enter");
    },
    is: (id, state) => page.locator(`main #cell-${id}[data-state="${state}"]`).waitFor(),
    shows: (id, text) => cell(id).locator(".cell-outputs").getByText(text).first().waitFor(),
    source: async (id) =>
      (await editor(id).count()) > 0
        ? (await editor(id).locator(".cm-line").allTextContents()).join("\n")
        : ((await cell(id).locator(".cell-source").textContent()) ?? ""),
    stands: () =>
      page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll<HTMLElement>("main .slides:not(.preview) .cell, main:not(.reveal) .cell")].map((cell) => [
            cell.dataset.cell,
            {
              state: cell.dataset.state!,
              source:
                [...cell.querySelectorAll(".cm-line")].map((line) => line.textContent).join("\n") ||
                cell.querySelector(".cell-source code")!.textContent!,
              inputs: [...cell.querySelectorAll<HTMLElement>(".cell-inputs .input")].map(
                (input) => [input.dataset.key!, input.querySelector("input")?.value ?? input.dataset.count ?? ""] as [string, string],
              ),
              outputs: cell.querySelector(".cell-outputs")!.textContent!,
              isOld: cell.querySelector(".cell-outputs")!.classList.contains("is-old"),
              elapsed: cell.querySelector(".cell-elapsed")!.textContent!,
              // What can be undone is offered in the window where it was done.
              notice: [...cell.querySelectorAll(".cell-notice > :not([data-until='edit'])")].map(({ textContent }) => textContent).join(""),
            },
          ]),
        ),
      ),
    sandboxes: () => page.locator('iframe[title="sandbox"]').count(),
    close: () => page.close(),
  };
  return window;
}
