import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
  completionStatus,
  selectedCompletion,
  startCompletion,
} from "@codemirror/autocomplete";
import { Prec, type Extension } from "@codemirror/state";
import { EditorView, hoverTooltip, keymap, tooltips } from "@codemirror/view";
import { meaningAt, wordAt } from "./atPosition.ts";
import { explain, explainTyped, isWritten } from "./explain.ts";
import type { Library } from "./library.ts";
import { createScope, type Surroundings } from "./meaning.ts";
import { complete } from "./offers.ts";
import type { CellTypes } from "./types/messages.ts";

/** What the editor asks of the page around it, to complete and explain names. */
export interface CompletionOptions {
  /** What can be imported; rejects where it cannot be loaded, and is asked again at the next chance. */
  library(): Promise<Library>;
  /** The other cells of the page, as they stand. */
  cells(): readonly { title: string; code: string }[];
  /** What TypeScript knows, once it is there. */
  types?: CellTypes;
}

/**
 * Completion while typing, and by Ctrl+Space; what is known of a name under the pointer; brackets and quotes that close themselves. Without
 * `options` it knows the cell alone.
 */
export function completion(options?: CompletionOptions): Extension {
  const types = options?.types;
  let library: Library | undefined;
  let loading: Promise<unknown> | undefined;
  const load = () =>
    (loading ??= options?.library().then(
      (loaded) => (library = loaded),
      () => (loading = undefined),
    ));
  void load();
  const around = (): Surroundings => ({ library, cells: options?.cells() ?? [] });

  return [
    closeBrackets(),
    enterBreaksLines(),
    autocompletion({
      override: [
        (context) => {
          const loaded = library ? undefined : load();
          return loaded ? loaded.then(() => complete(context, around(), types)) : complete(context, around(), types);
        },
      ],
      icons: false,
      positionInfo,
      activateOnTypingDelay: 10,
      maxRenderedOptions: 60,
    }),
    keymap.of([...closeBracketsKeymap, { key: "Tab", run: acceptCompletion }]),
    // On a slide, which is scaled, and beside what cuts off what is larger than it, lists stand over the page.
    tooltips({ position: "fixed", parent: document.body }),
    hoverTooltip(async (view, pos) => {
      const found = wordAt(view.state, pos);
      if (!found) return null;
      const code = view.state.doc.toString();
      const scope = createScope(code, around());
      const meaning = meaningAt(view.state, found, scope);
      const typed = isWritten(meaning) ? undefined : await types?.ask(code, "nameAt", found.from);
      const dom = typed ? explainTyped(typed, meaning) : meaning && explain(meaning, scope);
      return dom ? { pos: found.from, end: found.to, above: true, create: () => ({ dom }) } : null;
    }),
  ];
}

/**
 * Enter takes what stands selected in the list where a name was begun or a list was asked for. A list that came by itself, behind a brace or a full stop,
 * and a name that is whole already, are no reason not to break the line.
 */
function enterBreaksLines(): Extension {
  let isAsked = false;
  const ask = (view: EditorView): boolean => {
    isAsked ||= completionStatus(view.state) === "active";
    return false;
  };
  return Prec.highest([
    keymap.of([
      // Ctrl+Space, and what a Mac has beside it.
      ...completionKeymap.filter(({ run }) => run === startCompletion).map((binding) => ({ ...binding, run: () => ((isAsked = true), false) })),
      { key: "ArrowDown", run: ask },
      { key: "ArrowUp", run: ask },
      {
        key: "Enter",
        run(view) {
          const { state } = view;
          const [begun] = /[\w$]*$/.exec(state.sliceDoc(state.doc.lineAt(state.selection.main.head).from, state.selection.main.head))!;
          const selected = selectedCompletion(state);
          if (!isAsked && selected && (begun === "" || (begun === selected.label && selected.apply === undefined))) closeCompletion(view);
          return false;
        },
      },
    ]),
    EditorView.updateListener.of(({ state }) => {
      if (completionStatus(state) === null) isAsked = false;
    }),
  ]);
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where what is known of the selected name stands: beside the list; where there is no room, on the list's side that is away from the code. */
function positionInfo(view: EditorView, list: Box, option: Box, info: Box, space: Box): { style: string; class: string } {
  const [right, left] = [space.right - list.right, list.left - space.left];
  const least = Math.min(info.right - info.left, 240);
  if (Math.max(right, left) >= least) {
    const side = right >= least ? "right" : "left";
    const top = Math.max(space.top, Math.min(option.top, space.bottom - (info.bottom - info.top))) - list.top;
    return { style: `top: ${top}px; max-width: min(25rem, ${side === "right" ? right : left}px)`, class: `cm-completionInfo-${side}` };
  }
  const caret = view.coordsAtPos(view.state.selection.main.head);
  const isAbove = caret !== null && list.top < caret.top;
  const height = isAbove ? list.top - space.top : space.bottom - list.bottom;
  const style = `${isAbove ? "bottom" : "top"}: 100%; left: ${-left}px; max-width: ${space.right - space.left}px; max-height: ${height}px`;
  return { style, class: "" };
}
