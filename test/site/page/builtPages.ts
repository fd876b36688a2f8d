import { readFileSync, readdirSync } from "node:fs";
import { join, sep } from "node:path";
import type { Page } from "playwright-core";

export const dist = "dist";

/** The addresses of the built pages, the sandbox's own page left out: `/`, `/sgd/`, `/404.html`. */
export function builtPages(): string[] {
  const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).map((file) => `/${file.split(sep).join("/")}`);
  const pages = files.filter((file) => file.endsWith(".html") && file !== "/sandbox.html").map((file) => file.replace(/index\.html$/, ""));
  if (!pages.includes("/")) throw new Error("missing dist: run `npm run build` first");
  return pages.sort();
}

/** The built pages, with one handout for all: a handout is its chapter with notes, and looks like it. */
export function lookedAtPages(): string[] {
  const [, ...others] = builtPages().filter((page) => page.endsWith("/handout/"));
  return builtPages().filter((page) => !others.includes(page));
}

/** Is it a deck: a chapter's, or a lecture of several chapters? */
export const isDeck = (page: string): boolean => /\/lecture\/$|\/lectures\/[^/]+\/$/.test(page);

/** The pages that are chapters. */
export const chapterPages = (): string[] => builtPages().filter((page) => htmlOf(page).includes('class="chapter"'));

export const htmlOf = (page: string): string => readFileSync(join(dist, page.endsWith("/") ? `${page}index.html` : page), "utf8");

/** Collects what the page complains about: errors, and things that its policy forbids. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // Contexts of tests have no service worker, and say so (harness/browser.ts).
    if (message.text() === "Service Worker registration blocked by Playwright") return;
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  return complaints;
}
