/** The page's side of an output: the element of what came from a cell, or the page's own control for it. */
import { outputKinds } from "../notebook/outputs.ts";
import type { Output, OwnKind, Shown } from "../notebook/types.ts";
import type { Pixels } from "../dom/canvas.ts";
import { tagOutput } from "../symbols/output.ts";
import { buildTree, type BuildOptions } from "../tree/build.ts";
import { element } from "./element.ts";
import { renderInput } from "./input.ts";
import type { OutputWords } from "./words.ts";

export { renderError } from "./error.ts";

export interface ShowContext {
  document: Document;
  words: OutputWords;
  /** Makes ids in the output unique in the page, and keeps the radio groups of its inputs apart. */
  idPrefix: string;
  imageOf: (pixels: Pixels) => string;
  admit?: BuildOptions["admit"];
}

type Control<K extends OwnKind> = (output: Output<K>, context: ShowContext) => HTMLElement;

/** The page's own controls for what crosses as it is. */
const controls: { readonly [K in OwnKind]: Control<K> } = {
  progress({ label, fraction }, { document, words }) {
    const known = fraction !== null && Number.isFinite(fraction);
    const share = known ? Math.min(1, Math.max(0, fraction)) : 0;
    const bar = element(document, "progress", known ? { max: 1, value: Number(share.toFixed(4)) } : {});
    return element(
      document,
      "div",
      { class: "output output-progress" },
      element(document, "label", {}, element(document, "span", {}, label || words.output.progress), " ", bar),
      known ? element(document, "span", { class: "progress-share" }, `${Math.floor(share * 100)} %`) : undefined,
    );
  },
  input({ input }, context) {
    const control = renderInput(input, context);
    tagOutput(control);
    return control;
  },
};

const controlOf = <K extends OwnKind>(kind: K): Control<K> => controls[kind];

/** The element `.output.output-KIND`; of an input, its control `.input[data-key]`. Throws a TreeError where the output may not be shown. */
export function showOutput(shown: Shown, context: ShowContext): HTMLElement {
  if (shown.kind !== "drawing") return controlOf<OwnKind>(shown.kind)(shown, context);
  const { document, idPrefix, imageOf, admit } = context;
  return buildTree(shown.tree, { document, idPrefix, name: outputKinds[shown.of].name, imageOf, admit }) as HTMLElement;
}
