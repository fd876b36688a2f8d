import type { Words } from "../../i18n/index.ts";
import { isOwnId } from "../../notebook/ownId.ts";

/** A cell that the reader has added. What is in it is kept as an edit of any cell is (`keep.ts`), of one whose author's code is empty. */
export interface OwnCell {
  id: string;
  /** The chapter's cell that it stands after; without one, or where the chapter has it no more, it stands at the page's end. */
  after?: string;
  /** It is written as Markdown. */
  note?: true;
}

/** Such a cell as it goes from hand to hand. */
export type TakenCell = Omit<OwnCell, "id"> & { source: string };

/** The cells that a reader has added to a chapter. Those at one place are in the order of the page. */
export type OwnList = readonly OwnCell[];

/** How many there may be in a chapter. */
export const mostOwn = 50;

/** What the end of the page is called among the places. */
const end = "";

/** By place, in the order of the page, what the reader has added there: after each of `anchors`, the chapter's cells, and at the end. */
function places(list: OwnList, anchors: readonly string[]): Map<string, OwnCell[]> {
  const found = new Map<string, OwnCell[]>([...anchors, end].map((place) => [place, []]));
  for (const cell of list) (found.get(cell.after ?? end) ?? found.get(end)!).push(cell);
  return found;
}

/** What a cell is called: its number is that of its id. */
export function titleOf({ id, note }: OwnCell, { cell: { own: word } }: Words): string {
  const n = Number(id.slice("own-".length));
  return note ? word.note(n) : word.cell(n);
}

const flat = (at: ReadonlyMap<string, OwnCell[]>): OwnCell[] => [...at.values()].flat();

const placedAt = ({ after: _, ...cell }: OwnCell, place: string): OwnCell => (place === end ? cell : { ...cell, after: place });

/** The ids of all cells, the chapter's and the reader's, in the order of the page. */
export const pageOrder = (list: OwnList, anchors: readonly string[]): string[] =>
  [...places(list, anchors)].flatMap(([place, cells]) => [...(place === end ? [] : [place]), ...cells.map(({ id }) => id)]);

/** What the reader has added at the end of the page. */
export const atEnd = (list: OwnList, anchors: readonly string[]): OwnCell[] => places(list, anchors).get(end)!;

/** The list with a cell more: right after the cell `below`, which may be the reader's too, else at the end of the page. */
export function added(list: OwnList, anchors: readonly string[], cell: OwnCell, below?: string): OwnCell[] {
  const at = places(list, anchors);
  for (const [place, cells] of at) {
    const i = place === below && place !== end ? 0 : cells.findIndex(({ id }) => id === below) + 1;
    if (i === 0 && place !== below) continue;
    cells.splice(i, 0, placedAt(cell, place));
    return flat(at);
  }
  at.get(end)!.push(placedAt(cell, end));
  return flat(at);
}

/** The list without a cell. */
export const removed = (list: OwnList, id: string): OwnCell[] => list.filter((cell) => cell.id !== id);

/** The list with a cell that was taken out of `before` put back: where its neighbours there are. */
export function putBack(list: OwnList, before: OwnList, anchors: readonly string[], cell: OwnCell): OwnCell[] {
  const order = pageOrder(before, anchors);
  const rest = new Set(pageOrder(list, anchors));
  const at = places(list, anchors);
  const cells = at.get(cell.after ?? end) ?? at.get(end)!;
  const previous = order.slice(0, order.indexOf(cell.id)).findLast((id) => rest.has(id));
  cells.splice(cells.findIndex(({ id }) => id === previous) + 1, 0, cell);
  return flat(at);
}

/** The list with a cell one place up (-1) or down (1): past the reader's cell beside it, else past the chapter's. At the ends it stays. */
export function moved(list: OwnList, anchors: readonly string[], id: string, by: -1 | 1): OwnCell[] {
  const at = places(list, anchors);
  const names = [...at.keys()];
  for (const [place, cells] of at) {
    const i = cells.findIndex((cell) => cell.id === id);
    const [cell, beside] = [cells[i], cells[i + by]];
    if (!cell) continue;
    if (beside) [cells[i], cells[i + by]] = [beside, cell];
    else {
      const next = names[names.indexOf(place) + by];
      if (next === undefined) break;
      cells.splice(i, 1);
      const there = at.get(next)!;
      there.splice(by < 0 ? there.length : 0, 0, placedAt(cell, next));
    }
    break;
  }
  return flat(at);
}

/** The list that a text holds, without what is no such cell: another hand or version may have written it. */
export function toOwnList(text: string | null): OwnCell[] {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "[]");
  } catch {
    return [];
  }
  if (!Array.isArray(value)) return [];
  const found = new Map<string, OwnCell>();
  for (const one of value.slice(0, mostOwn) as unknown[]) {
    const { id, after, note } = (one ?? {}) as Record<string, unknown>;
    if (typeof id !== "string" || !isOwnId(id) || found.has(id)) continue;
    found.set(id, { id, ...(typeof after === "string" && after !== end && { after }), ...(note === true && { note }) });
  }
  return [...found.values()];
}

/** An id that none of these cells has, nor any of a lower number. */
export const nextId = (ids: Iterable<string>): string =>
  `own-${1 + Math.max(0, ...[...ids].filter(isOwnId).map((id) => Number(id.slice("own-".length))))}`;
