// What Chromium prints of a page of the site. Plain JavaScript, for the Node that a machine has.
import { Stop } from "./install.mjs";

/** A Chromium without a window. Throws Stop where none can be started; `executablePath` undefined is the test library's own. */
export async function openPrinter(executablePath) {
  const { chromium } = await import("playwright-core");
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return chromium.launch({ executablePath, args }).catch((error) => {
    const why = executablePath ? `cannot start ${executablePath}: ${error.message.split("\n")[0]}` : "no browser found";
    throw new Stop(`${why} (install Chromium or Chrome, on Debian with apt-get install chromium, or set CHROMIUM_PATH to its file)`);
  });
}

/** The page at `address` as it was built, on the paper that it asks for, else on A4. Throws Stop where there is no such page. */
export async function printPdf(browser, address) {
  const page = await browser.newPage({ serviceWorkers: "block", viewport: { width: 1280, height: 720 }, colorScheme: "light" });
  try {
    const response = await page.goto(address, { waitUntil: "networkidle" });
    if (!response?.ok()) throw new Stop(`cannot open ${address}: ${response?.status()}`);
    // The outputs are in the page; what a deck has to do yet is to fit its type to the slides.
    await page.waitForFunction(() => !document.querySelector("main.reveal:not([data-started])"));
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    return await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
  } finally {
    await page.close();
  }
}

/** Width and height of each page of a PDF of Chromium's, in CSS pixels. */
export function pageSizes(pdf) {
  return [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b[^]*?\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => ({
    width: Math.round(Number(width) / 0.75),
    height: Math.round(Number(height) / 0.75),
  }));
}
