/** The languages of the site. `path` is the first segment of their addresses; the default language has none. */
export const locales = {
  en: { lang: "en", path: "", name: "English" },
  "zh-hant": { lang: "zh-Hant-TW", path: "zh-hant", name: "繁體中文" },
} as const;

export type Locale = keyof typeof locales;

export const defaultLocale: Locale = "en";

export const localeNames = Object.keys(locales) as Locale[];

export function isLocale(name: string): name is Locale {
  return Object.hasOwn(locales, name);
}

/**
 * The locale of a page's address, or of an address segment: `/zh-hant/sgd/` → `zh-hant`, `/sgd/` → `en`.
 * `base` is the sub-path under which the site is deployed.
 */
export function localeOf(pathname: string, base = "/"): Locale {
  const prefix = base.endsWith("/") ? base : `${base}/`;
  const rest = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : pathname.replace(/^\//, "");
  const [first = ""] = rest.split("/");
  return isLocale(first) ? first : defaultLocale;
}

/** The address of a page: `pageHref("/course", "zh-hant", "sgd")` is `/course/zh-hant/sgd/`; without a slug, the home page. */
export function pageHref(base: string, locale: Locale, slug = ""): string {
  const segments = [base, locales[locale].path, slug].map((part) => part.replace(/^\/+|\/+$/g, "")).filter(Boolean);
  return segments.length === 0 ? "/" : `/${segments.join("/")}/`;
}
