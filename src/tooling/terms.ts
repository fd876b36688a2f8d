import { glossary } from "../../content/glossary.ts";
import type { Locale } from "../i18n/index.ts";

/** A piece of a text: as it is, or the first use of a term of the glossary. */
export interface Piece {
  text: string;
  term?: string;
}

interface Form {
  id: string;
  form: string;
  pattern: string;
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

function formsOf(locale: Locale): Form[] {
  const forms = Object.entries(glossary).flatMap(([id, entry]): Form[] => {
    if (locale === "en") {
      const english = [entry.term, ...(entry.also ?? [])];
      return english.map((form) => ({ id, form, pattern: escape(form).replaceAll(" ", "\\s+") + (/[a-z]$/.test(form) ? "s?" : "") }));
    }
    const form = entry[locale];
    return form === undefined ? [] : [{ id, form, pattern: escape(form) }];
  });
  // The longest form wins: "gradient descent" is not a gradient.
  return forms.sort((a, b) => b.form.length - a.form.length);
}

/**
 * A reader of prose that finds the terms of the glossary: call it with one text after the other, and it parts each at the terms that it has not met before.
 * A word that is part of a longer term is not that word.
 */
export function termFinder(locale: Locale): (text: string) => Piece[] {
  const forms = formsOf(locale);
  // Without a term in this language nothing is one.
  const all = forms.map(({ pattern }) => `(${pattern})`).join("|") || "(?!)";
  // Chinese has no spaces between words.
  const finder = new RegExp(locale !== "zh-hant" ? `(?<![\\p{L}\\p{N}_-])(?:${all})(?![\\p{L}\\p{N}_]|-\\p{L})` : all, "giu");
  const met = new Set<string>();
  return (text) => {
    const pieces: Piece[] = [];
    let end = 0;
    for (const match of text.matchAll(finder)) {
      // Each form is a group of its own.
      const { id, form } = forms[match.slice(1).findIndex((group) => group !== undefined)]!;
      if (met.has(id) || (/^[A-Z]{2}/.test(form) && !match[0].startsWith(form))) continue;
      met.add(id);
      if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
      pieces.push({ text: match[0], term: id });
      end = match.index + match[0].length;
    }
    if (end < text.length) pieces.push({ text: text.slice(end) });
    return pieces;
  };
}
