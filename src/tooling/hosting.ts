import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { defaultLocale, locales } from "../i18n/locales.ts";

/** How the map for search engines is made. Decks and handouts have their chapter's text: search engines are led to the chapter. */
export const siteMap = {
  filter: (page: string): boolean => !/\/(lecture|handout)\/$/.test(page),
  i18n: { defaultLocale, locales: Object.fromEntries(Object.entries(locales).map(([name, { path, lang }]) => [path || name, lang])) },
};

/**
 * What Netlify and Cloudflare Pages are to send with the files of a site below `base`. The policy is what every page of the site allows, the sandbox's
 * own included, so that it takes nothing away from the stricter ones in the pages; and it says what only a header can: that no other site shows these
 * pages in a frame, where a reader could be led to press what they do not see.
 */
export function headersFile(base: string): string {
  const root = base.replace(/\/*$/, "/");
  return `${root}*
  Content-Security-Policy: object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'
  X-Content-Type-Options: nosniff
  Referrer-Policy: strict-origin-when-cross-origin
${root}_astro/*
  Cache-Control: public, max-age=31536000, immutable
`;
}

/** Writes `_headers` into the built site. */
export function hosting(): AstroIntegration {
  let base = "/";
  return {
    name: "hosting",
    hooks: {
      "astro:config:done"({ config }) {
        ({ base } = config);
      },
      "astro:build:done"({ dir }) {
        writeFileSync(fileURLToPath(new URL("_headers", dir)), headersFile(base));
      },
    },
  };
}
