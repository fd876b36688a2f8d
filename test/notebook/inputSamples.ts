import type { InputForms, InputSpec, InputType } from "../../src/notebook/inputs.ts";

/** An input of a kind, for what must hold of every kind. A kind without one does not compile. */
export interface InputSample<T extends InputType> {
  /** A call that makes it, under the label L; of a kind that may be in the address, with `address: true`. */
  call: string;
  spec: InputSpec<T>;
  /** Another position. */
  other: NonNullable<InputForms[T]["value"]>;
  /** What is no position of it. */
  wrong: unknown[];
}

const named = { key: "L", label: "L" };
const address = { address: true as const };

const byKind: { [T in InputType]: InputSample<T>[] } = {
  slider: [
    {
      call: 'slider("L", { min: 0, max: 1, step: 0.1, value: 0.5, address: true })',
      spec: { type: "slider", ...named, value: 0.5, min: 0, max: 1, step: 0.1, scale: "linear", ...address },
      other: 0.3,
      wrong: [-1, "0.3", NaN, [0.3]],
    },
    {
      call: 'slider("L", { min: 1, max: 10000, step: 0.5, value: 100, scale: "log", address: true })',
      spec: { type: "slider", ...named, value: 100, min: 1, max: 10_000, step: 0.5, scale: "log", ...address },
      other: 1000,
      wrong: [0, 10_001],
    },
  ],
  number: [
    {
      call: 'number("L", { min: 0, max: 1, value: 0.5, address: true })',
      spec: { type: "number", ...named, value: 0.5, min: 0, max: 1, step: 0.01, onSteps: false, ...address },
      other: 0.123456789,
      wrong: [-1, 1.1, "0.3", NaN, Infinity],
    },
    {
      call: 'number("L", { min: 1, max: 64, step: 1, value: 8, address: true })',
      spec: { type: "number", ...named, value: 8, min: 1, max: 64, step: 1, onSteps: true, ...address },
      other: 9,
      wrong: [8.5, 0],
    },
  ],
  choice: [
    {
      call: 'choice("L", ["SGD", "Adam"], { value: "Adam", address: true })',
      spec: { type: "choice", ...named, value: "Adam", options: ["SGD", "Adam"], ...address },
      other: "SGD",
      wrong: ["Lion", 0, "x".repeat(201)],
    },
    {
      call: 'choice("L", ["a", "b", "c", "d", "e", "f"], { value: "c", address: true })',
      spec: { type: "choice", ...named, value: "c", options: ["a", "b", "c", "d", "e", "f"], ...address },
      other: "f",
      wrong: ["g"],
    },
  ],
  toggle: [{ call: 'toggle("L", { address: true })', spec: { type: "toggle", ...named, value: false, ...address }, other: true, wrong: [1, "true"] }],
  button: [{ call: 'button("L")', spec: { type: "button", ...named, value: 0 }, other: 3, wrong: [-1, 0.5, true] }],
  point: [
    {
      call: 'point("L", { x: [-10, 10], y: [-4, 4], value: [7, -3], step: 0.1, address: true })',
      spec: { type: "point", ...named, value: [7, -3], x: [-10, 10], y: [-4, 4], step: 0.1, ...address },
      other: [0.5, 1.25],
      wrong: [[0, 5], [0], 0, "0,0", [0, NaN]],
    },
  ],
  player: [
    {
      call: 'player("L", { min: 1, max: 60, value: 3, address: true })',
      spec: { type: "player", ...named, value: 3, min: 1, max: 60, ...address },
      other: 12,
      wrong: [0, 61, 2.5, "12"],
    },
  ],
  prediction: [
    {
      call: 'predict("L", { min: 0, max: 100 })',
      spec: { type: "prediction", ...named, value: null, ask: { kind: "number", min: 0, max: 100 } },
      other: 42,
      wrong: [null, 101, "42"],
    },
    {
      call: 'predict("L", { options: ["up", "down"] })',
      spec: { type: "prediction", ...named, value: null, ask: { kind: "option", options: ["up", "down"] } },
      other: "down",
      wrong: [null, "left", 0],
    },
    {
      call: 'predict.curve("L", { x: [0, 1], y: [0, 1] })',
      spec: { type: "prediction", ...named, value: null, ask: { kind: "curve", x: [0, 1], y: [0, 1] } },
      other: Array.from({ length: 25 }, (_, i): [number, number] => [i / 24, i / 48]),
      wrong: [null, [[0, 0]], [[0, 0], [0, 1]], [[0, 0], [1, 2]]], // prettier-ignore
    },
  ],
};

/** All of them, with their kinds. */
export const inputSamples = (Object.keys(byKind) as InputType[]).flatMap((type) =>
  (byKind[type] as InputSample<InputType>[]).map((sample) => ({ type, ...sample })),
);
