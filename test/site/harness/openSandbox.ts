import type { Browser, Page } from "playwright-core";
import type { Tools } from "./sandboxPage.ts";
import { sandboxSite } from "./sandboxSite.ts";
import { serve, type CountingServer } from "./serve.ts";

declare global {
  interface Window {
    /** What the script of `sandboxPage.ts` keeps. */
    tools: Tools;
  }
}

export interface SandboxSite {
  site: CountingServer;
  /** A fresh page whose sandbox is warm and has a spare worker. */
  open(browser: Browser): Promise<Page>;
}

/** A bare site around the sandbox; `worker` as in `sandboxSite`. */
export async function serveSandbox(worker?: string): Promise<SandboxSite> {
  const site = await serve(await sandboxSite(worker));
  return {
    site,
    async open(browser) {
      const page = await browser.newPage();
      await page.goto(site.address);
      await page.evaluate(() => window.tools.run({ first: "1" }));
      return page;
    },
  };
}
