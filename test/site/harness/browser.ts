import { chromium, type Browser } from "playwright-core";
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
    return context;
  };
  return browser;
}
