import type { CellError, InputSpec, InputValue, Output } from "../notebook/types.ts";
import { setInputValue } from "../output/input.ts";
import { scalesOf } from "../plot/replay.ts";
import type { Drawing } from "./drawing.ts";
import { createHandles, type Handles, type HandleWords } from "./handle.ts";
import { sayStep } from "./player.ts";
import { adoptInputs, updateInputs } from "./inputs.ts";

/** What stands under a cell's code: its inputs, its outputs by number, an error. What stood there stays until something new takes its place. */
export interface CellOutputs {
  /** A run begins. */
  begin(): void;
  put(index: number, output: Output): void;
  /**
   * The run ended; what it did not show again goes. Where it showed nothing and did not end well (`keepOld`), all stays, marked as old.
   * `onDrawn` is called when that is drawn: a frame later, or when the libraries for it are there.
   */
  end(how: { error?: CellError; keepOld: boolean; onDrawn?: () => void }): void;
  setInputs(values: Record<string, InputValue>): void;
  /** Draws the plots again at the present width and theme; static ones, which the build wrote, only where `all`. */
  redraw(all: boolean): Promise<void>;
}

interface Setup {
  cell: HTMLElement;
  /** What the build wrote into the page. */
  built: readonly Output[];
  drawing: Drawing;
  handleWords: HandleWords;
  onMove(key: string, value: [number, number]): void;
}

/** How a run ended that showed `shown` outputs. */
interface Ending {
  error?: CellError;
  keepOld: boolean;
  onDrawn?: () => void;
  shown: number;
}

export function createCellOutputs({ cell, built, drawing, handleWords, onMove }: Setup): CellOutputs {
  const inputsBox = cell.querySelector<HTMLElement>(".cell-inputs")!;
  const box = cell.querySelector<HTMLElement>(".cell-outputs")!;
  /** By output number; what is an input has no element here. */
  let outputs: Output[] = [...built];
  const elements: (HTMLElement | undefined)[] = [];
  const statics = new WeakSet<Element>();
  const children = [...box.children] as HTMLElement[];
  built.forEach((output, i) => {
    if (output.kind === "input") return;
    elements[i] = children.shift();
    if (elements[i]) statics.add(elements[i]);
  });
  adoptInputs(inputsBox, inputsOf(built));

  let errorElement: HTMLElement | undefined;
  let handles: Handles | undefined;
  /** How many outputs this run has shown; the numbers from there on are of an earlier run. */
  let count = 0;
  const waiting = new Map<number, Output>();
  /** The end that is still to be drawn. */
  let ending: Ending | undefined;
  let frame = 0;
  /** Drawing waits for its libraries: one after the other, in order. */
  let tail: Promise<void> = Promise.resolve();

  // Observed, because asking the box between two drawings would have the browser lay out the page once an output.
  let boxWidth: number | undefined;
  new ResizeObserver(([{ contentRect }]) => { boxWidth = contentRect.width; }).observe(box);
  // On a slide plots are drawn as for a phone and made larger: what can be read there at arm's length can be read from the back of a hall.
  const fixedWidth = Number(cell.closest<HTMLElement>("[data-plot-width]")?.dataset.plotWidth);
  const width = () => fixedWidth || Math.max(240, Math.floor(boxWidth ?? box.clientWidth));

  function draw(output: Output, index: number): HTMLElement {
    try {
      return drawing.draw(output, width(), `${cell.dataset.cell}-${index}-`);
    } catch (error) {
      return drawing.drawError({ kind: "runtime", message: error instanceof Error ? error.message : String(error) });
    }
  }

  function show(index: number, output: Output): void {
    outputs[index] = output;
    const old = elements[index];
    if (output.kind === "input") {
      old?.remove();
      elements[index] = undefined;
      return;
    }
    const element = draw(output, index);
    elements[index] = element;
    if (old) old.replaceWith(element);
    else box.insertBefore(element, elements.find((other, i) => i > index && other) ?? null);
  }

  function showInputs(): void {
    updateInputs(inputsBox, inputsOf(outputs), (input) => drawing.draw({ kind: "input", input }, width(), cell.dataset.cell!));
  }

  function placeHandles(): void {
    const points = inputsOf(outputs).filter((input) => input.type === "point");
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
    const drawn = elements.map((element) => element && scalesOf(element)).find((found) => found?.x?.invert && found.y?.invert);
    handles.update(points, drawn);
  }

  function flush(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    const batch = [...waiting], end = ending;
    waiting.clear();
    ending = undefined;
    if (batch.length === 0 && !end) return;
    tail = tail.then(() => drawing.prepare(batch.map(([, output]) => output))).then(() => {
      if (batch.length > 0) {
        errorElement?.remove();
        errorElement = undefined;
        box.classList.remove("is-old");
        for (const [index, output] of batch) show(index, output);
        if (batch.some(([, output]) => output.kind === "input")) showInputs();
      }
      if (end) conclude(end);
      placeHandles();
      if (!end) return;
      for (const player of inputsBox.querySelectorAll<HTMLElement>(".input-player")) sayStep(player);
      end.onDrawn?.();
    });
  }

  function conclude({ error, keepOld, shown }: Ending): void {
    const isOld = shown === 0 && keepOld;
    if (!isOld) {
      for (const element of elements.splice(shown)) element?.remove();
      outputs = outputs.slice(0, shown);
      showInputs();
    }
    box.classList.toggle("is-old", isOld);
    errorElement?.remove();
    errorElement = error && drawing.drawError(error);
    if (errorElement) box.insertBefore(errorElement, isOld ? box.firstChild : null);
  }

  return {
    begin() {
      if (ending) flush();
      waiting.clear();
      count = 0;
    },
    put(index, output) {
      count = Math.max(count, index + 1);
      waiting.set(index, output);
      frame ||= requestAnimationFrame(flush);
    },
    end(how) {
      ending = { ...how, shown: count };
      // A frame costs more than what is drawn in it: what all cells show of a run comes in one. A page that nobody sees has none.
      if (document.hidden) flush();
      else frame ||= requestAnimationFrame(flush);
    },
    setInputs(values) {
      for (const widget of inputsBox.querySelectorAll<HTMLElement>(".input")) {
        const value = values[widget.dataset.key ?? ""];
        if (value !== undefined) setInputValue(widget, value);
      }
    },
    redraw(all) {
      return (tail = tail.then(async () => {
        const plots = outputs.flatMap((output, i) => (output?.kind === "plot" && elements[i] && (all || !statics.has(elements[i])) ? [i] : []));
        if (plots.length === 0) return;
        // What stands there is better than a note that it cannot be drawn anew.
        if (!(await drawing.prepare(plots.map((i) => outputs[i])))) return;
        for (const i of plots) if (outputs[i]?.kind === "plot") show(i, outputs[i]);
        placeHandles();
      }));
    },
  };
}

const inputsOf = (outputs: readonly Output[]): InputSpec[] => outputs.flatMap((output) => (output?.kind === "input" ? [output.input] : []));
