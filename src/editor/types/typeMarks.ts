import { diagnosticCount, forEachDiagnostic, linter, nextDiagnostic, type Diagnostic } from "@codemirror/lint";
import { StateEffect, type EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, ViewPlugin } from "@codemirror/view";
import type { CellTypes } from "./messages.ts";
import { setMessages, typeMessages } from "./typeMessages.ts";

/** Something besides this cell's code has changed. */
const again = StateEffect.define<null>();

/** Marks type errors under the code. Their messages are shown under the pointer, and by F8, which goes from one to the next and says it. */
export function typeMarks(types: CellTypes, line: (n: number) => string): Extension {
  const said = (state: EditorState, { from, message }: Pick<Diagnostic, "from" | "message">): string =>
    `${line(state.doc.lineAt(from).number)}: ${message}`;
  const next = (view: EditorView): boolean => {
    if (!nextDiagnostic(view)) return false;
    const { from } = view.state.selection.main;
    forEachDiagnostic(view.state, ({ message }, at) => {
      if (at === from) view.dispatch({ effects: EditorView.announce.of(said(view.state, { from, message })) });
    });
    return true;
  };
  return [
    linter(
      async ({ state }) => {
        const { doc } = state;
        const marks = (await types.ask(doc.toString(), "marks")) ?? [];
        return marks.map((mark): Diagnostic => ({ ...mark, severity: "error" }));
      },
      { delay: 400, needsRefresh: ({ transactions }) => transactions.some(({ effects }) => effects.some((effect) => effect.is(again))) },
    ),
    keymap.of([{ key: "F8", run: next }]),
    ViewPlugin.define((view) => ({ destroy: types.watch(() => view.dispatch({ effects: again.of(null) })) })),
    EditorView.updateListener.of(({ state, view }) => {
      const messages: string[] = [];
      if (diagnosticCount(state) > 0) forEachDiagnostic(state, ({ message }, from) => messages.push(said(state, { from, message })));
      if (messages.join("\n") !== state.field(typeMessages).join("\n")) view.dispatch({ effects: setMessages.of(messages) });
    }),
    theme,
  ];
}

const theme = EditorView.theme({
  ".cm-lintRange-error": {
    backgroundImage: "none",
    paddingBottom: "0",
    textDecoration: "underline wavy var(--error)",
    textDecorationThickness: "1px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-active": { backgroundColor: "transparent" },
  ".cm-lintPoint-error:after": { borderBottomColor: "var(--error)" },
  ".cm-tooltip-lint .cm-diagnostic": {
    margin: "0",
    padding: "0",
    borderLeft: "0",
    color: "var(--error)",
    whiteSpace: "pre-wrap",
    overflowWrap: "anywhere",
  },
  "@media print": { ".cm-lintRange-error": { textDecoration: "none" }, ".cm-lintPoint": { display: "none" } },
});
