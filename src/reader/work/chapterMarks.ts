import { defaultLocale, localeOf, pageHref, words } from "../../i18n/index.ts";
import { adoptStyles } from "../../output/adoptStyles.ts";
import { element } from "../../output/element.ts";
import styles from "../../styles/myWork.css?inline";
import { playgroundPage, workPage } from "../pageNames.ts";
import { browserStorage } from "../storage.ts";
import { readProgress } from "./progress.ts";

const base = import.meta.env.BASE_URL;

/** Says of each chapter that the page lists how far the reader has come; and leads to the playground and to the page of their work, where the build has not put links to them. */
export function markChapters(): void {
  const locale = localeOf(location.pathname, base);
  const { work, playground } = words(locale);
  adoptStyles(styles);
  for (const link of document.querySelectorAll<HTMLAnchorElement>("ol.chapters a, ol.chapter-list a")) {
    const progress = readProgress(browserStorage, `${locale}/${link.pathname.split("/").at(-2)!}`);
    const text = progress && work.marks(progress);
    if (!text) continue;
    const mark = element(document, "span", { class: "work-mark" }, text);
    if (link.closest(".contents")) link.after(mark);
    else link.append(mark);
  }
  const pages = document.querySelector(".reference-pages ul");
  const links = [
    [pageHref(base, defaultLocale, playgroundPage), playground.title],
    [pageHref(base, locale, workPage), work.title],
  ] as const;
  for (const [href, title] of links)
    if (pages && !pages.querySelector(`[href="${CSS.escape(href)}"]`))
      pages.append(element(document, "li", {}, element(document, "a", { href }, title)));
}
