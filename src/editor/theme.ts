import { EditorView } from "@codemirror/view";

const field = {
  boxSizing: "border-box",
  minHeight: "1.875rem",
  padding: "0 0.5rem",
  border: "1px solid var(--strong-line)",
  borderRadius: "var(--radius)",
  background: "var(--raised)",
  color: "inherit",
  font: "var(--size-ui) / 1.4 var(--font-ui)",
};

/** What stands over the code and beside it: completions, what is known of a name, the panel that finds and replaces. Lists stand in the page's body. */
const over = {
  "&.cm-editor .cm-panels, &.cm-tooltip, .cm-tooltip": { color: "var(--text)" },
  ".cm-tooltip": {
    border: "1px solid var(--line)",
    borderRadius: "var(--radius)",
    background: "var(--raised)",
    boxShadow: "0 4px 20px rgb(0 0 0 / 0.16)",
    font: "var(--size-ui) / 1.45 var(--font-ui)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    maxWidth: "min(30rem, 95vw)",
    minWidth: "min(15rem, 95vw)",
    maxHeight: "13.5rem",
    padding: "0.25rem",
    fontFamily: "var(--font-code)",
    "& > li": { display: "flex", gap: "1.5em", padding: "0.1rem 0.5rem", borderRadius: "var(--radius)", lineHeight: "1.5" },
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent-tint)", color: "var(--text)" },
  ".cm-completionMatchedText": { color: "var(--accent)", fontWeight: "600", textDecoration: "none" },
  ".cm-completionDetail": {
    flex: "1",
    minWidth: "0",
    margin: "0",
    overflow: "hidden",
    color: "var(--muted)",
    fontStyle: "normal",
    textAlign: "end",
    textOverflow: "ellipsis",
  },
  ".cm-tooltip.cm-completionInfo": { maxHeight: "20rem", padding: "0.5rem 0.75rem", overflow: "auto", whiteSpace: "normal" },
  ".cm-tooltip.cm-tooltip-hover": { maxWidth: "min(34rem, 95vw)", maxHeight: "20rem", padding: "0.5rem 0.75rem", overflow: "auto" },
  ".cell-doc": {
    overflowWrap: "anywhere",
    "& code": { fontFamily: "var(--font-code)" },
    "& > code": { display: "block", padding: "0", border: "0", background: "none", whiteSpace: "pre-wrap" },
    "& p, & dl, & dd": { margin: "0" },
    "& p, & dl": { marginTop: "0.4rem" },
    "& dd": { marginInlineStart: "1rem", color: "var(--muted)" },
  },
  ".cm-panels": { borderRadius: "inherit", background: "var(--surface)" },
  ".cm-panels.cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-panel.cm-search": {
    padding: "0.4rem 2.75rem 0.4rem 0.75rem",
    font: "var(--size-ui) / 1.4 var(--font-ui)",
    "& input, & button, & label": { margin: "0.2rem 0.4rem 0.2rem 0" },
    "& input.cm-textfield": { ...field, width: "12rem" },
    "& button": { ...field, cursor: "pointer" },
    "& button[name=close]": { ...field, position: "absolute", top: "0.6rem", right: "0.4rem", width: "1.875rem", padding: "0", cursor: "pointer" },
    "& label": { display: "inline-flex", verticalAlign: "middle", alignItems: "center", gap: "0.3rem", fontSize: "inherit" },
    "& input[type=checkbox]": { margin: "0" },
    "& :focus-visible": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  },
  ".cm-searchMatch": { background: "var(--code-match)" },
  ".cm-searchMatch.cm-searchMatch-selected": { background: "var(--code-match)", outline: "2px solid var(--accent)" },
};

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
  ...over,
  "@media print": {
    ".cm-panels, &.cm-tooltip, .cm-tooltip": { display: "none" },
    ".cm-scroller": { overflow: "visible" },
    ".cm-content": { flexShrink: 1, whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  },
});
