import { syntaxTree } from "@codemirror/language";
import { RangeSetBuilder, type Extension } from "@codemirror/state";
import { Decoration, ViewPlugin, type DecorationSet, type EditorView, type ViewUpdate } from "@codemirror/view";

export interface SymbolOptions {
  /** The symbol that an identifier stands for. */
  of(identifier: string): string | undefined;
  /** The caret has come to a symbol, or has left one (`undefined`), or focus has. */
  onCaret(symbol: string | undefined): void;
}

const identifiers = new Set(["VariableName", "VariableDefinition", "PropertyName", "PropertyDefinition"]);

/** Tags identifiers with their symbols, `data-s`, as the static code has it, and tells which one the caret is at. */
export function symbolMarks({ of, onCaret }: SymbolOptions): Extension {
  const marks = new Map<string, Decoration>();

  function markOf(symbol: string): Decoration {
    if (!marks.has(symbol)) marks.set(symbol, Decoration.mark({ attributes: { "data-s": symbol }, symbol }));
    return marks.get(symbol)!;
  }

  function marked({ state, visibleRanges }: EditorView): DecorationSet {
    const builder = new RangeSetBuilder<Decoration>();
    for (const { from, to } of visibleRanges) {
      syntaxTree(state).iterate({
        from,
        to,
        enter(node) {
          if (!identifiers.has(node.name)) return;
          const symbol = of(state.sliceDoc(node.from, node.to));
          if (symbol !== undefined) builder.add(node.from, node.to, markOf(symbol));
        },
      });
    }
    return builder.finish();
  }

  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      caret: string | undefined;

      constructor(view: EditorView) {
        this.decorations = marked(view);
      }

      update({ docChanged, viewportChanged, startState, state, selectionSet, focusChanged, view }: ViewUpdate): void {
        if (docChanged || viewportChanged || syntaxTree(startState) !== syntaxTree(state)) this.decorations = marked(view);
        else if (!selectionSet && !focusChanged) return;
        const { main } = state.selection;
        let caret: string | undefined;
        if (view.hasFocus && main.empty)
          this.decorations.between(main.head, main.head, (_from, _to, { spec }) => void (caret = spec.symbol as string));
        if (caret === this.caret) return;
        this.caret = caret;
        onCaret(caret);
      }
    },
    { decorations: (plugin) => plugin.decorations },
  );
}
