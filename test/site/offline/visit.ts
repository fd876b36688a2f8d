import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** The line in the contents, wherever the window's width puts it. */
export const readyLine = (page: Page) => page.locator('[data-when="ready"]:not([hidden])');
export const notice = (page: Page) => page.locator("[data-update]:not([hidden])");

/** A reader with a storage of their own, in whose browser service workers are allowed. */
export const openReader = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1280, height: 800 }, serviceWorkers: "allow", ...options });

/** Opens a page and waits until it says that the site is there offline. */
export async function visit(reader: BrowserContext, address: string): Promise<Page> {
  const page = await reader.newPage();
  await page.goto(address);
  await readyLine(page).waitFor({ state: "attached" });
  return page;
}

/** Gathers which editions (`editions.ts`) the pages of a reader get files of; what workers fetch for their store is left out, and what the browser has forgotten with the page that it was for. */
export function watchEditions(reader: BrowserContext): { of(page: Page): Promise<string[]>; forget(): void } {
  let seen: { page: Page; text: Promise<string | undefined> }[] = [];
  reader.on("response", (response) => {
    const request = response.request();
    // A worker made from a page's own text is no file of the site.
    if (
      request.serviceWorker() ||
      request.url().startsWith("blob:") ||
      !response.ok() ||
      !/html|javascript|json|css/.test(response.headers()["content-type"] ?? "")
    )
      return;
    seen.push({ page: request.frame().page(), text: response.text().catch(() => undefined) });
  });
  return {
    forget: () => void (seen = []),
    async of(page) {
      const texts = (await Promise.all(seen.filter((response) => response.page === page).map(({ text }) => text))).filter(
        (text) => text !== undefined,
      );
      if (texts.length < 5) throw new Error(`only ${texts.length} files of a page were seen`);
      return [...new Set(texts.map((text) => /edition-(\w+)/.exec(text)?.[1] ?? "unmarked"))].toSorted();
    },
  };
}

/** Runs a cell of chapter 1 that draws and resolves with what it drew: the points of a line whose rise the test chooses. */
export async function draw(page: Page, rise: number): Promise<string> {
  const cell = page.locator("#cell-one-dimension");
  await write(page, `const regimes = [];\nPlot.line([[0, 0], [1, ${rise}]]).plot({ caption: "rise ${rise}" })`);
  await page.keyboard.press("ControlOrMeta+Enter");
  await cell.locator("figcaption").getByText(`rise ${rise}`).waitFor();
  return cell.locator('svg [aria-label="line"] path').evaluate((path) => path.getAttribute("d") ?? "");
}

/** Puts `source` into the same cell's editor in place of what is there. */
export async function write(page: Page, source: string): Promise<void> {
  const cell = page.locator("#cell-one-dimension");
  const editor = cell.getByRole("textbox", { name: /^Code of / });
  if (!(await editor.isVisible())) await cell.locator(".cell-source").click({ position: { x: 60, y: 14 } });
  await editor.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
}
