import type { CellEvent, Output } from "../notebook/types.ts";
import { limits } from "./limits.ts";
import { isOutput } from "./outputs.ts";
import { sizeOf } from "./plainData.ts";

/**
 * What a worker's notebook says passes here: an output beyond `limits` becomes a line of text that says so, since the
 * supervisor would end the worker for it. How many outputs there are, and how fast, is the notebook's own matter.
 */
export function createGate(post: (event: CellEvent) => void): (event: CellEvent) => void {
  let bytes = 0;

  return (event) => {
    if (event.type === "start") bytes = 0;
    if (event.type !== "output") return post(event);
    const size = sizeOf(event.output);
    const excess = excessOf(event.output, size, bytes);
    if (excess === undefined) bytes += size;
    post(excess === undefined ? event : { ...event, output: { kind: "text", text: excess } });
  };
}

/** What the reader is told in place of the output, where it cannot be shown. */
function excessOf(output: Output, size: number, before: number): string | undefined {
  const { kind } = output;
  const megabytes = (n: number): string => `${n / 1e6} MB`;
  if (size === Infinity) return `output too large (at most ${megabytes(limits.outputBytes)}): show fewer points or characters`;
  if (before + size > limits.cellBytes) return `too much output (at most ${megabytes(limits.cellBytes)} for each run of a cell): show fewer or smaller outputs`;
  return isOutput(output) ? undefined : `invalid output: ${kind}`;
}
