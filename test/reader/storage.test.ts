import { expect, test } from "vitest";
import { guard } from "../../src/reader/storage.ts";

test("what is kept is read again, until it is deleted", () => {
  const items = new Map<string, string>();
  const storage = guard(() => ({
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => void items.set(key, text),
    removeItem: (key) => void items.delete(key),
  }));
  expect([storage.get("a"), storage.getJson("a")]).toEqual([null, undefined]);
  expect(storage.set("a", '{"lr":0}')).toBe(true);
  expect([storage.get("a"), storage.getJson("a")]).toEqual(['{"lr":0}', { lr: 0 }]);
  expect([storage.set("b", "no JSON"), storage.getJson("b")]).toEqual([true, undefined]);
  expect([storage.set("a", null), storage.get("a")]).toEqual([true, null]);
});

test("a storage that is forbidden, or full, throws nothing and keeps nothing", () => {
  const refuse = (): never => {
    throw new DOMException("denied", "SecurityError");
  };
  for (const storage of [guard(refuse), guard(() => ({ getItem: refuse, setItem: refuse, removeItem: refuse }))])
    expect([storage.get("a"), storage.getJson("a"), storage.set("a", "1"), storage.set("a", null)]).toEqual([null, undefined, false, false]);
  expect(guard(refuse).keys()).toEqual([]);
});
