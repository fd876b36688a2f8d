import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { InputSpec, InputValue } from "../../src/notebook/index.ts";
import { fits, inputKinds, logPlace, logSteps } from "../../src/notebook/inputs.ts";
import { cell, errorOf, outputsOf, runOne, session } from "./notebook.ts";

/** The spec that a call shows, and the value that it gives with a position asked for. */
async function input(call: string, asked?: unknown) {
  const { run, notebook } = session();
  const events = await run([cell("a", `const v = ${call}`)], ["a"], asked === undefined ? {} : { a: { L: asked as InputValue } });
  const [output] = outputsOf(events);
  if (output?.kind !== "input") throw new Error(JSON.stringify(events));
  return { spec: output.input, value: notebook.values.get("v") };
}

describe("an input stands at first", () => {
  it.each<[string, unknown]>([
    ['slider("L", { min: 0, max: 10, step: 1 })', { value: 5, step: 1, scale: "linear" }],
    ['slider("L", { min: 0, max: 0.1 })', { value: 0.05, step: 0.001 }],
    ['slider("L", { min: -3, max: 4 })', { value: 0.5, step: 0.05 }],
    ['slider("L", { min: 0, max: 3, step: 2 })', { value: 2 }],
    ['slider("L", { min: 1, max: 2, value: 1.7 })', { value: 1.7, step: 0.01 }],
    ['slider("L", { min: 1e-4, max: 1, scale: "log" })', { value: 0.01, step: 0.02, scale: "log" }],
    ['slider("L", { min: 1e-6, max: 1e-2, step: 1, scale: "log" })', { value: 1e-4 }],
    ['slider("L", { min: 0.001, max: 3, step: 0.01, scale: "log", value: 0.5 })', { value: 0.5, step: 0.01 }],
    ['slider("L", { min: 0, max: 10, value: 1.25 })', { value: 1.25, step: 0.01 }],
    ['slider("L", { min: 0.001, max: 1, scale: "log", value: 0.123 })', { value: 0.123, step: 0.002 }],
    ['number("L", { min: 0, max: 10 })', { value: 5, step: 0.1, onSteps: false }],
    ['number("L", { min: 1, max: 512, step: 1, value: 32 })', { value: 32, step: 1, onSteps: true }],
    ['number("L", { min: 0.5, max: 3, step: 0.5 })', { value: 2 }],
    ['number("L", { min: 0, max: 1, address: true })', { address: true }],
    ['choice("L", ["sgd", "adam"])', { value: "sgd", options: ["sgd", "adam"] }],
    ['choice("L", ["sgd", "adam"], { value: "adam" })', { value: "adam" }],
    ['choice("L", [1, 8, 32], { value: 8 })', { value: "8", options: ["1", "8", "32"] }],
    ['choice("L", { a: 1, b: [2] })', { value: "a", options: ["a", "b"] }],
    ['toggle("L")', { value: false }],
    ['toggle("L", { value: true })', { value: true }],
    ['button("L")', { value: 0 }],
    ['point("L", { x: [0, 4], y: [-1, 1] })', { value: [2, 0], x: [0, 4], y: [-1, 1], step: 0.02 }],
    ['point("L", { x: [0, 4], y: [-1, 1], value: [1, 1], step: 0.5 })', { value: [1, 1], step: 0.5 }],
    ['player("L", { max: 100 })', { value: 0, min: 0, max: 100 }],
    ['slider("L", { min: 0, max: 1, address: true })', { address: true }],
    ['choice("L", ["a"], { address: true })', { address: true }],
    ['toggle("L", { address: true })', { address: true }],
    ['point("L", { x: [0, 1], y: [0, 1], address: true })', { address: true }],
    ['player("L", { max: 9, address: true })', { address: true }],
    ['player("L", { min: 1, max: 100 })', { value: 1, min: 1, max: 100 }],
    ['player("L", { max: 100, value: 7 })', { value: 7 }],
    ['predict("L", { min: 0, max: 1 })', { value: null, ask: { kind: "number", min: 0, max: 1 } }],
    ['predict("L", { options: ["up", "down"] })', { value: null, ask: { kind: "option", options: ["up", "down"] } }],
    ['predict.curve("L", { x: [0, 1], y: [0, 2] })', { value: null, ask: { kind: "curve", x: [0, 1], y: [0, 2] } }],
  ])("%s", async (call, expected) => {
    const { spec } = await input(call);
    expect(spec).toMatchObject({ key: "L", label: "L", ...(expected as object) });
  });
});

