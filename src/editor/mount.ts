// `mountEditor` is long because it is a list: the editor's extensions, whose order is their precedence, and what the page can do with the editor.
import { closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { typescriptLanguage } from "@codemirror/lang-javascript";
import { bracketMatching, forceParsing, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { isHighlighted, tooLong } from "../notebook/codeLimits.ts";
import { errorLine, setErrorLine } from "./errorLine.ts";
import { completion, type CompletionOptions } from "./completion.ts";
import { highlight } from "./highlight.ts";
import { leaving } from "./leave.ts";
import { changeTo } from "./changeTo.ts";
import { symbolMarks, type SymbolOptions } from "./symbolMarks.ts";
import { typeErrors } from "./types/typeErrors.ts";
import { typeMessages } from "./types/typeMessages.ts";
import { theme } from "./theme.ts";

/** The words that the editor says to a screen reader. */
export interface EditorWords {
  /** Which keys run the cell and how to leave; read after the editor's name. */
  keys: string;
  /** "line 3", before an error's message. */
  line(n: number): string;
  /** What CodeMirror itself says, by its English: the words of the panel that finds and replaces, of the list of completions, and what is announced. */
  phrases: Readonly<Record<string, string>>;
}

export interface EditorOptions {
  doc: string;
  /** Accessible name. */
  label: string;
  readOnly?: boolean;
  /** It is no code: text without colours and completion, in lines that wrap. */
  isPlain?: boolean;
  words: EditorWords;
  /** The text after an edit of the reader's; `setText` is none. */
  onChange(text: string): void;
  /** Shift+Enter. */
  onRun(): void;
  /** Ctrl+Enter, on a Mac Cmd+Enter. */
  onRunStay(): void;
  /** More was put in than a cell's code can be (`codeLimits`): the text is as it was. */
  onTooLong(): void;
  /** Names that mean something elsewhere in the page, too; none where not given. */
  symbols?: SymbolOptions;
  /** What completion knows besides the text; that alone where not given. */
  completion?: CompletionOptions;
}

export interface Editor {
  text(): string;
  /** Makes the text this one by the smallest change, so that the caret and what is on screen stay; the reader can undo it. */
  setText(text: string): void;
  /** Marks a line, the first being 1 (a number outside the text marks its nearest line), in place of any other; `message` describes the editor. */
  mark(line: number, message: string): void;
  unmark(): void;
  /** Takes the focus, without scrolling the page; the caret goes to offset `at`, where given. */
  focus(at?: number): void;
  /** Removes the editor and shows the static code again, with the text as it now is, and the focus where the editor had it. */
  destroy(): void;
}

const bySetText = Annotation.define<boolean>();
let mounted = 0;

/** What knows TypeScript, in a place of its own: code that is too long or too nested for it is edited as text. */
const languagePart = new Compartment();

type Language = (text: string) => Extension;

const codeLanguage: Language = (text) => (isHighlighted(text) ? typescript : plain);

const plain: Extension = [];
const wrapped: Extension = EditorView.lineWrapping;
const typescript: Extension = [typescriptLanguage, syntaxHighlighting(classHighlighter), indentOnInput(), bracketMatching()];

/** Keeps to `codeLimits` whatever is typed and pasted. What makes a text shorter is welcome even where it is still too long. */
function withinLimits(onTooLong: () => void, language: Language): Extension {
  /** What is too long by itself is refused before the editor divides it into lines: of megabytes that takes as long as a few frames. */
  const refuse = (transfer: DataTransfer | null, { state }: EditorView): boolean => {
    const text = transfer?.getData("text/plain") ?? "";
    const isRefused = text.length > state.doc.length && tooLong(text) !== undefined;
    if (isRefused) onTooLong();
    return isRefused;
  };
  return [
    EditorView.domEventHandlers({
      paste: ({ clipboardData }, view) => refuse(clipboardData, view),
      drop: ({ dataTransfer }, view) => refuse(dataTransfer, view),
    }),
    EditorState.changeFilter.of((transaction) => {
      const { docChanged, newDoc, startState } = transaction;
      if (!docChanged || transaction.annotation(bySetText) || newDoc.length <= startState.doc.length || !tooLong(newDoc.toString())) return true;
      onTooLong();
      return false;
    }),
    EditorState.transactionExtender.of(({ docChanged, newDoc, startState }) => {
      if (!docChanged) return null;
      const wanted = language(newDoc.toString());
      return languagePart.get(startState) === wanted ? null : { effects: languagePart.reconfigure(wanted) };
    }),
  ];
}

/**
 * Puts an editor into `parent`, in the place of its `.cell-source` where it has one: same boxes, same glyphs, same scroll position
 * (`styles/editor.css` sets both). Keys that it has used are `defaultPrevented`.
 */
export function mountEditor(parent: HTMLElement, options: EditorOptions): Editor {
  const { words } = options;
  const { ownerDocument } = parent;
  const source = parent.querySelector<HTMLElement>(".cell-source");
  const shell = ownerDocument.createElement("div");
  shell.className = "cell-editor";
  const description = ownerDocument.createElement("span");
  description.id = `cell-editor-${++mounted}`;
  description.hidden = true;
  description.textContent = words.keys;

  const language: Language = options.isPlain ? () => wrapped : codeLanguage;
  const run = (action: () => void) => (view: EditorView) => {
    closeCompletion(view);
    action();
    return true;
  };
  const view = new EditorView({
    parent: shell,
    doc: options.doc,
    extensions: [
      leaving(),
      keymap.of([
        { key: "Shift-Enter", run: run(options.onRun) },
        { key: "Mod-Enter", run: run(options.onRunStay) },
      ]),
      options.isPlain ? [] : completion(options.completion),
      options.isPlain || !options.completion?.types ? [] : typeErrors(options.completion.types, words.line),
      search(),
      EditorState.phrases.of(words.phrases),
      keymap.of([
        // Those of the panel; others of its keys are the browser's in a page.
        ...searchKeymap.filter(({ scope }) => scope !== undefined),
        indentWithTab,
        ...defaultKeymap,
        ...historyKeymap,
      ]),
      history(),
      languagePart.of(language(options.doc)),
      withinLimits(options.onTooLong, language),
      EditorState.tabSize.of(2),
      indentUnit.of("  "),
      theme,
      errorLine,
      options.symbols ? symbolMarks(options.symbols) : [],
      EditorState.readOnly.of(options.readOnly ?? false),
      EditorView.contentAttributes.of((view) => ({
        "aria-label": options.label,
        // The editor is in the tab order anyway; the attribute is for accessibility checks, which want it on whatever scrolls.
        tabindex: "0",
        "aria-describedby": description.id,
        ...(view.state.field(errorLine).size > 0 && { "aria-invalid": "true" }),
      })),
      EditorView.updateListener.of(({ docChanged, transactions, state }) => {
        if (state.field(errorLine).size === 0) description.textContent = [words.keys, ...(state.field(typeMessages, false) ?? [])].join("\n");
        if (docChanged && !transactions.every((transaction) => transaction.annotation(bySetText))) options.onChange(state.doc.toString());
      }),
    ],
  });

  // Otherwise a slow machine shows the first frames without colours: CodeMirror gives the first parse 20 ms.
  forceParsing(view, view.state.doc.length, 1000);
  shell.append(description);
  const { scrollLeft, scrollTop } = source ?? { scrollLeft: 0, scrollTop: 0 };
  if (source === null) parent.append(shell);
  else {
    source.before(shell);
    source.hidden = true;
  }
  // Makes the editor measure itself now: otherwise lines far down are drawn only in the next frame, and the page jumps.
  view.coordsAtPos(0);
  Object.assign(view.scrollDOM, { scrollLeft, scrollTop });

  return {
    text: () => view.state.doc.toString(),
    setText(text) {
      view.dispatch({ changes: changeTo(view.state.doc.toString(), text), annotations: [bySetText.of(true), isolateHistory.of("full")] });
    },
    mark(line, message) {
      const { doc } = view.state;
      const number = Math.min(Math.max(line, 1), doc.lines);
      view.dispatch({ effects: setErrorLine.of(doc.line(number).from) });
      description.textContent = `${words.line(number)}: ${message}`;
    },
    unmark: () => view.dispatch({ effects: setErrorLine.of(null) }),
    focus(at) {
      if (at !== undefined) view.dispatch({ selection: { anchor: Math.min(Math.max(at, 0), view.state.doc.length) } });
      view.focus();
    },
    destroy() {
      const text = view.state.doc.toString();
      const { hasFocus } = view;
      view.destroy();
      shell.remove();
      if (source === null) return;
      (source.querySelector("code") ?? source).innerHTML = highlight(text);
      source.hidden = false;
      if (hasFocus) source.focus({ preventScroll: true });
    },
  };
}
