import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { serve, type CountingServer } from "../harness/serve.ts";
import { dist } from "../page/builtPages.ts";

/** A cell of the open chapter. */
export interface CellOnPage {
  region: Locator;
  /** Its editor, once open. */
  editor: Locator;
  outputs: Locator;
  error: Locator;
  button(name: string): Locator;
  /** Opens the editor as a reader does: by a click on the code. */
  edit(): Promise<void>;
  /** Puts `source` into the editor in place of what is there. */
  write(source: string): Promise<void>;
  /** `write`, Ctrl+Enter, and the end of all that follows. */
  runs(source: string): Promise<void>;
  source(): Promise<string>;
  /** Resolves when the cell is in this state. */
  is(state: string): Promise<void>;
  /** Resolves when this text stands among the outputs, or the errors. */
  shows(text: string | RegExp): Promise<void>;
}

export interface ChapterPage {
  page: Page;
  cell(id: string): CellOnPage;
  /** `id state` of every change of a state since the page was opened or since `forget`, in order. */
  states(): Promise<string[]>;
  forget(): Promise<void>;
  /** Resolves when, since `forget`, something has run and no cell is running or waits for its turn. */
  settled(): Promise<void>;
}

export interface ChapterSite {
  browser(): Browser;
  server(): CountingServer;
  /** A chapter in a context of its own: the first unless `address` says another. */
  open(options?: OpenOptions & { address?: string }): Promise<ChapterPage>;
}

/**
 * `before` prepares the page before it is loaded. Without `types` the reader has turned types off: TypeScript takes a second or two of a processor, and would
 * be among the requests, in every test that edits a cell.
 */
export type OpenOptions = BrowserContextOptions & { before?: (page: Page) => Promise<unknown>; types?: true };

declare const seen: string[];

/** The built site in a browser for the tests of a file. After each test its pages are closed; none of them may have thrown. */
export function chapterSite(): ChapterSite {
  let browser: Browser, server: CountingServer;
  const pages: Page[] = [];
  const thrown: string[] = [];
  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), serve(dist)]);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(thrown.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  return {
    browser: () => browser,
    server: () => server,
    async open({ address = "sgd/", ...options } = {}) {
      const opened = await openChapter(browser, server.address + address, thrown, options);
      pages.push(opened.page);
      return opened;
    },
  };
}

/** The chapter at `address` in a context of its own; what the page throws is gathered in `thrown`. */
export async function openChapter(
  browser: Browser,
  address: string,
  thrown: string[],
  { before, types, ...options }: OpenOptions = {},
): Promise<ChapterPage> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })).newPage();
  page.on("pageerror", (error) => thrown.push(error.stack ?? error.message));
  await page.addInitScript(watchStates);
  if (!types) await page.addInitScript(withoutTypes);
  await before?.(page);
  await page.goto(address);
  return onPage(page);
}

/** As the switch does it (`reader/typesSwitch.ts`). */
export function withoutTypes(): void {
  try {
    if (self === top) localStorage.setItem("types", "off");
  } catch {
    // A test forbids storage: no edit is made in it that types would matter to.
  }
}

function watchStates(): void {
  Object.assign(globalThis, { seen: [] });
  new MutationObserver((records) => {
    // A record tells the value before: the one after is in the next record of the same cell.
    records.forEach(({ target }, i) => {
      const { cell, state } = (target as HTMLElement).dataset;
      if (cell) seen.push(`${cell} ${records.slice(i + 1).find((later) => later.target === target)?.oldValue ?? state}`);
    });
  }).observe(document, { subtree: true, attributeFilter: ["data-state"], attributeOldValue: true });
}

/** The chapter that is open in a page. What is seen of states needs a page that `openChapter` has opened. */
export function onPage(page: Page): ChapterPage {
  const settled = async () => {
    // The verdict on a prediction waits until there is one.
    await page.waitForFunction(
      () =>
        seen.some((state) => /(done|error|stopped)$/.test(state)) &&
        [...document.querySelectorAll('.cell:is([data-state="running"], [data-state="stale"])')].every((cell) =>
          cell.matches(".exercise:has(.input-prediction:not([data-answered])) .folded:not(:has(.output))"),
        ),
    );
  };
  const forget = () => page.evaluate(() => void seen.splice(0));

  function cell(id: string): CellOnPage {
    const region = page.locator(`#cell-${id}`);
    // By its attributes: for a role it would look at every word of the code.
    const editor = region.locator('css:light=[role="textbox"][aria-label^="Code of "]');
    const outputs = region.locator(".cell-outputs");
    const found: CellOnPage = {
      region,
      editor,
      outputs,
      error: outputs.locator(".output-error"),
      button: (name) => region.getByRole("button", { name, exact: true }),
      async edit() {
        if ((await region.locator("details:not([open])").count()) > 0) await region.locator("summary").click();
        await region.locator(".cell-source").click({ position: { x: 60, y: 14 } });
        await editor.waitFor();
      },
      async write(source) {
        if (!(await editor.isVisible())) await found.edit();
        await editor.press("ControlOrMeta+a");
        // By its key: a caret that the browser puts at the beginning within 200 ms of the focus CodeMirror takes for the focus's own, and text that went with it comes back.
        if (source === "") await page.keyboard.press("Delete");
        else await page.keyboard.insertText(source);
      },
      async runs(source) {
        await found.write(source);
        await forget();
        await page.keyboard.press("ControlOrMeta+Enter");
        await settled();
      },
      source: async () => {
        const lines = (await editor.isVisible())
          ? await editor.locator(".cm-line").allTextContents()
          : [await region.locator(".cell-source").textContent()];
        return lines.join("\n");
      },
      is: (state) =>
        page
          .locator(`#cell-${id}[data-state="${state}"]`)
          .waitFor()
          .catch(async (cause: unknown) => {
            throw new Error(`${id} is ${await region.getAttribute("data-state")}, not ${state}`, { cause });
          }),
      shows: (text) => outputs.getByText(text).first().waitFor(),
    };
    return found;
  }

  return { page, cell, settled, forget, states: () => page.evaluate(() => [...seen]) };
}
