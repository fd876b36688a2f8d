import type { CellError, InputSpec, InputValue, Shown } from "../notebook/types.ts";
import { setInputValue } from "../output/input.ts";
import type { PlotFacts } from "../plot/readings.ts";
import { weightOf, type Drawing } from "./drawing.ts";
import { createHandles, type Handles, type HandleWords } from "./handle.ts";
import { sayStep } from "./pressPlayer.ts";
import { showVerdict } from "../output/renderCheck.ts";
import { adoptInputs, placed, updateInputs } from "./inputWidgets.ts";
import { noteFacts, shownFacts } from "./plotFacts.ts";

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

/** An output that stands on the page. */
export interface Standing {
  output: Shown;
  element: HTMLElement;
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
  /** By output number; what is an input has no element here. */
  let outputs: Shown[] = [...built];
  const elements: (HTMLElement | undefined)[] = [];
  /** What the build wrote, by its output: it can come back. */
  const statics = new Map<Shown, HTMLElement>();
  const children = [...box.children] as HTMLElement[];
  built.forEach((output, i) => {
    const element = output.kind === "input" ? undefined : children.shift();
    if (!element) return;
    elements[i] = element;
    statics.set(output, element);
    noteFacts(element, factsOf(output));
  });
  adoptInputs(inputsBox, inputsOf(built));

  let errorElement: HTMLElement | undefined;
  let handles: Handles | undefined;
  const waiting = new Map<number, Shown>();
  const inputsNow = () => inputsOf(outputs).map((input) => placed(input, positions()));

  // The width is observed: reading it between two drawings would force a layout of the page for each output.
  let boxWidth: number | undefined;
  /** The width that the plots of the last run were drawn for, or asked for. */
  let drawnFor: number | undefined;
  new ResizeObserver(([entry]) => {
    if (entry?.contentRect.width === boxWidth) return;
    boxWidth = entry?.contentRect.width;
    // At another width the other of the two drawings made at build may be the one that is shown.
    placeHandles();
  }).observe(box);
  // On a slide plots are drawn as for a phone and made larger: what can be read there at arm's length can be read from the back of a hall.
  const fixedWidth = Number(cell.closest<HTMLElement>("[data-plot-width]")?.dataset.plotWidth);

  const width = () => fixedWidth || Math.max(240, Math.floor(boxWidth ?? box.clientWidth));

  function show(index: number, output: Shown): void {
    const before = outputs[index];
    outputs[index] = output;
    const old = elements[index];
    if (output.kind === "input") {
      old?.remove();
      elements[index] = undefined;
      // The controls are brought up to date once a run, unless these are new.
      if (before?.kind !== "input") return showInputs();
      return;
    }
    const element = statics.get(output) ?? drawing.draw(id, index, output);
    noteFacts(element, factsOf(output));
    elements[index] = element;
    if (old) old.replaceWith(element);
    else box.insertBefore(element, elements.find((other, i) => i > index && other) ?? null);
  }

  function showInputs(): void {
    updateInputs(inputsBox, inputsNow(), (input) => drawing.draw(id, 0, { kind: "input", input }));
  }

  function placeHandles(): void {
    const points = inputsNow().filter((input) => input.type === "point");
    if (points.length === 0) {
      handles?.remove();
      handles = undefined;
      return;
    }
    handles ??= createHandles(cell, handleWords, (key, value) => {
      const widget = [...inputsBox.querySelectorAll<HTMLElement>(".input")].find((input) => input.dataset.key === key);
      if (widget) setInputValue(widget, value);
      onMove(key, value);
    });
    const shown = elements.flatMap((element) => (element ? shownFacts(element) : []));
    handles.update(
      points,
      shown.find(({ facts }) => facts.x && facts.y),
    );
  }

  function follow(key: string, value: InputValue | null): void {
    if (Array.isArray(value) && value.length === 2 && typeof value[0] === "number") handles?.follow(key, value as [number, number]);
  }

  function showWaiting(index: number): void {
    const output = waiting.get(index);
    // It was shown by an earlier call, or dropped because a new run has begun.
    if (!output) return;
    waiting.delete(index);
    errorElement?.remove();
    errorElement = undefined;
    box.classList.remove("is-old");
    show(index, output);
  }

  function conclude({ error, count, isOld }: { error?: CellError; count: number; isOld: boolean }): void {
    if (!isOld) {
      elements.splice(count).forEach((element, i) => {
        element?.remove();
        drawing.forget(id, count + i);
      });
      outputs = outputs.slice(0, count);
      showInputs();
    }
    box.classList.toggle("is-old", isOld);
    errorElement?.remove();
    errorElement = error && drawing.drawError(error);
    if (errorElement) box.insertBefore(errorElement, isOld ? box.firstChild : null);
  }

  return {
    begin(forWidth) {
      drawnFor = forWidth;
      waiting.clear();
      // After the error of the run before, which may still wait to be drawn. What that run has shown stays until something takes its place.
      drawing.later(() => {
        errorElement?.remove();
        errorElement = undefined;
      }, 0);
    },
    put(index, output) {
      const isAsked = waiting.has(index);
      waiting.set(index, output);
      if (!isAsked) drawing.later(() => showWaiting(index), weightOf(output));
    },
    isMisfit() {
      if (drawnFor === undefined || drawnFor === width() || !outputs.some(isPlot)) return false;
      drawnFor = width();
      return true;
    },
    redraw(index, output) {
      drawing.later(() => {
        if (waiting.has(index) || !isPlot(outputs[index])) return;
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
      for (const [key, value] of Object.entries(values)) follow(key, value);
    },
    follow,
    showVerdict(isShown) {
      for (const element of elements) if (element?.matches(".output-check")) showVerdict(element, isShown, handleWords.notTried);
    },
    width,
    shown: () => outputs.flatMap((output, i) => (elements[i] ? [{ output, element: elements[i] }] : [])),
  };
}

const inputsOf = (outputs: readonly Shown[]): InputSpec[] => outputs.flatMap((output) => (output?.kind === "input" ? [output.input] : []));
const isPlot = (output: Shown | undefined): boolean => output?.kind === "drawing" && output.of === "plot";
const factsOf = (output: Shown): readonly PlotFacts[] => (output.kind === "drawing" ? (output.facts ?? []) : []);