describe("an input gives", () => {
  it.each<[string, unknown, unknown]>([
    ['slider("L", { min: 0, max: 10 })', 10, 10],
    ['slider("L", { min: 0, max: 10 })', 10.1, 5],
    ['slider("L", { min: 0, max: 10 })', Number.NaN, 5],
    ['number("L", { min: 0, max: 10 })', 10, 10],
    ['number("L", { min: 0, max: 10 })', 1.2345, 1.2345],
    ['number("L", { min: 0, max: 10 })', -0.1, 5],
    ['number("L", { min: 0, max: 10 })', "3", 5],
    ['number("L", { min: 0, max: 10, step: 1 })', 2.5, 5],
    ['number("L", { min: 0, max: 1, step: 0.1 })', 0.1 + 0.2, 0.1 + 0.2],
    ['choice("L", ["a", "b"])', "b", "b"],
    ['choice("L", ["a", "b"])', "c", "a"],
    ['choice("L", [1, 8])', "8", 8],
    ['choice("L", [1, 8])', 8, 1],
    ['choice("L", { a: 1, b: 2 })', "b", 2],
    ['choice("L", { a: 1 })', "toString", 1],
    ['toggle("L")', true, true],
    ['toggle("L")', 1, false],
    ['button("L")', 3, 3],
    ['button("L")', -1, 0],
    ['button("L")', 0.5, 0],
    ['point("L", { x: [0, 1], y: [0, 1] })', [0, 1], [0, 1]],
    ['point("L", { x: [0, 1], y: [0, 1] })', [0, 2], [0.5, 0.5]],
    ['point("L", { x: [0, 1], y: [0, 1] })', [0, Number.NaN], [0.5, 0.5]],
    ['point("L", { x: [0, 1], y: [0, 1] })', [0], [0.5, 0.5]],
    ['point("L", { x: [0, 1], y: [0, 1] })', "0,0", [0.5, 0.5]],
    ['player("L", { max: 9 })', 9, 9],
    ['player("L", { max: 9 })', 2.5, 0],
    ['player("L", { min: 1, max: 9 })', 0, 1],
    ['predict("L", { min: 0, max: 1 })', 0.5, 0.5],
    ['predict("L", { options: ["up", "down"] })', "down", "down"],
    [
      'predict.curve("L", { x: [0, 1], y: [0, 1] })',
      [
        [0, 0],
        [1, 1],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ],
  ])("%s at %j: %j", async (call, asked, expected) => {
    const { spec, value } = await input(call, asked);
    expect(value).toEqual(expected);
    if (spec.type !== "choice") expect(spec.value).toEqual(value);
  });
});

describe("an input refuses", () => {
  it.each<[string, string]>([
    ["slider()", 'TypeError: missing label: write slider("name", { … })'],
    ['slider("L")', 'TypeError: missing options: slider("L", { min, max, step, value, scale, address })'],
    ['slider("L", { max: 1 })', "TypeError: missing min"],
    ['slider("L", { min: 0, max: Infinity })', "RangeError: invalid max: Infinity (a finite number)"],
    ['slider("L", { min: 1, max: 1 })', "RangeError: invalid max: 1 (it must be above min, 1)"],
    ['slider("L", { min: 0, max: 1, step: 0 })', "RangeError: invalid step: 0 (it must be above 0)"],
    ['slider("L", { min: 0, max: 1, value: 2 })', "RangeError: invalid value: 2 (from 0 to 1)"],
    ['slider("L", { min: 0, max: 1, step: 0.3, value: 0.5 })', "RangeError: invalid value: 0.5 (from 0 on in steps of 0.3; the nearest is 0.6)"],
    ['slider("L", { min: 0, max: 1, step: 0.3, value: 1 })', "RangeError: invalid value: 1 (from 0 on in steps of 0.3; the nearest is 0.9)"],
    [
      'slider("L", { min: 0.001, max: 3, step: 0.1, scale: "log", value: 0.45 })',
      "RangeError: invalid value: 0.45 (from 0.001 on in steps of 10^0.1; the nearest is 0.5)",
    ],
    ['slider("L", { min: 0, max: 1, scale: "log" })', "RangeError: invalid min: 0 (a log slider needs min > 0)"],
    ['slider("L", { min: 0, max: 1, scale: "sqrt" as any })', "TypeError: invalid scale: sqrt (linear or log)"],
    ['slider("L", { min: 0, max: 1, vaule: 1 } as any)', "TypeError: unknown slider option: vaule (known: min, max, step, value, scale, address)"],
    ["number()", 'TypeError: missing label: write number("name", { … })'],
    ['number("L")', 'TypeError: missing options: number("L", { min, max, step, value, address })'],
    ['number("L", { min: 0 })', "TypeError: missing max"],
    ['number("L", { min: 0, max: "9" as any })', "RangeError: invalid max: 9 (a finite number)"],
    ['number("L", { min: 2, max: 1 })', "RangeError: invalid max: 1 (it must be above min, 2)"],
    ['number("L", { min: 0, max: 1, step: -1 })', "RangeError: invalid step: -1 (it must be above 0)"],
    ['number("L", { min: 0, max: 1, step: 2 })', "RangeError: invalid step: 2 (at most 1, from min to max)"],
    ['number("L", { min: 0, max: 1, value: NaN })', "RangeError: invalid value: NaN (a finite number)"],
    ['number("L", { min: 0, max: 1, value: 2 })', "RangeError: invalid value: 2 (from 0 to 1)"],
    ['number("L", { min: 1, max: 9, step: 2, value: 4 })', "RangeError: invalid value: 4 (from 1 on in steps of 2)"],
    ['number("L", { min: 0, max: 1, address: 1 as any })', "TypeError: invalid address: 1 (true or false)"],
    ['number("L", { min: 0, max: 1, scale: "log" } as any)', "TypeError: unknown number option: scale (known: min, max, step, value, address)"],
    ['choice("L", [])', "RangeError: invalid options: there must be at least one"],
    ['choice("L", 3 as any)', "TypeError: invalid options: an array, or an object of name: value"],
    ['choice("L", ["a"], { value: "b" as any })', "RangeError: unknown value: b (known: a)"],
    ['choice("L", ["a"], { default: "a" } as any)', "TypeError: unknown choice option: default (known: value, address)"],
    ['choice("L", ["a", "a"])', "RangeError: repeated option: a"],
    ['toggle("L", { value: "yes" as any })', "TypeError: invalid value: yes (true or false)"],
    ['button(" ")', 'TypeError: missing label: write button("name")'],
    ['point("L", { x: [1, 0], y: [0, 1] })', "RangeError: invalid x: 1,0 ([least, greatest])"],
    ['point("L", { x: [0, 1] } as any)', "RangeError: invalid y: undefined ([least, greatest])"],
    ['point("L", { x: [0, 1], y: [0, 1], value: [2, 0] })', "RangeError: invalid value: 2,0 ([x, y] with x from 0 to 1 and y from 0 to 1)"],
  ])("%s", async (call, message) => {
    expect(errorOf(await runOne(`1;\n${call}`))).toMatchObject({ kind: "runtime", message, line: 2 });
  });
});

describe("a prediction", () => {
  const cells = [cell("a", 'const v = predict("L", { options: ["up", "down"] });\ndisplay("truth")'), cell("b", "const w = v"), cell("c", "w")];

  it("holds its cell, and what reads it, until it is made", async () => {
    const { run } = session();
    const events = await run(cells);
    expect(outputsOf(events).map(({ kind }) => kind)).toEqual(["input"]);
    expect(errorOf(events)).toEqual({ kind: "waiting", message: "L" });
    for (const id of ["b", "c"])
      expect(errorOf(events, id)).toEqual({ kind: "waiting", message: "waits for the prediction in cell a", cells: ["a"] });
    const after = await run(cells, ["a"], { a: { L: "up" } }, "input");
    expect(outputsOf(after, "a")).toMatchObject([{ input: { value: "up" } }, { text: "truth" }]);
    expect(outputsOf(after, "c")).toEqual([{ kind: "text", text: "up" }]);
  });

  it.each([
    0.5,
    "left",
    null,
    [
      [0, 0],
      [1, 1],
    ],
  ])("that does not fit is none: %j", async (asked) => {
    const { run } = session();
    expect(errorOf(await run(cells, ["a"], { a: { L: asked as InputValue } }, "input"))).toMatchObject({ kind: "waiting" });
  });
});

it("a slider's own step and middle are round, on its positions and in its range", async () => {
  const ends = fc.tuple(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.double({ min: 1e-4, max: 1e4, noNaN: true }));
  await fc.assert(
    fc.asyncProperty(ends, async ([min, part]) => {
      const max = min + part * (1 + Math.abs(min));
      const { spec } = (await input(`slider("L", { min: ${min}, max: ${max} })`)) as { spec: Extract<InputSpec, { type: "slider" }> };
      expect(spec.step.toExponential()).toMatch(/^[125]e/);
      const steps = (max - min) / spec.step;
      expect(steps).toBeGreaterThanOrEqual(100 * (1 - 1e-6));
      expect(steps).toBeLessThanOrEqual(250 * (1 + 1e-6));
      expect(spec.value).toBeGreaterThanOrEqual(min);
      expect(spec.value).toBeLessThanOrEqual(max);
      expect(Math.abs(spec.value - (min + max) / 2)).toBeLessThanOrEqual(spec.step);
    }),
    { numRuns: 100 },
  );
});

it("a log slider's places grow evenly from min to max, are as short as that allows, and each is a value to start with", () => {
  const sliders = fc.record({
    min: fc.constantFrom(1e-9, 0.001, 0.003, 0.01, 0.3, 1, 50),
    decades: fc.double({ min: 0.5, max: 9, noNaN: true }),
    step: fc.constantFrom(0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1),
  });
  fc.assert(
    fc.property(sliders, ({ min, decades, step }) => {
      const max = Number((min * 10 ** decades).toPrecision(3));
      const last = logSteps(max, min, step);
      fc.pre(last >= 1);
      const places = Array.from({ length: last + 1 }, (_, i) => logPlace(i, min, max, step));
      expect([places[0], places.at(-1)]).toEqual([min, max]);
      places.forEach((place, i) => {
        expect(logSteps(place, min, step)).toBe(i);
        if (i > 0) expect(place).toBeGreaterThan(places[i - 1]);
        if (i > 0 && i < last) expect(String(Number(place.toPrecision(step < 0.05 ? 3 : 2)))).toBe(String(place));
        expect(inputKinds.slider.ask("L", { min, max, step, scale: "log", value: place }).draft.value).toBe(place);
      });
    }),
  );
  const decade = Array.from({ length: 11 }, (_, i) => logPlace(i, 0.1, 10, 0.1));
  expect(decade).toEqual([0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.8, 1]);
});

it("a number stands at first where it fits, whatever its range and step, and half a step beside does not fit", () => {
  const ranges = fc.tuple(
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.double({ min: 1, max: 1e4, noNaN: true }),
    fc.double({ min: 1, max: 1000, noNaN: true }),
  );
  fc.assert(
    fc.property(ranges, ([min, length, count]) => {
      const [max, step] = [min + length, length / count];
      fc.pre(step <= max - min);
      for (const options of [
        { min, max },
        { min, max, step },
      ]) {
        const { draft } = inputKinds.number.ask("L", options);
        const spec = { ...draft, key: "L" };
        expect(fits(spec, spec.value)).toBe(true);
        expect(fits(spec, spec.value + (spec.value > (min + max) / 2 ? -0.5 : 0.5) * spec.step)).toBe(!spec.onSteps);
      }
    }),
  );
});

it("number is a name like another, and a type still", async () => {
  const { run, notebook } = session();
  await run([
    cell("a", 'const n: number = number("L", { min: 0, max: 4 }); const twice = (number: number): number => 2 * number;\nconst v = twice(n);'),
  ]);
  expect(notebook.values.get("v")).toBe(4);
  expect(errorOf(await runOne("const number = 1"))).toMatchObject({ kind: "duplicate", message: "number is built into every cell" });
});

it("a point cannot be written to, so that it stays what the page shows", async () => {
  expect(errorOf(await runOne('const p = point("L", { x: [0, 1], y: [0, 1] });\n(p as number[])[0] = 3'))).toMatchObject({
    line: 2,
    message: expect.stringMatching(/^TypeError/) as string,
  });
});

it("are bounded in number, in the length of their labels and in their options, with an error that says so", async () => {
  const long = "x".repeat(201);
  for (const [source, message] of [
    [`slider("${long}", { min: 0, max: 1 })`, /invalid label: x{40}… of 201 characters \(at most 200\)/],
    [`number("${long}", { min: 0, max: 1 })`, /invalid label: x{40}… of 201 characters \(at most 200\)/],
    [`choice("c", Array.from({ length: 201 }, (_, i) => "o" + i))`, /invalid options: 201 of them \(at most 200\)/],
    [`choice("c", ["a", "${long}"])`, /invalid option: x{40}… of 201 characters/],
    [`predict("p", { options: ["a", "${long}"] })`, /invalid option/],
    [`for (let i = 0; i < 101; i++) toggle("t" + i)`, /too many inputs: a cell has at most 100/],
  ] as const)
    expect(errorOf(await runOne(source)).message, source.slice(0, 60)).toMatch(message);
});
