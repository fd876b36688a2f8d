import { chromium, type Browser, type Page } from "playwright-core";
import { findBrowser } from "../../../src/tooling/findBrowser.mjs";

const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long an element or a page is waited for, in milliseconds; the project of a test says it (`vitest.site.config.ts`). */
const patience = Number(process.env.BROWSER_PATIENCE ?? 30_000);

/**
 * The Chromium of the machine, headless, with further arguments; close it in `afterAll`. Its contexts have no service worker unless they
 * ask for it (`serviceWorkers: "allow"`): a page that stores the whole site would count among the requests of every test.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  // Without one found, playwright-core looks for the Chromium that it has downloaded itself.
  const browser = await chromium.launch({ executablePath: findBrowser(), args: [...args, ...more] });
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    const context = await newContext({ serviceWorkers: "block", ...options });
    context.setDefaultTimeout(patience);
    const newPage = context.newPage.bind(context);
    context.newPage = async () => withoutShadowTrees(await newPage());
    return context;
  };
  return browser;
}

/**
 * There are no shadow trees in our pages. The driver would look for one in each of a chapter's 20,000 elements, on the page's own thread, at every step
 * and in every frame that it waits. With `light` the browser's own selectors find what is looked for.
 */
function withoutShadowTrees(page: Page): Page {
  const locator = page.locator.bind(page);
  page.locator = (selector, options) => locator(/^[\w:-]+=/.test(selector) ? selector : `css:light=${selector}`, options);
  return page;
}
