import { classHighlighter, highlightCode } from "@lezer/highlight";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { isHighlighted } from "../notebook/codeLimits.ts";

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * The HTML of TypeScript code: text in `<span class="tok-…">`, the classes of Lezer's `classHighlighter`, which the editor uses
 * too, so that nothing changes when it opens. The text of the result is `code`; only after a last line that is empty
 * comes one line break more, because a `<pre>` does not show its last one and the editor does. Code that is too long or too nested
 * for it (`codeLimits`) is text and nothing else.
 */
export function highlight(code: string): string {
  return withLastLine(code, isHighlighted(code) ? colored(code) : escaped(code));
}

/** The HTML of code as `highlight` has it, without colours. */
export function plain(code: string): string {
  return withLastLine(code, escaped(code));
}

/** A paragraph of a comment as HTML: what stands between backticks is code, also `` with ` in it ``. */
export const commentHtml = (text: string): string => escaped(text).replace(/(`+) ?(.+?) ?\1(?!`)/g, "<code>$2</code>");

const withLastLine = (code: string, html: string): string => (code === "" || code.endsWith("\n") ? html + "\n" : html);

function colored(code: string): string {
  let html = "";
  try {
    highlightCode(
      code,
      typescriptLanguage.parser.parse(code),
      classHighlighter,
      (text, classes) => (html += classes ? `<span class="${classes}">${escaped(text)}</span>` : escaped(text)),
      () => (html += "\n"),
    );
  } catch (error) {
    // Without brackets, too, code can be nested until the stack overflows: `a => a => a => …`.
    if (error instanceof RangeError) return escaped(code);
    throw error;
  }
  return html;
}
