import { expect, test } from "vitest";
import { localeNames, localeOf, pageHref } from "../../src/i18n/index.ts";

test("an address tells its language, wherever the site is deployed", () => {
  for (const base of ["/", "/course", "/course/", "/zh-hant/"]) {
    for (const locale of localeNames) {
      for (const slug of [undefined, "sgd", "zh-hanten", "en"]) expect(localeOf(pageHref(base, locale, slug), base)).toBe(locale);
    }
  }
});

test("the default language has no prefix, the others have theirs", () => {
  expect(pageHref("/", "en")).toBe("/");
  expect(pageHref("/", "en", "sgd")).toBe("/sgd/");
  expect(pageHref("/", "zh-hant")).toBe("/zh-hant/");
  expect(pageHref("/course", "en")).toBe("/course/");
  expect(pageHref("/course/", "zh-hant", "sgd")).toBe("/course/zh-hant/sgd/");
});

test("a page whose name only begins like a language is English", () => {
  expect(localeOf("/zh-hantx/")).toBe("en");
  expect(localeOf("/constructor/")).toBe("en");
});
