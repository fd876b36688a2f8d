import { Script, createContext } from "node:vm";
import { expect, test } from "vitest";
import { isBuiltin, isGlobal } from "../../src/notebook/index.ts";
import { lockDown } from "../../src/sandbox/lockdown.ts";

/** A global scope that inherits its platform part, as a worker's does. */
function scope() {
  const events = { addEventListener: () => {}, dispatchEvent: () => {} };
  const platform = Object.assign(Object.create(events), { fetch: () => {}, importScripts: () => {}, setTimeout, performance });
  return Object.assign(Object.create(platform) as Record<string, unknown>, {
    WebSocket: class {},
    Worker: class {},
    Map,
    console,
    onmessage: null,
    futureWayOut: () => {},
  });
}

test("whatever is not on the list is gone, from the scope and from what it inherits, known today or not", () => {
  const locked = scope();
  expect(lockDown(locked)).toEqual([]);
  for (const name of [
    "fetch",
    "importScripts",
    "WebSocket",
    "Worker",
    "onmessage",
    "addEventListener",
    "dispatchEvent",
    "futureWayOut",
    "setTimeout",
  ])
    expect(name in locked).toBe(false);
  for (const name of ["Map", "performance"]) expect(name in locked).toBe(true);
  expect("toString" in locked).toBe(true);
});

test("a name that cannot be removed is told", () => {
  const locked = scope();
  Object.defineProperty(locked, "stubborn", { value: 1 });
  expect(lockDown(locked)).toEqual(["stubborn"]);
});

test("every standard name that the cell language knows is still there", () => {
  const context = createContext({});
  const names = (): string[] => new Script("Object.getOwnPropertyNames(globalThis)").runInContext(context) as string[];
  const known = names().filter(isGlobal);
  const inner = new Script("globalThis").runInContext(context) as object;
  Object.setPrototypeOf(inner, null);
  lockDown(inner);
  expect(known.filter((name) => !names().includes(name))).toEqual([]);
  expect(known.length).toBeGreaterThan(50);
  expect(isBuiltin("console")).toBe(true);
});

test("a console is there, and silent", () => {
  const locked = scope();
  lockDown(locked);
  expect((locked.console as Console).log("x")).toBeUndefined();
  expect(locked.console).not.toBe(console);
});
