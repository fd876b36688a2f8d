/**
 * What a cell shows, as it crosses to the page: a tree of elements and text. No markup, address, style text, script or event can be
 * written in it; `allowed.ts` lists what can, `build.ts` makes the page's elements of it.
 */
import type { Pixels } from "../dom/canvas.ts";

export type Tree = string | Branch;

export interface Branch {
  tag: string;
  attributes?: Record<string, string>;
  /** CSS properties, each with one value. */
  style?: Record<string, string>;
  /** A number that others refer to. */
  id?: number;
  /** Attributes that name another element of the tree, by its `id`: a clip, a marker, a pattern. */
  refs?: Record<string, number>;
  /** Of an `image`: what it shows. */
  pixels?: Pixels;
  children?: Tree[];
}

/** The size of a tree. */
export interface TreeSize {
  nodes: number;
  /** Characters of text and attributes, and bytes of pixels. */
  bytes: number;
}

/** How large what a cell shows may be. Chosen so that a page with all of it keeps its frames. */
export const caps = {
  /** Of one output. */
  nodes: 10_000,
  bytes: 1_500_000,
  depth: 48,
  /** Characters of one text or attribute but a path's or a list of points. */
  text: 20_000,
  /** Of all that stands on a page. */
  page: { nodes: 60_000, bytes: 12_000_000 },
} as const;

/** An output that may not cross; the message is for the reader. */
export class TreeError extends Error {
  override name = "TreeError";
}

const thousands = (n: number): string => n.toLocaleString("en");

/** What is said of an output that is over a cap. */
export function capError(
  output: string,
  { nodes, bytes }: TreeSize,
  cap: { nodes: number; bytes: number } = caps,
  where = "",
): TreeError | undefined {
  if (nodes > cap.nodes)
    return new TreeError(
      `${output} too large: ${thousands(nodes)} elements (at most ${thousands(cap.nodes)}${where}): show fewer points, rows or marks`,
    );
  if (bytes > cap.bytes)
    return new TreeError(
      `${output} too large: ${thousands(Math.ceil(bytes / 1000))} KB (at most ${thousands(cap.bytes / 1000)} KB${where}): show fewer points or less text`,
    );
  return undefined;
}
