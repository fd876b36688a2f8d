import { en } from "./en.ts";
import { zhHant } from "./zh-hant.ts";
import type { Locale } from "./locales.ts";
import type { Words } from "./words.ts";

export { defaultLocale, isLocale, localeNames, localeOf, locales, pageHref, type Locale } from "./locales.ts";
export { duration, type Words } from "./words.ts";

const dictionaries: Record<Locale, Words> = { en, "zh-hant": zhHant };

/** The interface words of a language. */
export function words(locale: Locale): Words {
  return dictionaries[locale];
}
