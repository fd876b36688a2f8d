import { StateEffect, StateField, type Text, type Transaction } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Marks the line at this position, in place of any other; `null` marks none. */
export const setErrorLine = StateEffect.define<number | null>();

/** A marked line has its number beside it: the error names it. */
const marked = (doc: Text, at: number): DecorationSet =>
  Decoration.set(Decoration.line({ class: "cell-error-line", attributes: { "data-line": String(doc.lineAt(at).number) } }).range(at));

function changed(decorations: DecorationSet, transaction: Transaction): DecorationSet {
  for (const effect of transaction.effects) {
    if (effect.is(setErrorLine)) return effect.value === null ? Decoration.none : marked(transaction.newDoc, effect.value);
  }
  const at = decorations.iter();
  if (!transaction.docChanged || at.value === null) return decorations;
  const { from, to } = transaction.startState.doc.lineAt(at.from);
  return transaction.changes.touchesRange(from, to) ? Decoration.none : marked(transaction.newDoc, transaction.changes.mapPos(at.from, 1));
}

/** The marked line: it moves with the text around it and loses its mark when it is edited itself. */
export const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: changed,
  provide: (field) => EditorView.decorations.from(field),
});
