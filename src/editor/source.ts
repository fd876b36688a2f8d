/** The static code of a cell, `<pre class="cell-source">`: what the page does with it before, or without, an editor. Imports nothing. */

/**
 * The offset in the text of `source` of the caret that a click at a point of the window (CSS pixels) sets; `null` where
 * the point is outside. It is asked at the click: the editor may be loaded only after the page has moved on.
 */
export function caretOffset(source: HTMLElement, x: number, y: number): number | null {
  const { ownerDocument } = source;
  const caret = caretAt(ownerDocument, x, y);
  if (caret === null || !source.contains(caret.node)) return null;
  const before = ownerDocument.createRange();
  before.setStart(source, 0);
  before.setEnd(caret.node, caret.offset);
  return before.toString().length;
}

function caretAt(document: Document, x: number, y: number): { node: Node; offset: number } | null {
  // Older Safari has only caretRangeFromPoint.
  if ("caretPositionFromPoint" in document) {
    const position = document.caretPositionFromPoint(x, y);
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = (document as Document).caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/** Marks a line of the static code, the first being 1, in place of any other; `null` marks none. */
export function markSourceLine(source: HTMLElement, line: number | null): void {
  if (line === null) source.style.removeProperty("--error-line");
  else source.style.setProperty("--error-line", String(line));
  source.toggleAttribute("data-error-line", line !== null);
}
