import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { makeEdition, removeEditions } from "./editions.ts";
import { openHost, type Host } from "./host.ts";
import { openReader } from "./visit.ts";

type Edition = Awaited<ReturnType<typeof makeEdition>>;

/** What the tests of a file have from their first hook on. Host and reader are new for each test; the host has edition A. */
export interface TwoEditions {
  browser: Browser;
  a: Edition;
  b: Edition;
  host: Host;
  reader: BrowserContext;
}

export function twoEditions(): TwoEditions {
  const site = {} as TwoEditions;
  beforeAll(async () => {
    [site.browser, site.a, site.b] = await Promise.all([openBrowser(), makeEdition("A"), makeEdition("B")]);
  });
  beforeEach(async () => {
    [site.host, site.reader] = await Promise.all([openHost(site.a.folder), openReader(site.browser)]);
  });
  afterEach(async () => {
    await site.reader.close();
    await site.host.close();
  });
  afterAll(async () => {
    await site.browser?.close();
    removeEditions();
  });
  return site;
}
