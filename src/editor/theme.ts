import { EditorView } from "@codemirror/view";

/**
 * Undoes those of CodeMirror's own styles by which an editor would look unlike the static code. Measures and colours are
 * the variables of `styles/editor.css`; these rules cannot stand there, as CodeMirror's belong to no cascade layer and so win over any that do.
 */
export const theme = EditorView.theme({
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit" },
  ".cm-content": { padding: "var(--code-pad-block) 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 var(--code-pad-inline)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--code-match)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent" },
  "@media print": {
    ".cm-scroller": { overflow: "visible" },
    ".cm-content": { flexShrink: 1, whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  },
});
