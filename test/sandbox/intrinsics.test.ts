import { Script, createContext } from "node:vm";
import { build } from "esbuild";
import { expect, test } from "vitest";

const { outputFiles } = await build({
  stdin: { contents: 'export { freezeIntrinsics } from "./src/sandbox/intrinsics.ts"', resolveDir: process.cwd() },
  bundle: true,
  write: false,
  format: "iife",
  globalName: "lib",
});

/** Runs code in a realm of its own whose standard objects are frozen; gives its value, or the error's text. */
function frozen(code: string): unknown {
  const context = createContext({});
  new Script(
    `${outputFiles[0].text}; const names = Object.getOwnPropertyNames(globalThis).filter((name) => name !== "globalThis"); lib.freezeIntrinsics(globalThis, names)`,
  ).runInContext(context);
  return new Script(`(() => { "use strict"; try { ${code} } catch (error) { return String(error) } })()`).runInContext(context);
}

test.each([
  ["Math.round", "Math.round = () => 666"],
  ["Array.prototype.map", "Array.prototype.map = () => []"],
  ["Float64Array.of", "Float64Array.of = () => 0"],
  ["a method of all typed arrays", "Object.getPrototypeOf(Float64Array.prototype).fill = () => 0"],
  ["the prototype of iterators", "Object.getPrototypeOf(Object.getPrototypeOf([].values())).map = 1"],
  ["what async functions share", "(async () => {}).constructor.prototype.call = 1"],
  ["Object.prototype.toString", "Object.prototype.toString = () => ''"],
  ["Error.prototype.message", "Error.prototype.message = 'x'"],
])("%s cannot be changed", (_, code) =>
  expect(frozen(`${code}; return 'changed'`)).toMatch(
    /TypeError: Cannot (assign to read only|add) property '?(round|map|of|fill|call|toString|message)/,
  ),
);

test("nothing can be added to a shared prototype, and no global name be replaced", () => {
  expect(frozen("Object.prototype.extra = 1; return 'added'")).toMatch("extra");
  expect(frozen("globalThis.Math = {}; return 'replaced'")).toMatch("Math");
});

test("objects and classes of a cell's own define by assignment what they like", () => {
  expect(
    frozen(`
    const shape = {}; shape.toString = () => "shape"; shape.constructor = 1; shape.valueOf = () => 3;
    const error = new TypeError("a"); error.name = "Mine"; error.message = "b"; error.toString = () => "own";
    class Failure extends Error { constructor() { super("c"); this.name = "Failure"; } }
    function Old() {} Old.prototype = Object.create(Error.prototype); Old.prototype.constructor = Old; Old.prototype.name = "Old";
    const f = () => {}; f.toString = () => "f"; f.call = 1;
    return [String(shape), shape + 1, error.name, error.message, String(error), String(new Failure()), new Old().name, String(f), Object.keys(shape).length, String({}), new TypeError("x").name].join();
  `),
  ).toBe("shape,4,Mine,b,own,Failure: c,Old,f,3,[object Object],TypeError");
});
