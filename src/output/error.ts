import type { CellError } from "../notebook/types.ts";
import { element } from "./element.ts";
import type { OutputWords } from "./words.ts";

/** What a cell's error says: its kind and line, the message, what would be right, and the cells it speaks of. */
export function renderError(error: CellError, { document, words }: { document: Document; words: OutputWords }): HTMLElement {
  const { kind, message, line, hint, cells = [] } = error;
  const box = element(document, "div", { class: "output output-error", "data-kind": kind });
  const title = element(
    document,
    "p",
    { class: "error-title" },
    element(document, "strong", {}, words.error.kinds[kind] ?? words.error.kinds.runtime),
  );
  if (line !== undefined) title.append(" ", element(document, "span", { class: "error-line" }, words.error.line(line)));
  box.append(title, element(document, "p", { class: "error-message" }, message));
  if (hint !== undefined) box.append(element(document, "p", { class: "error-hint" }, element(document, "strong", {}, words.error.hint), " ", hint));
  if (cells.length > 0) {
    const between = kind === "cycle" ? " → " : ", ";
    const links = cells.flatMap((id, i) => [i > 0 ? between : " ", element(document, "a", { href: `#cell-${encodeURIComponent(id)}` }, id)]);
    box.append(element(document, "p", { class: "error-cells" }, element(document, "strong", {}, words.error.cells), ...links));
  }
  return box;
}
