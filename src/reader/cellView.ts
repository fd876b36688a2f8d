// One file, though a long one: code, editor, state, clock and notices of a cell stand in one element, and most of what is done to one changes another.
import type { CompletionOptions } from "../editor/completion.ts";
import type { Editor } from "../editor/mount.ts";
import { markSourceLine } from "../editor/source.ts";
import type { Words } from "../i18n/index.ts";
import { codeLimits, isHighlighted } from "../notebook/codeLimits.ts";
import { isOwnId } from "../notebook/ownId.ts";
import { endState, type RunEnd, type Standing } from "../notebook/runState.ts";
import type { Cell, CellError, CellState, InputValue, Shown } from "../notebook/types.ts";
import { element as makeElement } from "../output/element.ts";
import { tagCode } from "../symbols/tagCode.ts";
import { symbolOf } from "../symbols/symbolOf.ts";
import { createCellOutputs } from "./cellOutputs.ts";
import type { Standing as StandingOutput } from "./standingOutputs.ts";
import type { Drawing } from "./drawing.ts";
import { button, enable } from "./elements.ts";

/** What a reader does to a cell. */
export interface CellActions {
  edited(id: string, source: string): void;
  run(id: string, then: "move" | "stay"): void;
  stop(): void;
  keepWaiting(): void;
  moved(id: string, key: string, value: InputValue): void;
}

/** One cell on the page: its element, its editor once open, its state, and what it shows. It knows no other cell and no sandbox. */
export interface CellView {
  readonly id: string;
  readonly scope: Cell["scope"];
  readonly title: string;
  readonly element: HTMLElement;
  state(): CellState;
  setState(state: CellState): void;
  source(): string;
  /** Puts `source` into the cell without counting it as the reader's edit; an open editor keeps its caret. */
  setSource(source: string): void;
  /** Takes away what was said of the cell. */
  clearNotices(): void;
  /** Puts positions into the controls, without a run. */
  setInputs(values: Record<string, InputValue>): void;
  /** The reader has moved an input by its control: its handle follows. */
  follow(key: string, value: InputValue | null): void;
  canReset(can: boolean): void;
  /** Opens the editor, or goes back to it; `caret` is an offset in the source. */
  edit(caret?: number): Promise<void>;
  focusCode(): void;
  /** A run of it began at this time, in milliseconds as `Date.now` counts them; its plots are drawn for this width. */
  start(at: number, forWidth: number): void;
  output(index: number, output: Shown): void;
  /** Whether its plots were drawn for another width than there is now; asked once for each width. */
  isMisfit(): boolean;
  /** A plot drawn again takes the place of the one on show. */
  redraw(index: number, output: Shown): void;
  /** A run of it ended, or failed after its end; `stands` is what now stands under its code. */
  ended(end: RunEnd, stands: Standing): void;
  /** The cell has run for `seconds` without output: offers Stop and Keep waiting; null takes the offer away. */
  silent(seconds: number | null): void;
  /** Says something of the cell, once while it stands. What is returned takes it away. */
  notice(text: string, how?: NoticeOptions): () => void;
  /** The room for its plots, in CSS pixels. */
  width(): number;
  /** What it shows on the page. */
  shown(): StandingOutput[];
}

/** How a notice can be answered, and what takes it away. */
export interface NoticeOptions {
  /** Buttons that do something about it. They take it away, unless there is more to be chosen after them (`stays`). */
  answers?: { label: string; act(): void; stays?: true }[];
  /** It stands until the cell runs, or is edited; else until it is answered or the cell is reset. */
  until?: "run" | "edit";
}

interface Setup {
  element: HTMLElement;
  cell: Cell;
  /** What the cell showed at build. */
  outputs: readonly Shown[];
  words: Words;
  drawing: Drawing;
  actions: CellActions;
  /** Where its inputs stand, of those that were moved. */
  positions(): Readonly<Record<string, InputValue>> | undefined;
  asText?: AsText;
  /** What its editor can complete. */
  completion: CompletionOptions;
}

/** What the reader sees and writes in the place of the code. */
export interface AsText {
  toText(source: string): string;
  toSource(text: string): string;
}

