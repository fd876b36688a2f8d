import type { DomElement } from "../dom/index.ts";
import { Plot as sitePlot } from "../plot/draw.ts";

type Options = Record<string, unknown>;
type Mark = (data: unknown, options?: Options) => unknown;

/** The `Plot` of cells, as far as step-throughs draw with it. */
export const Plot = sitePlot as unknown as { plot(options: Options): DomElement; contour(options: Options): unknown } & Record<
  "line" | "dot" | "arrow" | "text" | "barX" | "ruleX",
  Mark
>;
