import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const bundles = new Map<string, Promise<string>>();

function bundled(entry: string): Promise<string> {
  let bundle = bundles.get(entry);
  if (bundle === undefined) {
    const options = { bundle: true, write: false, format: "iife", globalName: "lib", loader: { ".woff2": "dataurl" } } as const;
    bundle = build({ entryPoints: [entry], ...options }).then(({ outputFiles }) => outputFiles[0].text);
    bundles.set(entry, bundle);
  }
  return bundle;
}

/**
 * A page without a server, under the site's policy for scripts and styles: with all its style sheets, and the exports of the module
 * at `entry` (its path in the project) as the global `lib`. `complaints` gathers what goes to the console as an error.
 */
export async function openBarePage(
  browser: Browser,
  { entry, body, ...context }: { entry: string; body: string } & BrowserContextOptions,
): Promise<{ page: Page; complaints: string[] }> {
  const [script, css] = await Promise.all([bundled(entry), bundled("src/styles/site.css")]);
  const page = await (await browser.newContext({ viewport: { width: 640, height: 500 }, ...context })).newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; font-src data:";
  const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><link rel="stylesheet" href="/page.css"><body>${body}<script src="/page.js"></script>`;
  await page.route("**/*", (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/page.css") return route.fulfill({ contentType: "text/css", body: css });
    if (pathname === "/page.js") return route.fulfill({ contentType: "text/javascript", body: script });
    return route.fulfill({ contentType: "text/html", headers: { "content-security-policy": policy }, body: html });
  });
  await page.goto("http://page.test/");
  return { page, complaints };
}
