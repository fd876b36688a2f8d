import type { Cell } from "./types.ts";

/** A cell of the build as it stands with this source. */
export const withSource = (cell: Cell, source: string): Cell => (source === cell.source ? cell : { ...cell, source, edited: true });
