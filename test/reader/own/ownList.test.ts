import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  added,
  moved,
  mostOwn,
  nextId,
  pageOrder,
  putBack,
  removed,
  toOwnList,
  type OwnCell,
  type OwnList,
} from "../../../src/reader/own/ownList.ts";

const anchors = ["a", "b", "c"];

/**
 * The slow model: the page as one row of names, with a mark for its end; what the reader adds stands somewhere in it.
 * Moving is going past whatever stands there.
 */
class Row {
  row = [...anchors, "end"];
  add(id: string, below: string | undefined): void {
    const at = below === undefined ? -1 : this.row.indexOf(below);
    this.row.splice(at < 0 ? this.row.length : at + 1, 0, id);
  }
  move(id: string, by: -1 | 1): void {
    const at = this.row.indexOf(id);
    // Nothing stands above the first cell.
    if (this.row[at + by] === undefined || at + by === 0) return;
    [this.row[at], this.row[at + by]] = [this.row[at + by], id];
  }
  delete(id: string): void {
    this.row = this.row.filter((other) => other !== id);
  }
}

/** The row that a list stands for, with the mark. */
function rowOf(list: OwnList): string[] {
  const order = pageOrder(list, anchors);
  const ended = list.filter(({ after }) => after === undefined || !anchors.includes(after)).length;
  return [...order.slice(0, order.length - ended), "end", ...order.slice(order.length - ended)];
}

const step = fc.record({ do: fc.constantFrom("add", "end", "up", "down", "delete", "undo", "reload"), at: fc.nat(20) });

test("random walks of adding, moving, deleting, undoing and reloading keep the order of a row of names", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let list: OwnList = [];
      const row = new Row();
      const known: string[] = [];
      let undo: (() => void) | undefined;
      for (const { do: what, at } of steps) {
        const order = pageOrder(list, anchors);
        const own = list[at % Math.max(1, list.length)]?.id;
        if (what === "add" || what === "end") {
          const below = what === "add" ? order[at % order.length] : undefined;
          const id = nextId(known);
          known.push(id);
          list = added(list, anchors, { id }, below);
          row.add(id, below);
          undo = undefined;
        } else if (what === "undo") {
          undo?.();
          undo = undefined;
        } else if (what === "reload") list = toOwnList(JSON.stringify(list));
        else if (own === undefined) continue;
        else if (what === "delete") {
          const [before, rowBefore, cell] = [list, row.row, list.find(({ id }) => id === own)!];
          list = removed(list, own);
          row.delete(own);
          undo = () => {
            list = putBack(list, before, anchors, cell);
            row.row = rowBefore;
          };
        } else {
          list = moved(list, anchors, own, what === "up" ? -1 : 1);
          row.move(own, what === "up" ? -1 : 1);
          undo = undefined;
        }
        expect(rowOf(list)).toEqual(row.row);
      }
    }),
    { numRuns: 500 },
  );
});

test("where the chapter has lost the cell above, the reader's stands at the end, and comes back with it", () => {
  const list = added(added([], anchors, { id: "own-1" }, "b"), anchors, { id: "own-2" }, "a");
  expect(pageOrder(list, ["a", "c"])).toEqual(["a", "own-2", "c", "own-1"]);
  const more = added(list, ["a", "c"], { id: "own-3" }, "c");
  expect(pageOrder(more, anchors)).toEqual(["a", "own-2", "b", "own-1", "c", "own-3"]);
});

test("what is put back into a list that has changed meanwhile stands after the nearest that is left", () => {
  const three = ["own-1", "own-2", "own-3"].reduce((list, id) => added(list, anchors, { id }), [] as OwnCell[]);
  const cell = three[2];
  const left = removed(removed(three, "own-3"), "own-2");
  expect(putBack(added(left, anchors, { id: "own-4" }), three, anchors, cell).map(({ id }) => id)).toEqual(["own-1", "own-3", "own-4"]);
});

test("ids are never those of another", () => {
  expect(nextId([])).toBe("own-1");
  expect(nextId(["own-7", "own-x", "a", "own-2"])).toBe("own-8");
});

test("what another hand or version has stored is read as far as it makes sense", () => {
  for (const text of [null, "", "{", "{}", "7", "null"]) expect(toOwnList(text)).toEqual([]);
  const odd = [null, 1, "own-1", { id: 1 }, { id: "loss" }, { id: "own-0" }, { id: "__proto__" }, { id: "own-2", after: 3, note: "yes", more: 1 }];
  expect(toOwnList(JSON.stringify([...odd, { id: "own-2" }, { id: "own-3", after: "a", note: true }]))).toEqual([
    { id: "own-2" },
    { id: "own-3", after: "a", note: true },
  ]);
  expect(toOwnList(JSON.stringify(Array.from({ length: 80 }, (_, i) => ({ id: `own-${i + 1}` }))))).toHaveLength(mostOwn);
});
