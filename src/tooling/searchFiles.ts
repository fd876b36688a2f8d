import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { AstroIntegration } from "astro";
import { localeNames, locales, type Locale } from "../i18n/locales.ts";

export interface SearchFile {
  /** Its path in the site. */
  file: string;
  places: number;
  compressedBytes: number;
}

/** Writes the search index of each language that the built site in `folder` has, `search.json` beside its home page. */
export async function writeSearchFiles(folder: string): Promise<SearchFile[]> {
  // Only when a site is built: what these import is the whole library.
  const [{ chapterPlaces, listedPlaces }, { makeIndex }] = await Promise.all([import("./searchPlaces.ts"), import("../search/searchIndex.ts")]);
  const pages = globSync("**/index.html", { cwd: folder }).map((file) => file.split(sep).join("/"));
  // The playground is such a page too.
  const isChapter = (html: string) => /<body[^>]* class="chapter[" ]/.test(html);
  return localeNames.flatMap((locale): SearchFile[] => {
    const home = homeOf(locale);
    if (!pages.includes(`${home}index.html`)) return [];
    const own = pages.filter((page) => /^[^/]+\/index\.html$/.test(page.slice(home.length)) && page.startsWith(home));
    const chapters = own
      .sort()
      .map((page) => ({ path: `${dirname(page)}/`, html: readFileSync(join(folder, page), "utf8") }))
      .filter(({ html }) => isChapter(html));
    const places = [...chapters.flatMap(({ html, path }) => chapterPlaces(html, path, locale)), ...listedPlaces(home, locale)];
    const file = `${home}search.json`;
    const json = JSON.stringify(makeIndex(places));
    writeFileSync(join(folder, file), json);
    return [{ file, places: places.length, compressedBytes: gzipSync(json).length }];
  });
}

const homeOf = (locale: Locale): string => (locales[locale].path === "" ? "" : `${locales[locale].path}/`);

/** Writes the search index when the site is built; stands before `offline`, which lists all files. The author's mode has none. */
export function search(): AstroIntegration {
  return {
    name: "search",
    hooks: {
      async "astro:build:done"({ dir, logger }) {
        for (const { file, places, compressedBytes } of await writeSearchFiles(fileURLToPath(dir)))
          logger.info(`${file}: ${places} places, ${(compressedBytes / 1e3).toFixed(0)} KB compressed`);
      },
    },
  };
}
