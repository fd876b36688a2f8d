/** Room for tick labels: Plot keeps 40 px at the left whatever they say. */
import type { Options, Spec } from "./spec.ts";
import { isPlain } from "./spec.ts";

/** Width of a character of the tick labels, in px at their size (see `styles/output.css`). */
const CHARACTER = 6.6;
/** Plot's own left margin, and what lies between a label and the axis. */
const DEFAULT_MARGIN = 40;
const GAP = 12;

/** The left margin that the drawing's tick labels need, where it is more than they have; undefined where all is well. */
export function marginFor(drawing: Element, { options }: Spec & { call: "plot" }): Options | undefined {
  if (options["margin"] !== undefined || options["marginLeft"] !== undefined) return undefined;
  const y = options["y"];
  if (isPlain(y) && y["axis"] !== undefined && y["axis"] !== "left") return undefined;
  let longest = 0;
  for (const label of drawing.querySelectorAll('[aria-label="y-axis tick label"] text')) {
    const text = label.textContent ?? "";
    if (text.length > longest) longest = text.length;
  }
  const needed = Math.ceil(longest * CHARACTER + GAP);
  return needed > DEFAULT_MARGIN ? { marginLeft: Math.min(needed, 200) } : undefined;
}
