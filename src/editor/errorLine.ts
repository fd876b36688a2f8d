import { StateEffect, StateField, type Transaction } from "@codemirror/state";
import { Decoration, EditorView, type DecorationSet } from "@codemirror/view";

/** Marks the line at this position, in place of any other; `null` marks none. */
export const setErrorLine = StateEffect.define<number | null>();

const line = Decoration.line({ class: "cell-error-line" });

function marked(decorations: DecorationSet, transaction: Transaction): DecorationSet {
  for (const effect of transaction.effects) {
    if (effect.is(setErrorLine)) return effect.value === null ? Decoration.none : Decoration.set(line.range(effect.value));
  }
  const at = decorations.iter();
  if (!transaction.docChanged || at.value === null) return decorations;
  const { from, to } = transaction.startState.doc.lineAt(at.from);
  return transaction.changes.touchesRange(from, to) ? Decoration.none : decorations.map(transaction.changes);
}

/** The marked line: it moves with the text around it and loses its mark when it is edited itself. */
export const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: marked,
  provide: (field) => EditorView.decorations.from(field),
});
