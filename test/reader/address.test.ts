import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { InputSpec, InputValue, InputValues } from "../../src/notebook/types.ts";
import { readAddress, writeAddress } from "../../src/reader/address.ts";

const specs: InputSpec[] = [
  { type: "slider", key: "Learning rate α", label: "Learning rate α", value: 0.5, min: 0.001, max: 3, step: 0.01, scale: "log", address: true },
  { type: "choice", key: "a=b&c#d+e%", label: "?", value: "x y", options: ["x y", "π & ~", "__proto__"], address: true },
  { type: "toggle", key: "on/off", label: "on/off", value: false, address: true },
  { type: "point", key: "Start", label: "Start", value: [0, 0], x: [-8, 8], y: [-4, 4], step: 0.1, address: true },
  { type: "player", key: "Step", label: "Step", value: 3, min: 1, max: 60, address: true },
];
const addressed = new Map([
  ["steps", new Map(specs.map((spec) => [spec.key, spec]))],
  ["other", new Map([["Step", specs[4]]])],
]);

const anyPositions = fc.record(
  {
    "Learning rate α": fc.double({ min: 0.001, max: 3, noNaN: true }),
    "a=b&c#d+e%": fc.constantFrom("x y", "π & ~", "__proto__"),
    "on/off": fc.boolean(),
    Start: fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: -4, max: 4, noNaN: true })),
    Step: fc.integer({ min: 1, max: 60 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Record<string, InputValue>>;

/** Positions but for those that are where the page has them, and without the sign of a zero. */
const moved = (positions: InputValues): InputValues =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        Object.entries(positions)
          .map(
            ([cell, values]) =>
              [
                cell,
                Object.fromEntries(Object.entries(values).filter(([key, value]) => String(value) !== String(addressed.get(cell)!.get(key)!.value))),
              ] as const,
          )
          .filter(([, values]) => Object.keys(values).length > 0),
      ),
    ).replaceAll("-0,", "0,"),
  );

test("what is written is read again, through the address of a page", () => {
  fc.assert(
    fc.property(anyPositions, fc.option(fc.integer({ min: 1, max: 60 })), (positions, other) => {
      const all: InputValues = { steps: positions, ...(other === null ? {} : { other: { Step: other } }) };
      const url = new URL("http://a.example/sgd/");
      url.hash = `~${writeAddress(all, addressed)}`;
      expect(JSON.parse(JSON.stringify(readAddress(url.hash, addressed)))).toEqual(moved(all));
    }),
  );
});

test("an address is short and can be read", () => {
  expect(writeAddress({ steps: { Step: 12, Start: [7, -3] } }, addressed)).toBe("steps.Start=7,-3&steps.Step=12");
  expect(writeAddress({ steps: { Step: 3 } }, addressed)).toBe("");
  expect(writeAddress({}, addressed)).toBe("");
});

test("what does not fit an input is passed over, and the rest is read", () => {
  const bad = [
    "steps.Step=0",
    "steps.Step=61",
    "steps.Step=2.5",
    "steps.Step=",
    "steps.Step=x",
    "steps.Step=NaN",
    "steps.Step=Infinity",
    "steps.Step",
    "steps.Start=7",
    "steps.Start=7,-3,1",
    "steps.Start=9,0",
    "steps.Start=,1",
    "steps.on%2Foff=yes",
    "steps.Learning+rate+%CE%B1=-1",
    "steps.source=alert(1)",
    "nocell.Step=4",
    "__proto__.polluted=1",
    "constructor.prototype=1",
    "%E0%A4%A",
    "=",
    "&&",
    "steps.a%3Db%26c%23d%2Be%25=toString",
  ];
  for (const part of bad) expect(readAddress(`#~${part}`, addressed), part).toEqual({});
  expect(readAddress(`#~${bad.join("&")}&other.Step=7`, addressed)).toEqual({ other: { Step: 7 } });
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

test("the name of a heading is no position", () => {
  for (const hash of ["", "#", "#steps.Step=12", "#one-more-line", "#cell-steps"]) expect(readAddress(hash, addressed)).toEqual({});
  fc.assert(fc.property(fc.string(), (text) => Object.values(readAddress(`#~${text}`, addressed)).every((values) => Object.keys(values).length > 0)));
});