export function createCellView({ element, cell, outputs: built, words, drawing, actions, positions, asText, completion }: Setup): CellView {
  const part = <T extends HTMLElement = HTMLElement>(selector: string) => element.querySelector<T>(selector)!;
  const code = part(".cell-code");
  const pre = part(".cell-source");
  const [stateText, elapsed, notices] = [part(".cell-state"), part(".cell-elapsed"), part(".cell-notice")];
  const command = (action: "stop" | "reset") =>
    makeElement(document, "button", { type: "button", "data-action": action, disabled: "" }, words.cell[action]);
  const [stop, reset] = [command("stop"), command("reset")];
  const run = part<HTMLButtonElement>('[data-action="run"]');
  run.after(stop, reset);
  const shownBox = part(".cell-outputs");
  shownBox.role = "group";
  shownBox.ariaLabel = words.cell.output(cell.title);
  const outputs = createCellOutputs({
    cell: element,
    built,
    drawing,
    handleWords: words.output,
    positions,
    onMove: (key, value) => actions.moved(cell.id, key, value),
  });
  let source = cell.source;
  const written = () => asText?.toText(source) ?? source;
  let state: CellState = "fresh";
  let editor: Editor | undefined;
  let marked: CellError | undefined;
  let opening: Promise<void> | undefined;
  /** The offer to stop, while it stands. */
  let silence: HTMLElement | undefined;
  let clock: ReturnType<typeof setInterval> | undefined;

  function enter(to: CellState): void {
    if (state === "running" && to !== "running") clearInterval(clock);
    state = to;
  }

  function showSource(): void {
    const text = written();
    const shown = pre.querySelector("code")!;
    shown.textContent = text;
    if (!asText && isHighlighted(text))
      void import("../editor/highlight.ts").then(({ highlight }) => {
        if (source === text) shown.innerHTML = tagCode(highlight(text));
      });
  }
  // The page's HTML has folded code without its colours (`tooling/remarkCells.ts`).
  if (code instanceof HTMLDetailsElement) {
    if (code.open) showSource();
    else code.addEventListener("toggle", showSource, { once: true });
  }

  /** Shows the state, where it is another than is shown: a control that is dragged begins and ends a run in each frame. */
  function showState(): void {
    if (element.dataset.state === state) return;
    element.dataset.state = state;
    element.ariaBusy = String(state === "running");
    enable(stop, state === "running");
    stateText.textContent = words.cell.states[state];
    if (cell.check && state === "stale") outputs.showVerdict(false);
    if (cell.check && (state === "fresh" || state === "done")) outputs.showVerdict(true);
  }

  function setState(to: CellState): void {
    if (to === state) return;
    enter(to);
    showState();
  }

  function mark(error: CellError | undefined): void {
    // An editor takes a frame's time for each change, even one that changes nothing.
    if (!error && !marked) return;
    marked = error;
    const line = error?.kind === "upstream" ? undefined : error?.line;
    if (!editor) markSourceLine(pre, line ?? null);
    else if (line === undefined) editor.unmark();
    else editor.mark(line, error!.message);
  }

  async function open(caret?: number): Promise<void> {
    const { mountEditor } = await import("../editor/mount.ts");
    editor = mountEditor(code, {
      doc: written(),
      isPlain: asText !== undefined,
      label: asText ? words.cell.own.text(cell.title) : words.cell.editor(cell.title),
      words: { keys: words.cell.keys, line: words.error.line, phrases: words.cell.editorPhrases },
      completion,
      onChange(text) {
        source = asText?.toSource(text) ?? text;
        end("edit");
        actions.edited(cell.id, source);
      },
      onRun: () => actions.run(cell.id, "move"),
      onRunStay: () => actions.run(cell.id, "stay"),
      onTooLong: () => notice(words.cell.tooLong(codeLimits.bytes / 1000, codeLimits.lines)),
      symbols: { of: symbolOf, onCaret: (symbol) => code.dispatchEvent(new CustomEvent("symbol", { bubbles: true, detail: symbol })) },
    });
    mark(marked);
    editor.focus(caret);
  }

  function notice(text: string, { answers = [], until }: NoticeOptions = {}): () => void {
    const remove = () => line.remove();
    const same = [...notices.children].find(({ firstChild }) => firstChild?.textContent === text);
    const line = document.createElement("p");
    line.textContent = text;
    if (until) line.dataset.until = until;
    for (const { label, act, stays } of answers) {
      line.append(
        button(label, () => {
          // A button that goes must not take the focus with it.
          if (!stays && line.contains(document.activeElement)) run.focus({ preventScroll: true });
          if (!stays) remove();
          act();
        }),
      );
    }
    if (same) same.replaceWith(line);
    else notices.append(line);
    return remove;
  }

  /** Takes away the notices that stood until this. */
  function end(what: "run" | "edit"): void {
    for (const line of notices.querySelectorAll(`[data-until="${what}"]`)) line.remove();
  }

  return {
    id: cell.id,
    scope: cell.scope,
    title: cell.title,
    element,
    state: () => state,
    setState,
    source: () => source,
    setSource(text) {
      source = text;
      end("edit");
      mark(undefined);
      if (editor) editor.setText(written());
      else showSource();
    },
    clearNotices() {
      notices.replaceChildren();
      element.querySelector(".comparison")?.remove();
    },
    setInputs: outputs.setInputs,
    follow: outputs.follow,
    // A reader's own cell has no other version to go back to.
    canReset: (can) => enable(reset, can && !isOwnId(cell.id)),
    async edit(caret) {
      if (editor) editor.focus(caret);
      else await (opening ??= open(caret));
    },
    focusCode() {
      const folded = element.querySelector<HTMLElement>("details:not([open]) > summary");
      if (folded) folded.focus();
      else if (editor) editor.focus();
      else pre.focus();
    },
    start(at, forWidth) {
      setState("running");
      mark(undefined);
      end("run");
      outputs.begin(forWidth);
      clearInterval(clock);
      // Runs shorter than this show their time at once when they end; a ticking clock would only flicker.
      clock = setInterval(() => {
        elapsed.textContent = words.cell.elapsed(Date.now() - at);
      }, 500);
    },
    output: outputs.put,
    isMisfit: outputs.isMisfit,
    redraw: outputs.redraw,
    ended(end, stands) {
      const to = endState(end);
      // A check waits beside the question: it need not say so.
      const isSilent = end.type === "error" && end.error.kind === "waiting" && cell.check;
      const error = end.type === "error" && to !== "done" && !isSilent ? end.error : undefined;
      enter(to);
      mark(error);
      function showEnd(): void {
        elapsed.textContent = words.cell.elapsed(end.elapsedMs);
        showState();
      }
      outputs.end({ error, count: stands.outputs.length, isOld: stands.isOld, onDrawn: showEnd });
      // A stop is seen at once. Who sees another end sees what the run has shown.
      if (to === "stopped") showEnd();
    },
    silent(seconds) {
      silence?.remove();
      if (seconds === null) return;
      silence = document.createElement("p");
      silence.append(
        words.cell.silent(seconds),
        button(words.cell.stop, actions.stop),
        button(words.cell.keepWaiting, () => {
          silence?.remove();
          actions.keepWaiting();
        }),
      );
      notices.append(silence);
    },
    notice,
    width: outputs.width,
    shown: outputs.shown,
  };
}
