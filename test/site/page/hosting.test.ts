/** The site as a host sends it that reads `_headers`, and as a system that can install it. */
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { answer } from "../../../src/tooling/serve.mjs";
import { openBrowser } from "../harness/browser.ts";
import { chapterPages, complaintsOf, dist } from "./builtPages.ts";

/** The rules of `_headers` as Netlify and Cloudflare read them: a path, in which `*` is anything, and the headers of what it fits. */
const rules = readFileSync(join(dist, "_headers"), "utf8")
  .trim()
  .split(/\n(?=\S)/)
  .map((rule) => {
    const [path, ...headers] = rule.split("\n");
    return { path: new RegExp(`^${path.replaceAll("*", ".*")}$`), headers: headers.map((line) => line.trim().split(/: (.*)/, 2)) };
  });

let browser: Browser, server: Server, address: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const writeHead = response.writeHead.bind(response) as (status: number, headers?: object) => typeof response;
    response.writeHead = ((status: number, headers: object = {}) => {
      const more = rules.filter(({ path }) => path.test(request.url!.split("?")[0])).flatMap(({ headers }) => headers);
      return writeHead(status, { ...headers, ...Object.fromEntries(more.map(([name, value]) => [name.toLowerCase(), value])) });
    }) as typeof response.writeHead;
    void answer(request, response, dist);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

test("with the headers of its host a chapter opens without a complaint, and its cells run", async () => {
  const page = await browser.newPage();
  const complaints = complaintsOf(page);
  const response = await page.goto(address + chapterPages()[0].slice(1));
  expect((await response!.allHeaders())["content-security-policy"]).toContain("frame-ancestors 'self'");
  const cell = page.locator(".cell:has(pre.cell-source:visible)").first();
  await cell.locator("pre.cell-source").click();
  await page.keyboard.press("Shift+Enter");
  const id = await cell.getAttribute("id");
  await page.locator(`#${id}[data-state="done"]`).waitFor();
  expect(complaints).toEqual([]);
  await page.close();
});

test("no other site shows it in a frame", async () => {
  const page = await browser.newPage();
  await page.route("http://elsewhere.example/", (route) => route.fulfill({ contentType: "text/html", body: `<iframe src="${address}"></iframe>` }));
  await page.goto("http://elsewhere.example/");
  expect(page.frames().map((frame) => frame.url().split(":")[0])).toEqual(["http", "chrome-error"]);
  // The site itself may, in its own pages.
  await page.goto(`${address}glossary/`);
  const loaded = page.waitForEvent("framenavigated", (frame) => frame !== page.mainFrame());
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("iframe"), { src: "/" })));
  expect((await loaded).url()).toBe(address);
  await page.close();
});

test("a browser finds nothing that keeps the site from being installed", async () => {
  const page = await (await browser.newContext({ serviceWorkers: "allow" })).newPage();
  await page.goto(address);
  const client = await page.context().newCDPSession(page);
  const manifest = await client.send("Page.getAppManifest");
  expect(manifest.url).toBe(`${address}manifest.webmanifest`);
  expect(manifest.errors).toEqual([]);
  const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
  // A context of tests keeps nothing, as a private window: a browser installs nothing from there.
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
  await page.context().close();
});
