import { classHighlighter, highlightCode } from "@lezer/highlight";
import { typescriptLanguage } from "@codemirror/lang-javascript";

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character]);
}

/**
 * The HTML of TypeScript code: text in `<span class="tok-…">`, the classes of Lezer's `classHighlighter`, which the editor uses
 * too, so that nothing changes when it opens. The text of the result is `code`; only after a last line that is empty
 * comes one line break more, because a `<pre>` does not show its last one and the editor does.
 */
export function highlight(code: string): string {
  let html = "";
  highlightCode(
    code,
    typescriptLanguage.parser.parse(code),
    classHighlighter,
    (text, classes) => (html += classes ? `<span class="${classes}">${escaped(text)}</span>` : escaped(text)),
    () => (html += "\n"),
  );
  return code === "" || code.endsWith("\n") ? html + "\n" : html;
}
