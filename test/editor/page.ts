import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

const flags = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

/** The machine's Chromium. */
export function launch(): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => path && existsSync(path));
  return chromium.launch({ ...(executablePath && { executablePath }), args: flags.split(" ") });
}

const bundles = new Map<string, Promise<string>>();

function bundled(entry: string): Promise<string> {
  let bundle = bundles.get(entry);
  if (bundle === undefined) {
    bundle = build({ entryPoints: [entry], bundle: true, format: "iife", globalName: "lib", write: false }).then(({ outputFiles }) => outputFiles[0].text);
    bundles.set(entry, bundle);
  }
  return bundle;
}

/** A page, under a strict policy and without a server, with the styles of `src/styles` named and the exports of a module as its global `lib`. */
export async function open(
  browser: Browser,
  { entry, styles = [], body, ...context }: { entry: string; styles?: string[]; body: string } & BrowserContextOptions,
): Promise<{ page: Page; complaints: string[] }> {
  const script = await bundled(entry);
  const css = (await Promise.all(styles.map((name) => readFile(new URL(`../../src/styles/${name}`, import.meta.url), "utf8")))).join("\n");
  const page = await (await browser.newContext({ viewport: { width: 640, height: 500 }, ...context })).newPage();
  const complaints: string[] = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:";
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
