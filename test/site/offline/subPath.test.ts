/** A site under a sub-path of a host that has other things too: a small one, as the build under test has its own base. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeOffline } from "../../../src/tooling/offline.ts";
import { openBrowser } from "../harness/browser.ts";
import { openHost, type Host } from "./host.ts";
import { openReader, visit } from "./visit.ts";

let browser: Browser, folder: string, host: Host;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "course-"));
  const { outputFiles } = await build({
    entryPoints: ["src/offline/register.ts"],
    bundle: true,
    write: false,
    format: "esm",
    define: { "import.meta.env.BASE_URL": '"/course"' },
  });
  const page = (title: string): string => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title>
    <p data-offline><span data-when="ready" hidden>Ready offline</span></p><script type="module" src="/course/_astro/register.js"></script>`;
  const files = {
    "index.html": page("home"),
    "404.html": page("lost"),
    "one/index.html": page("one"),
    "a b.txt": "spaced",
    "_astro/register.js": outputFiles[0].text,
  };
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  await makeOffline(folder);
  [browser, host] = await Promise.all([openBrowser(), openHost(folder, "/course/")]);
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true });
});

test("it is there offline below its path, and nothing else of the host is touched", async () => {
  const reader = await openReader(browser);
  const page = await visit(reader, host.address);
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname))).toEqual([
    "/course/",
  ]);
  await host.down();
  for (const [path, status, title] of [
    ["", 200, "home"],
    ["one/", 200, "one"],
    ["one", 200, "one"],
    ["one?x#y", 200, "one"],
    ["two/", 404, "lost"],
  ] as const) {
    expect([path, (await page.goto(host.address + path))!.status(), await page.title()]).toEqual([path, status, title]);
  }
  expect(await page.evaluate(async () => (await fetch("/course/a%20b.txt")).text().catch(String))).toBe("spaced");
  await expect(page.goto(host.address.replace("course/", "elsewhere/"))).rejects.toThrow("ERR_CONNECTION_REFUSED");
});
