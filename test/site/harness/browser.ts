import { chromium, type Browser } from "playwright-core";
import { findBrowser } from "../../../src/build/findBrowser.mjs";

const args = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

/** The Chromium of the machine, headless, with further arguments; close it in `afterAll`. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  // Without one found, playwright-core looks for the Chromium that it has downloaded itself.
  return chromium.launch({ executablePath: findBrowser(), args: [...args, ...more] });
}
