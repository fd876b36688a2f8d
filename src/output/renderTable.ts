import type { Output } from "../notebook/types.ts";
import { element } from "./element.ts";
import { styledNumbers } from "../text/number.ts";
import { formatNumber } from "./number.ts";
import type { OutputWords } from "./words.ts";

type Table = Output<"table">;
type Cell = Table["rows"][number][number];

/** A table in a box of its own that scrolls when it is wider than the text; numbers stand at the right. */
export function renderTable({ columns, rows, more, caption }: Table, document: Document, words: OutputWords): HTMLElement {
  const cell = (name: "td" | "th", value: Cell, numeric: boolean): HTMLElement =>
    element(document, name, { class: numeric ? "numeric" : undefined, scope: name === "th" ? "col" : undefined }, cellText(value));
  const head = element(document, "tr", {}, ...columns.map((column) => cell("th", column.name, column.numeric)));
  const body = rows.map((row) => element(document, "tr", {}, ...columns.map((column, i) => cell("td", row[i] ?? null, column.numeric))));
  const table = element(
    document,
    "table",
    {},
    caption === undefined ? undefined : element(document, "caption", {}, caption),
    element(document, "thead", {}, head),
    element(document, "tbody", {}, ...body),
  );
  // A box that scrolls must be reachable by keyboard.
  const box = element(document, "div", { class: "table-box", tabindex: 0, role: "group", "aria-label": caption }, table);
  const rest = more > 0 ? element(document, "p", { class: "output-more" }, words.output.moreRows(more)) : undefined;
  return element(document, "div", { class: "output output-table" }, box, rest);
}

const cellText = (value: Cell): string => (value === null ? "–" : typeof value === "number" ? formatNumber(value) : styledNumbers(String(value)));
