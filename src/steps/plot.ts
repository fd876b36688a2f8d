import type { PlotRecord } from "../notebook/types.ts";
import { recordingPlot } from "../plot/record.ts";

type Options = Record<string, unknown>;
type Mark = (data: unknown, options?: Options) => unknown;

/** The recording `Plot` of cells, as far as step-throughs draw with it. */
export const Plot = recordingPlot as unknown as { plot(options: Options): PlotRecord; contour(options: Options): unknown } & Record<"line" | "dot" | "arrow" | "text" | "barX" | "ruleX", Mark>;
