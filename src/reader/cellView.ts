import type { Editor } from "../editor/mount.ts";
import { markSourceLine } from "../editor/source.ts";
import type { CellState, Words } from "../i18n/index.ts";
import type { Cell, CellError, InputValue, Output } from "../notebook/types.ts";
import { tagCode } from "../symbols/code.ts";
import { symbolOf } from "../symbols/names.ts";
import { createCellOutputs } from "./cellOutputs.ts";
import type { Drawing } from "./drawing.ts";
import { button } from "./elements.ts";

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
  canReset(can: boolean): void;
  /** Opens the editor, or goes back to it; `caret` is an offset in the source. */
  edit(caret?: number): Promise<void>;
  focusCode(): void;
  /** A run of it began at this time, in milliseconds as `Date.now` counts them. */
  start(at: number): void;
  output(index: number, output: Output): void;
  done(elapsedMs: number): void;
  fail(error: CellError, elapsedMs: number): void;
  stopped(elapsedMs: number): void;
  /** The cell has run for `seconds` without output: offers Stop and Keep waiting; null takes the offer away. */
  silent(seconds: number | null): void;
  notice(text: string): void;
  /** Draws the plots anew; those that the build wrote only where `all`. */
  redraw(all: boolean): Promise<void>;
}

interface Setup {
  element: HTMLElement;
  cell: Cell;
  /** What the cell showed at build. */
  outputs: readonly Output[];
  words: Words;
  drawing: Drawing;
  actions: CellActions;
}

export function createCellView({ element, cell, outputs: built, words, drawing, actions }: Setup): CellView {
  const part = <T extends HTMLElement = HTMLElement>(selector: string) => element.querySelector<T>(selector)!;
  const code = part(".cell-code");
  const pre = part(".cell-source");
  const [stateText, elapsed, notices] = [part(".cell-state"), part(".cell-elapsed"), part(".cell-notice")];
  const [stop, reset] = ["stop", "reset"].map((action) => part<HTMLButtonElement>(`[data-action="${action}"]`));
  const outputs = createCellOutputs({
    cell: element, built, drawing,
    handleWords: words.output,
    onMove: (key, value) => actions.moved(cell.id, key, value),
  });
  let source = cell.source;
  let state: CellState = "fresh";
  let editor: Editor | undefined;
  let marked: CellError | undefined;
  let opening: Promise<void> | undefined;
  /** The offer to stop, while it stands. */
  let silence: HTMLElement | undefined;
  let clock: ReturnType<typeof setInterval> | undefined;

  function enter(to: CellState): void {
    if (state === "running" && to !== "running") {
      clearInterval(clock);
      silence?.remove();
    }
    state = to;
  }

  /** Shows the state, where it is another than is shown: a control that is dragged begins and ends a run in each frame. */
  function showState(): void {
    if (element.dataset.state === state) return;
    element.dataset.state = state;
    element.ariaBusy = String(state === "running");
    stop.disabled = state !== "running";
    stateText.textContent = words.cell.states[state];
  }

  function setState(to: CellState): void {
    if (to === state) return;
    enter(to);
    showState();
  }

  function mark(error: CellError | undefined): void {
    marked = error;
    const line = error?.kind === "upstream" ? undefined : error?.line;
    if (!editor) markSourceLine(pre, line ?? null);
    else if (line === undefined) editor.unmark();
    else editor.mark(line, error!.message);
  }

  /** Who sees the state of the end sees what the run has shown. */
  function end(to: CellState, elapsedMs: number, error?: CellError): void {
    enter(to);
    elapsed.textContent = words.cell.elapsed(elapsedMs);
    mark(error);
    outputs.end({ error, keepOld: to !== "done", onDrawn: showState });
  }

  async function open(caret?: number): Promise<void> {
    const { mountEditor } = await import("../editor/mount.ts");
    editor = mountEditor(code, {
      doc: source,
      label: words.cell.editor(cell.title),
      words: { keys: words.cell.keys, line: words.error.line },
      onChange(text) {
        source = text;
        actions.edited(cell.id, text);
      },
      onRun: () => actions.run(cell.id, "move"),
      onRunStay: () => actions.run(cell.id, "stay"),
      onLeave() {},
      symbols: {
        of: symbolOf,
        onCaret: (symbol) => code.dispatchEvent(new CustomEvent("symbol", { bubbles: true, detail: symbol })),
      },
    });
    mark(marked);
    editor.focus(caret);
  }

  return {
    id: cell.id,
    element,
    state: () => state,
    setState,
    source: () => source,
    setSource(text) {
      source = text;
      mark(undefined);
      if (editor) editor.setText(text);
      else {
        const shown = pre.querySelector("code")!;
        shown.textContent = text;
        void import("../editor/highlight.ts").then(({ highlight }) => { if (source === text) shown.innerHTML = tagCode(highlight(text)); });
      }
    },
    clearNotices: () => notices.replaceChildren(),
    setInputs: outputs.setInputs,
    canReset: (can) => { reset.disabled = !can; },
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
    start(at) {
      setState("running");
      mark(undefined);
      outputs.begin();
      clearInterval(clock);
      // Runs shorter than this show their time at once when they end; a ticking clock would only flicker.
      clock = setInterval(() => { elapsed.textContent = words.cell.elapsed(Date.now() - at); }, 500);
    },
    output: outputs.put,
    done: (elapsedMs) => end("done", elapsedMs),
    fail(error, elapsedMs) {
      // A question is no failure; a cell that waits for its answer elsewhere says so.
      if (error.kind === "waiting") end(error.cells ? "stale" : "done", elapsedMs, error.cells ? error : undefined);
      else end("error", elapsedMs, error);
    },
    stopped(elapsedMs) {
      setState("stopped");
      elapsed.textContent = words.cell.elapsed(elapsedMs);
      outputs.end({ keepOld: true });
    },
    silent(seconds) {
      silence?.remove();
      if (seconds === null) return;
      silence = document.createElement("p");
      silence.append(words.cell.silent(seconds), button(words.cell.stop, actions.stop), button(words.cell.keepWaiting, () => {
        silence?.remove();
        actions.keepWaiting();
      }));
      notices.append(silence);
    },
    notice(text) {
      const line = document.createElement("p");
      line.textContent = text;
      notices.append(line);
    },
    redraw: outputs.redraw,
  };
}
