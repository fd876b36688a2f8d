import { symbolOf } from "./symbolOf.ts";

/** Highlighted code whose identifiers are tagged with the symbols they stand for. */
export const tagCode = (html: string): string =>
  html.replace(/<span class="([^"]*\btok-(?:variable|property)Name\b[^"]*)">(\w+)<\/span>/g, (span, classes: string, identifier: string) => {
    const symbol = symbolOf(identifier);
    return symbol === undefined ? span : `<span class="${classes}" data-s="${symbol}">${identifier}</span>`;
  });
