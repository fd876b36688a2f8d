import { pageHref, words, type Locale } from "../i18n/index.ts";

/** The attributes of an element whose script runs cells: where the sandbox and its data are, and what is said where they cannot be had. */
export function runAttributes(locale: Locale): Record<string, string> {
  const base = import.meta.env.BASE_URL;
  const home = base.endsWith("/") ? base : `${base}/`;
  return { "data-sandbox": `${home}sandbox.html`, "data-data": `${home}data/`, "data-unavailable": words(locale).cell.unavailable };
}

/** The attributes of the `<main>` of a page with cells: where its reader finds what it needs. */
export function notebookMain(locale: Locale, slug: string, values: string | undefined): Record<string, string | undefined> {
  const base = import.meta.env.BASE_URL;
  const home = base.endsWith("/") ? base : `${base}/`;
  const { cell } = words(locale);
  return {
    "data-chapter": `${locale}/${slug}`,
    "data-notebook": `${pageHref(base, locale, slug)}notebook.json`,
    ...runAttributes(locale),
    "data-kit": `${home}chapter-kit.json`,
    "data-values": values,
    style: `--cell-hint: ${JSON.stringify(cell.hint)}; --cell-hint-short: ${JSON.stringify(cell.hintShort)}`,
  };
}
