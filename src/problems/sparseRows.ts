import type { SparseRows } from "./types.ts";

/**
 * Sparse rows from the columns that hold a one in each row.
 * @example
 * sparseRows([[0, 2], [1]], 3).indices; // [0, 2, 1]
 */
export function sparseRows(lists: ArrayLike<number>[], columns: number): SparseRows {
  if (columns > 65536) throw new RangeError(`invalid columns: ${columns} (at most 65536)`);
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, i) => (offsets[i + 1] = offsets[i] + list.length));
  const indices = new Uint16Array(offsets[lists.length]);
  lists.forEach((list, i) => indices.set(list, offsets[i]));
  const wrong = indices.find((column) => column >= columns);
  if (wrong !== undefined) throw new RangeError(`invalid column: ${wrong} (there are ${columns})`);
  return { rows: lists.length, columns, indices, offsets };
}
