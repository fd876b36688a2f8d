import type { Inspected } from "../notebook/types.ts";
import { element } from "./element.ts";
import type { OutputWords } from "./words.ts";

/** How much of a value its closed line shows. */
const PREVIEW_ENTRIES = 8;
const PREVIEW_TEXT = 96;
const MAX_DEPTH = 12;

/** A value that opens and closes by itself (`<details>`), so that it works without scripts. */
export function renderValue(value: Inspected, name: string | undefined, document: Document, words: OutputWords): HTMLElement {
  const label = name === undefined ? undefined : key(name, " = ", document);
  return element(document, "div", { class: "output output-value" }, inspect(value, label, document, words, 0));
}

const key = (name: string, after: string, document: Document): HTMLElement => element(document, "span", { class: "inspect-key" }, name, after);

function inspect(value: Inspected, label: HTMLElement | undefined, document: Document, words: OutputWords, depth: number): HTMLElement {
  if (value.type !== "object" && value.type !== "array") {
    const kind = value.type === "primitive" ? value.of : value.type;
    return element(document, "span", { class: "inspect" }, label, element(document, "span", { class: `inspect-${kind}` }, value.text));
  }
  const [open, close] = value.type === "array" ? ["[", "]"] : ["{", "}"];
  const heading = [
    label,
    element(document, "span", { class: "inspect-type" }, value.text),
    " ",
    element(document, "span", { class: "inspect-preview" }, `${open}${preview(value)}${close}`),
  ];
  if (value.entries.length === 0 || depth >= MAX_DEPTH) return element(document, "span", { class: "inspect" }, ...heading);
  const entries = value.entries.map((entry) =>
    element(document, "li", {}, inspect(entry.value, key(entry.key, ": ", document), document, words, depth + 1)),
  );
  if (value.more > 0) entries.push(element(document, "li", { class: "output-more" }, words.output.moreEntries(value.more)));
  return element(document, "details", { class: "inspect" }, element(document, "summary", {}, ...heading), element(document, "ul", {}, ...entries));
}

function preview(value: Extract<Inspected, { entries: unknown }>): string {
  const parts = value.entries.slice(0, PREVIEW_ENTRIES).map((entry) => {
    const text = entry.value.text.length > 24 ? `${entry.value.text.slice(0, 23)}…` : entry.value.text;
    return value.type === "array" ? text : `${entry.key}: ${text}`;
  });
  if (value.entries.length > PREVIEW_ENTRIES || value.more > 0) parts.push("…");
  const text = parts.join(", ");
  return text.length > PREVIEW_TEXT ? `${text.slice(0, PREVIEW_TEXT - 1)}…` : text;
}
