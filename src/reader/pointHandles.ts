import type { InputSpec, InputValue } from "../notebook/types.ts";
import { setInputValue } from "../output/input.ts";
import { createHandles, type Handles, type HandleWords } from "./handle.ts";
import type { ShownPlot } from "./plotFacts.ts";

/** The handles of a cell's points, made when it first has one. */
export interface PointHandles {
  /** Puts them where the inputs stand, over the plot that has both scales; `plots`: those on show, asked for only where there are points. */
  place(inputs: readonly InputSpec[], plots: () => readonly ShownPlot[]): void;
  /** The input of this key stands elsewhere now. */
  follow(key: string, value: InputValue | null): void;
}

interface Setup {
  cell: HTMLElement;
  inputsBox: HTMLElement;
  words: HandleWords;
  onMove(key: string, value: [number, number]): void;
}

export function createPointHandles({ cell, inputsBox, words, onMove }: Setup): PointHandles {
  let handles: Handles | undefined;

  return {
    place(inputs, plots) {
      const points = inputs.filter((input) => input.type === "point");
      if (points.length === 0) {
        handles?.remove();
        handles = undefined;
        return;
      }
      handles ??= createHandles(cell, words, (key, value) => {
        const widget = [...inputsBox.querySelectorAll<HTMLElement>(".input")].find((input) => input.dataset.key === key);
        if (widget) setInputValue(widget, value);
        onMove(key, value);
      });
      handles.update(
        points,
        plots().find(({ facts }) => facts.x && facts.y),
      );
    },
    follow(key, value) {
      if (Array.isArray(value) && value.length === 2 && typeof value[0] === "number") handles?.follow(key, value as [number, number]);
    },
  };
}
