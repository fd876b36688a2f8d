// A long function: what stands, what a run has said and what was drawn in vain is one state of the cell, which each of its answers reads and changes.
import type { CellError, InputSpec, InputValue, Shown } from "../notebook/types.ts";
import { setInputValue } from "../output/input.ts";
import { weightOf, type Drawing } from "./drawing.ts";
import type { HandleWords } from "./handle.ts";
import { sayStep } from "./pressPlayer.ts";
import { showVerdict } from "../output/renderCheck.ts";
import { adoptInputs, placed, updateInputs } from "./inputWidgets.ts";
import { shownFacts } from "./plotFacts.ts";
import { createPlotRoom } from "./plotRoom.ts";
import { createPointHandles } from "./pointHandles.ts";
import { createStandingOutputs, type Standing } from "./standingOutputs.ts";

/** What stands under a cell's code: its inputs, its outputs by number, an error. What was shown stays until something new takes its place; an error goes when a run begins. */
export interface CellOutputs {
  /** A run begins; its plots are drawn for this width, in CSS pixels. */
  begin(forWidth: number): void;
  put(index: number, output: Shown): void;
  /** Whether its plots were drawn for another width than there is now; asked once for each width. */
  isMisfit(): boolean;
  /** A plot drawn again takes the place of the one on show. */
  redraw(index: number, output: Shown): void;
  /**
   * The run ended, and `count` outputs are left; where they are of an earlier run (`isOld`), they are marked as old.
   * `onDrawn` is called when that is drawn, a frame later or after more.
   */
  end(how: { error?: CellError; count: number; isOld: boolean; onDrawn: () => void }): void;
  setInputs(values: Record<string, InputValue>): void;
  /** The reader has moved an input by its control: its handle follows. */
  follow(key: string, value: InputValue | null): void;
  /** Whether the verdict of a check is of the code that now stands in the cell it looks at. Where it is not, the exercise stands as before a try. */
  showVerdict(isShown: boolean): void;
  /** The room for a plot, in CSS pixels. */
  width(): number;
  /** What stands on the page, controls aside, in order. */
  shown(): Standing[];
}

interface Setup {
  cell: HTMLElement;
  /** What the build wrote into the page. */
  built: readonly Shown[];
  drawing: Drawing;
  handleWords: HandleWords & { notTried: string };
  /** Where the inputs stand, of those that were moved. */
  positions(): Readonly<Record<string, InputValue>> | undefined;
  onMove(key: string, value: [number, number]): void;
}

export function createCellOutputs({ cell, built, drawing, handleWords, positions, onMove }: Setup): CellOutputs {
  const id = cell.dataset.cell!;
  const inputsBox = cell.querySelector<HTMLElement>(".cell-inputs")!;
  const box = cell.querySelector<HTMLElement>(".cell-outputs")!;
  const standing = createStandingOutputs({ id, box, built, drawing });
  const handles = createPointHandles({ cell, inputsBox, words: handleWords, onMove });
  adoptInputs(inputsBox, inputsOf(built));

  let errorElement: HTMLElement | undefined;
  const waiting = new Map<number, Shown>();
  const inputsNow = () => inputsOf(standing.all()).map((input) => placed(input, positions()));

  /** The width that the plots of the last run were drawn for, or asked for. */
  let drawnFor: number | undefined;
  // At another width the other of the two drawings made at build may be the one that is shown.
  const width = createPlotRoom(cell, box, placeHandles);

  function placeHandles(): void {
    handles.place(inputsNow(), () => standing.shown().flatMap(({ element }) => shownFacts(element)));
  }

  function show(index: number, output: Shown): void {
    const before = standing.all()[index];
    standing.put(index, output);
    // The controls are brought up to date once a run, unless these are new.
    if (output.kind === "input" && before?.kind !== "input") showInputs();
  }

  function showInputs(): void {
    updateInputs(inputsBox, inputsNow(), (input) => drawing.draw(id, 0, { kind: "input", input }));
  }

  function takeErrorAway(): void {
    errorElement?.remove();
    errorElement = undefined;
  }

  function showWaiting(index: number): void {
    const output = waiting.get(index);
    // It was shown by an earlier call, or dropped because a new run has begun.
    if (!output) return;
    waiting.delete(index);
    takeErrorAway();
    box.classList.remove("is-old");
    show(index, output);
  }

  function conclude({ error, count, isOld }: { error?: CellError; count: number; isOld: boolean }): void {
    if (!isOld) {
      standing.keep(count);
      showInputs();
    }
    box.classList.toggle("is-old", isOld);
    takeErrorAway();
    errorElement = error && drawing.drawError(error);
    if (errorElement) box.insertBefore(errorElement, isOld ? box.firstChild : null);
  }

  return {
    begin(forWidth) {
      drawnFor = forWidth;
      waiting.clear();
      // After the error of the run before, which may still wait to be drawn. What that run has shown stays until something takes its place.
      drawing.later(takeErrorAway, 0);
    },
    put(index, output) {
      const isAsked = waiting.has(index);
      waiting.set(index, output);
      if (!isAsked) drawing.later(() => showWaiting(index), weightOf(output));
    },
    isMisfit() {
      if (drawnFor === undefined || drawnFor === width() || !standing.all().some(isPlot)) return false;
      drawnFor = width();
      return true;
    },
    redraw(index, output) {
      drawing.later(() => {
        if (waiting.has(index) || !isPlot(standing.all()[index])) return;
        show(index, output);
        placeHandles();
      }, weightOf(output));
    },
    end({ onDrawn, ...how }) {
      drawing.later(() => {
        conclude(how);
        placeHandles();
        onDrawn();
        for (const player of inputsBox.querySelectorAll<HTMLElement>(".input-player")) sayStep(player);
      }, 0);
    },
    setInputs(values) {
      for (const widget of inputsBox.querySelectorAll<HTMLElement>(".input")) {
        const value = values[widget.dataset.key ?? ""];
        if (value !== undefined) setInputValue(widget, value);
      }
      for (const [key, value] of Object.entries(values)) handles.follow(key, value);
    },
    follow: handles.follow,
    showVerdict(isShown) {
      for (const { element } of standing.shown()) if (element.matches(".output-check")) showVerdict(element, isShown, handleWords.notTried);
    },
    width,
    shown: standing.shown,
  };
}

const inputsOf = (outputs: readonly Shown[]): InputSpec[] => outputs.flatMap((output) => (output?.kind === "input" ? [output.input] : []));
const isPlot = (output: Shown | undefined): boolean => output?.kind === "drawing" && output.of === "plot";
