import type { Shown } from "../notebook/types.ts";
import type { PlotFacts } from "../plot/readings.ts";
import type { Drawing } from "./drawing.ts";
import { noteFacts } from "./plotFacts.ts";

/** An output that stands on the page. */
export interface Standing {
  output: Shown;
  element: HTMLElement;
}

/** What of a cell's outputs stands on the page, by output number; what is an input has no element here. */
export interface StandingOutputs {
  all(): readonly Shown[];
  /** Puts an output into the place of that of its number. */
  put(index: number, output: Shown): void;
  /** Takes away all but the first `count`. */
  keep(count: number): void;
  /** Those that have an element, in order. */
  shown(): Standing[];
}

interface Setup {
  /** The cell's id. */
  id: string;
  box: HTMLElement;
  /** What the build wrote into `box`. */
  built: readonly Shown[];
  drawing: Drawing;
}

export function createStandingOutputs({ id, box, built, drawing }: Setup): StandingOutputs {
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

  return {
    all: () => outputs,
    put(index, output) {
      outputs[index] = output;
      const old = elements[index];
      if (output.kind === "input") {
        old?.remove();
        elements[index] = undefined;
        return;
      }
      const element = statics.get(output) ?? drawing.draw(id, index, output);
      noteFacts(element, factsOf(output));
      elements[index] = element;
      if (old) old.replaceWith(element);
      else box.insertBefore(element, elements.find((other, i) => i > index && other) ?? null);
    },
    keep(count) {
      elements.splice(count).forEach((element, i) => {
        element?.remove();
        drawing.forget(id, count + i);
      });
      outputs = outputs.slice(0, count);
    },
    shown: () => outputs.flatMap((output, i) => (elements[i] ? [{ output, element: elements[i] }] : [])),
  };
}

const factsOf = (output: Shown): readonly PlotFacts[] => (output.kind === "drawing" ? (output.facts ?? []) : []);
