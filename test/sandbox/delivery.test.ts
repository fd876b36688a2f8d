import { expect, test } from "vitest";
import { createDelivery } from "../../src/sandbox/delivery.ts";

/** A delivery on a clock of its own: each item takes `cost` milliseconds, `turns` are the slices. */
function deliveryOnClock(cost: number, onDeliver: (item: number) => void = () => {}) {
  let time = 0;
  const delivered: number[] = [];
  const turns: (() => void)[] = [];
  const delivery = createDelivery<number>({
    deliver(item) {
      time += cost;
      delivered.push(item);
      onDeliver(item);
    },
    now: () => time,
    later: (task) => turns.push(task),
  });
  return { delivery, delivered, turns, passed: () => time };
}

test("what fits a slice is delivered before add returns", () => {
  const { delivery, delivered, turns } = deliveryOnClock(0.1);
  delivery.add([1, 2, 3]);
  expect(delivered).toEqual([1, 2, 3]);
  expect(turns).toEqual([]);
});

test("a thousand slow items take turns with the browser, each turn one slice and an item at most, in order", () => {
  const { delivery, delivered, turns, passed } = deliveryOnClock(5);
  const all = Array.from({ length: 1000 }, (_, i) => i);
  delivery.add(all);
  for (let before = 0; ; before = passed()) {
    expect(passed() - before).toBeLessThanOrEqual(13);
    const turn = turns.shift();
    if (!turn) break;
    turn();
  }
  expect(delivered).toEqual(all);
});

test("an item slower than a slice is delivered all the same", () => {
  const { delivery, delivered, turns } = deliveryOnClock(100);
  delivery.add([1, 2]);
  expect(delivered).toEqual([1]);
  turns.shift()?.();
  expect(delivered).toEqual([1, 2]);
});

test("an item that throws is not delivered again and does not hold up the others", () => {
  const { delivery, delivered, turns } = deliveryOnClock(0, (item) => {
    if (item === 1) throw new Error("broken");
  });
  expect(() => delivery.add([1, 2])).toThrow("broken");
  turns.shift()?.();
  expect(delivered).toEqual([1, 2]);
});

test("items added while one is delivered come after those that wait", () => {
  const { delivery, delivered } = deliveryOnClock(0, (item) => item === 1 && delivery.add([9]));
  delivery.add([1, 2]);
  expect(delivered).toEqual([1, 2, 9]);
});

test("what is cleared is never delivered", () => {
  const { delivery, delivered, turns } = deliveryOnClock(100);
  delivery.add([1, 2, 3]);
  delivery.clear();
  turns.shift()?.();
  expect(delivered).toEqual([1]);
  delivery.add([4]);
  expect(delivered).toEqual([1, 4]);
});
